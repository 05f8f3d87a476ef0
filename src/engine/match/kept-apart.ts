import type { Store, StoreTables } from '../../ports/store/store.ts'
import { getJson } from './named-json.ts'

const nameOf = (shop: string): string => `product-link apart ${shop}`

/** Inventory items that were unlinked by hand: matching leaves them alone until somebody links them by hand. */
export async function keptApart(tables: Pick<StoreTables, 'switches'>, shop: string): Promise<Set<string>> {
  const stored = await getJson(tables, nameOf(shop))
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
  await tables.switches.put(nameOf(shop), after.size === 0 ? null : JSON.stringify([...after]))
}

/** Those kept apart, in a transaction of its own. */
export function readKeptApart(store: Store, shop: string): Promise<Set<string>> {
  return store.transaction((tables) => keptApart(tables, shop))
}
