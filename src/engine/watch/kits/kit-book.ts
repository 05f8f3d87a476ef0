import type { Odoo } from '../../../ports/odoo/odoo.ts'
import type { WatchStore } from '../poll.ts'
import { readBills } from './read-bills.ts'
import { type Recipe, recipeOf } from './recipe.ts'

/** How often bills of materials are read again: a change of theirs leaves no trace in quants and moves. */
const readEvery = 60_000
/** Reading them may take this share of the time. */
const share = 0.05

/**
 * The recipes of all kits, as they were read last. Deleted lines and bills leave no date in Odoo, so that all are read, and
 * what differs is told; a large book is read less often.
 */
export class KitBook {
  #recipes: ReadonlyMap<number, Recipe> = new Map()
  #usedIn = new Map<number, number[]>()
  #digests = new Map<number, string>()
  #changed = new Set<number>()
  #stored = ''
  #readAt: number | undefined
  #took = 0

  recipe(productId: number): Recipe | undefined {
    return this.#recipes.get(productId)
  }

  /** The kits that one of the products goes into. */
  kitsWith(productIds: readonly number[]): number[] {
    return [...new Set(productIds.flatMap((id) => this.#usedIn.get(id) ?? []))]
  }

  /** Products that became a kit, are none any more, or have another recipe, and were not settled yet; all kits at first. */
  changed(): number[] {
    return [...this.#changed]
  }

  /** Pictures of these were given out with the recipes of now. */
  settle(productIds: Iterable<number>): void {
    for (const productId of productIds) this.#changed.delete(productId)
  }

  /** The kits of now and those that were not settled yet, in ascending order; undefined when the store knows them. */
  shown(): number[] | undefined {
    const ids = [...new Set([...this.#recipes.keys(), ...this.#changed])].toSorted((one, other) => one - other)
    return JSON.stringify(ids) === this.#stored ? undefined : ids
  }

  stored(ids: readonly number[]): void {
    this.#stored = JSON.stringify(ids)
  }

  /** Reads the bills when that is due, or in any case; `known` gives the kits of an earlier process. */
  async refresh(odoo: Odoo, now: () => number, known: () => Promise<readonly number[]>, anyway = false): Promise<void> {
    const startedAt = now()
    if (!anyway && !this.#due(startedAt)) return
    if (this.#readAt === undefined) for (const productId of await known()) this.#changed.add(productId)
    const bills = await readBills(odoo)
    const recipes = new Map<number, Recipe>()
    for (const { productId } of bills.parts.values()) {
      const recipe = recipeOf(productId, bills)
      if (recipe !== undefined) recipes.set(productId, recipe)
    }
    this.#take(recipes)
    this.#readAt = startedAt
    this.#took = Math.max(0, now() - startedAt)
  }

  #due(now: number): boolean {
    return this.#readAt === undefined || now < this.#readAt || now - this.#readAt >= Math.max(readEvery, this.#took / share)
  }

  #take(recipes: ReadonlyMap<number, Recipe>): void {
    const digests = new Map([...recipes].map(([productId, recipe]) => [productId, JSON.stringify(recipe)]))
    for (const productId of new Set([...this.#digests.keys(), ...digests.keys()])) {
      if (this.#digests.get(productId) !== digests.get(productId)) this.#changed.add(productId)
    }
    this.#recipes = recipes
    this.#digests = digests
    this.#usedIn = new Map()
    for (const [kit, recipe] of recipes) {
      for (const { productId } of 'parts' in recipe ? recipe.parts : [])
        this.#usedIn.set(productId, [...(this.#usedIn.get(productId) ?? []), kit])
    }
  }
}

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
