import { gid, legacyId } from './gid.ts'
import type { ShopState } from './shop-state.ts'

/** The id of a level. Its number is not the location's, and is the same for every item there (shopify-facts 1.8). */
export function levelId(state: ShopState, itemId: string, locationId: string): string {
  const number = state.locations.get(locationId)?.levelNumber ?? 0
  return `${gid('InventoryLevel', number)}?inventory_item_id=${legacyId(itemId)}`
}
