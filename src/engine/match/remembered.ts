import type { LevelLine } from '../../base/messages/level.ts'
import { numberProperty, textProperty } from '../../ports/odoo/property.ts'
import type { Store, StoreTables } from '../../ports/store/store.ts'

const apartName = (shop: string): string => `product-link apart ${shop}`

/** Inventory items that were unlinked by hand: matching leaves them alone until somebody links them by hand. */
export async function keptApart(tables: Pick<StoreTables, 'switches'>, shop: string): Promise<Set<string>> {
  const stored = await getJson(tables, apartName(shop))
  return new Set(Array.isArray(stored) ? stored.filter((id) => typeof id === 'string') : [])
}

/** Adds items to those kept apart and takes others out. */
export async function keepApart(
  tables: Pick<StoreTables, 'switches'>,
  shop: string,
  change: { readonly add?: readonly string[]; readonly remove?: readonly string[] },
): Promise<void> {
  const before = await keptApart(tables, shop)
  const after = new Set(before)
  for (const id of change.add ?? []) after.add(id)
  for (const id of change.remove ?? []) after.delete(id)
  if (after.size === before.size && [...after].every((id) => before.has(id))) return
  await tables.switches.put(apartName(shop), after.size === 0 ? null : JSON.stringify([...after]))
}

/** Those kept apart, in a transaction of its own. */
export function readKeptApart(store: Store, shop: string): Promise<Set<string>> {
  return store.transaction((tables) => keptApart(tables, shop))
}

interface Seen {
  readonly id: string
  readonly name: string
  readonly at: number
}

const day = 86_400_000
/** A location that no level was for in so many days is no longer mapped. */
const forgetAfter = 30 * day

const locationsName = (shop: string): string => `product-link places ${shop}`

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
    if (changed) await putJson(store, locationsName(this.#shop), [...seen.values()])
  }

  /** Those seen lately. */
  async list(store: Store, now: number): Promise<{ id: string; name: string }[]> {
    const seen = await this.#load(store)
    return [...seen.values()].filter(({ at }) => now - at < forgetAfter).map(({ id, name }) => ({ id, name }))
  }

  async #load(store: Store): Promise<Map<string, Seen>> {
    if (this.#seen !== undefined) return this.#seen
    const stored = await store.transaction((tables) => getJson(tables, locationsName(this.#shop)))
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

/** A small JSON value of the store under a name; what is stored and cannot be read counts as not there. */
export async function getJson(tables: Pick<StoreTables, 'switches'>, name: string): Promise<unknown> {
  const text = await tables.switches.get(name)
  if (text === null) return undefined
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

export async function putJson(store: Store, name: string, value: unknown): Promise<void> {
  await store.transaction((tables) => tables.switches.put(name, JSON.stringify(value)))
}
