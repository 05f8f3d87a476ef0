import type { WatchStore } from '../poll.ts'
import type { KitBook } from './kit-book.ts'

/** The products that were kits when this watch looked last: what is none any more leaves no other trace. */
export async function knownKits(store: WatchStore, watch: string): Promise<number[]> {
  const text = await store.transaction((tables) => tables.cursors.get(nameOf(watch)))
  const ids: unknown = text === null ? [] : JSON.parse(text)
  return Array.isArray(ids) ? ids.filter((id) => typeof id === 'number') : []
}

/** Stores which products are kits, or may still be shown as kits; nothing when the store knows. */
export async function keepKnownKits(store: WatchStore, watch: string, book: KitBook): Promise<void> {
  const ids = book.shown()
  if (ids === undefined) return
  await store.transaction((tables) => tables.cursors.put(nameOf(watch), JSON.stringify(ids)))
  book.stored(ids)
}

function nameOf(watch: string): string {
  return `odoo-quant-watch kits ${watch}`
}
