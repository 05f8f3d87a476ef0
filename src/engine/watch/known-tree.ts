import type { WatchStore } from './poll.ts'
import type { TreeFigures } from './moved-locations.ts'

/** Where the locations lay when the stock at them was read last. Kept in the store too: who is restarted reads nothing twice. */
export class KnownTree {
  #figures: Map<number, string> | undefined
  #stored = ''

  figureOf(locationId: number): string | undefined {
    return this.#figures?.get(locationId)
  }

  /** Takes over what an earlier process knew, once. */
  async recall(store: WatchStore, watch: string): Promise<void> {
    if (this.#figures !== undefined) return
    const text = await store.transaction((tables) => tables.cursors.get(nameOf(watch)))
    const entries: unknown = text === null ? [] : JSON.parse(text)
    this.#figures = new Map(Array.isArray(entries) ? entries.filter(isEntry) : [])
    this.#stored = text ?? ''
  }

  /** The stock was read with these; `whole` when there are no others. */
  async settle(store: WatchStore, watch: string, figures: TreeFigures, whole: boolean): Promise<void> {
    if (!whole && figures.size === 0) return
    this.#figures = new Map([...(whole ? [] : (this.#figures ?? [])), ...figures])
    const text = JSON.stringify([...this.#figures].toSorted(([one], [other]) => one - other))
    if (text === this.#stored) return
    await store.transaction((tables) => tables.cursors.put(nameOf(watch), text))
    this.#stored = text
  }
}

function isEntry(entry: unknown): entry is [number, string] {
  return Array.isArray(entry) && typeof entry[0] === 'number' && typeof entry[1] === 'string'
}

function nameOf(watch: string): string {
  return `odoo-quant-watch tree ${watch}`
}
