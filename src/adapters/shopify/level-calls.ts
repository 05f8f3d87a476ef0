import { isItemGid, isLocationGid } from '../../ports/shopify/gid.ts'
import type { LevelAddress } from '../../ports/shopify/shopify.ts'

/** One call: every one of the items is read at every one of the locations. */
export interface LevelCall {
  readonly items: readonly string[]
  readonly locations: readonly string[]
}

/** Most ids that a call may carry (shopify-facts 1.4). */
const itemsAtMost = 250
/** Most locations in one call: 41 points, so that a call stays as cheap as a page of the catalogue. */
const locationsAtMost = 20

/**
 * Packs addresses into few calls: items that are wanted at the same locations share calls, because a call reads all its
 * items at all its locations (shopify-facts 3). Addresses that are no gids are left out; one would spoil its whole call.
 */
export function levelCalls(addresses: readonly LevelAddress[]): LevelCall[] {
  const wanted = new Map<string, Set<string>>()
  for (const { inventoryItemId, locationId } of addresses) {
    if (!isItemGid(inventoryItemId) || !isLocationGid(locationId)) continue
    const at = wanted.get(inventoryItemId)
    if (at === undefined) wanted.set(inventoryItemId, new Set([locationId]))
    else at.add(locationId)
  }
  const items = [...wanted].map(([item, at]) => ({ item, at, places: [...at].toSorted().join(' ') }))
  items.sort((a, b) => (a.places < b.places ? -1 : a.places > b.places ? 1 : 0))
  return chunks(items, itemsAtMost).flatMap((some) => {
    const locations = [...new Set(some.flatMap(({ at }) => [...at]))]
    return chunks(locations, locationsAtMost).map((few) => ({
      items: some.filter(({ at }) => few.some((location) => at.has(location))).map(({ item }) => item),
      locations: few,
    }))
  })
}

function chunks<T>(list: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(list.length / size) }, (_, n) => list.slice(n * size, (n + 1) * size))
}
