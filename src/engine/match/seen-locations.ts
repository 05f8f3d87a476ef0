import type { LevelLine } from '../../base/messages/level.ts'
import { numberProperty, textProperty } from '../../ports/odoo/property.ts'
import type { Store } from '../../ports/store/store.ts'
import { getJson, putJson } from './named-json.ts'

interface Seen {
  readonly id: string
  readonly name: string
  readonly at: number
}

const day = 86_400_000
/** A location that no level was for in so many days is no longer mapped. */
const forgetAfter = 30 * day

const nameOf = (shop: string): string => `product-link places ${shop}`

/** The Shopify locations that levels were for: the mapped ones, as far as product-link can know. Kept in the store. */
export class SeenLocations {
  readonly #shop: string
  #seen: Map<string, Seen> | undefined

  constructor(shop: string) {
    this.#shop = shop
  }

  /** Takes note of the locations of lines; stores what is new, and once a day that it was seen. */
  async see(store: Store, lines: readonly LevelLine[], now: number): Promise<void> {
    const seen = await this.#load(store)
    let changed = false
    for (const { shopify } of lines) {
      if (shopify.shop !== undefined && shopify.shop !== this.#shop) continue
      const before = seen.get(shopify.locationId)
      if (before !== undefined && before.name === shopify.location && now - before.at < day) continue
      seen.set(shopify.locationId, { id: shopify.locationId, name: shopify.location, at: now })
      changed = true
    }
    if (changed) await putJson(store, nameOf(this.#shop), [...seen.values()])
  }

  /** Those seen lately. */
  async list(store: Store, now: number): Promise<{ id: string; name: string }[]> {
    const seen = await this.#load(store)
    return [...seen.values()].filter(({ at }) => now - at < forgetAfter).map(({ id, name }) => ({ id, name }))
  }

  async #load(store: Store): Promise<Map<string, Seen>> {
    if (this.#seen !== undefined) return this.#seen
    const stored = await store.transaction((tables) => getJson(tables, nameOf(this.#shop)))
    const entries = (Array.isArray(stored) ? stored : []).flatMap((entry: unknown): [string, Seen][] => {
      const id = textProperty(entry, 'id')
      const name = textProperty(entry, 'name')
      const at = numberProperty(entry, 'at')
      return id === undefined || name === undefined || at === undefined ? [] : [[id, { id, name, at }]]
    })
    this.#seen ??= new Map(entries)
    return this.#seen
  }
}
