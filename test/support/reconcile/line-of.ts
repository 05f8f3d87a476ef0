import type { LinkedLevelLine } from '../../../src/base/messages/level.ts'
import { gidOf, nameOf, type Place } from './place.ts'

/** The line that the flow makes of a place when Odoo can ship so much. */
export function lineOf(
  place: Pick<Place, 'product' | 'location'>,
  inventoryItemId: string,
  quantity: number,
  asOf: number,
  readAt: string,
): LinkedLevelLine {
  const sku = `SKU-${place.product}`
  return {
    kind: 'level',
    odoo: { database: 'demo', productId: place.product, name: `Product ${place.product}`, sku },
    shopify: { locationId: gidOf(place.location), location: `Location ${place.location}`, inventoryItemId, sku },
    asOf,
    readAt,
    quantityName: 'available',
    free: quantity,
    reserved: 0,
    quantity,
    pool: `pool ${nameOf(place)}`,
    trace: [],
  }
}
