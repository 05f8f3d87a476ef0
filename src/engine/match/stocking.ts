import type { Failure } from '../../base/error/failure.ts'
import type { LevelAddress, Shopify } from '../../ports/shopify/shopify.ts'
import type { Link } from '../../ports/store/link.ts'
import type { MatchSettings } from './link-ports.ts'

/**
 * Those linked items that are not stocked at a mapped location: what is set there succeeds and sells nothing
 * (shopify-facts 1.8). Each is told with the name of the location. 1 + 2 points per location for 250 links.
 */
export async function notStocked(shopify: Shopify, links: readonly Link[], locations: MatchSettings['locations']): Promise<Failure[]> {
  const addresses = links.flatMap(({ inventoryItemId }) => locations.map(({ id }): LevelAddress => ({ inventoryItemId, locationId: id })))
  const names = new Map(locations.map(({ id, name }) => [id, name]))
  const byItem = new Map(links.map((link) => [link.inventoryItemId, link]))
  const readings = await shopify.readLevels(addresses)
  return readings.flatMap(({ state, inventoryItemId, locationId }) => {
    const link = byItem.get(inventoryItemId)
    if (state !== 'not-stocked' || link === undefined) return []
    const { shop, sku, variantId, odooDatabase, odooProductId } = link
    const shopifyLocation = names.get(locationId) ?? locationId
    const subject = { shop, sku, variantId, inventoryItemId, odooDatabase, odooProductId, shopifyLocationId: locationId, shopifyLocation }
    return [{ code: 'ITEM_NOT_STOCKED', values: { sku, shopifyLocation }, subject } satisfies Failure]
  })
}
