import type { Outstanding } from './outstanding.ts'
import type { WatchStore } from './poll.ts'
import { inDoubt, keepSent, readSent } from './sent-picture.ts'

const perPage = 1000

/**
 * What a process before left open: the sinks that this watch has, and the products of which it is not known whether their
 * last picture was stored. Reads nothing but the store, and only once.
 */
export async function resume(store: WatchStore, watch: string, outstanding: Outstanding): Promise<number[]> {
  if (outstanding.resumed) return []
  const sinks = await store.transaction((tables) => tables.cursors.get(sinksName(watch)))
  outstanding.know(sinks === null ? [] : namesIn(sinks))
  const open: number[] = []
  for (let last = 0; ;) {
    const page = await store.transaction((tables) => tables.pictures.page(watch, last, perPage))
    for (const [productId, text] of page) {
      if (readSent(text)?.digest === inDoubt && outstanding.sentOf(productId) === undefined) open.push(productId)
    }
    if (page.length < perPage) break
    last = page.at(-1)?.[0] ?? Number.MAX_SAFE_INTEGER
  }
  return open
}

/** Stores the digests of the pictures that were answered. Throws STORE_*; then they are kept with the next ones. */
export async function keepAnswered(store: WatchStore, watch: string, outstanding: Outstanding): Promise<void> {
  for (let answered = outstanding.answered(); answered.size > 0; answered = outstanding.answered()) {
    const sinks = JSON.stringify([...outstanding.sinks].toSorted())
    await store.transaction(async (tables) => {
      await keepSent(tables, watch, answered)
      if (outstanding.sinks.size > 0 && (await tables.cursors.get(sinksName(watch))) !== sinks)
        await tables.cursors.put(sinksName(watch), sinks)
    })
    outstanding.kept(answered)
  }
}

function sinksName(watch: string): string {
  return `odoo-quant-watch sinks ${watch}`
}

function namesIn(text: string): string[] {
  const names: unknown = JSON.parse(text)
  return Array.isArray(names) ? names.filter((name) => typeof name === 'string') : []
}
