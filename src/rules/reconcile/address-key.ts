import type { LevelAddress } from '../../ports/shopify/shopify.ts'

/** A level of one shop as one string, for maps. */
export function addressKey(address: Pick<LevelAddress, 'inventoryItemId' | 'locationId'>): string {
  return `${address.inventoryItemId} ${address.locationId}`
}
