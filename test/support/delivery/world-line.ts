import type { LinkedLevelLine } from '../../../src/base/messages/level.ts'

export const worldLocation = 'gid://shopify/Location/1'

/** The line that a reading of Odoo becomes at the end of the flow: no buffer, one location. */
export function worldLine(reading: {
  readonly item: number
  readonly inventoryItemId: string
  readonly asOf: number
  readonly quantity: number
  readonly reserved: number
  readonly now: number
}): LinkedLevelLine {
  const { item, inventoryItemId, asOf, quantity, reserved, now } = reading
  return {
    kind: 'level',
    odoo: { database: 'demo@localhost', productId: item + 1, name: `Item ${item}`, sku: `SKU-${item}` },
    shopify: { locationId: worldLocation, location: 'New Jersey', inventoryItemId },
    asOf,
    readAt: new Date(now).toISOString(),
    quantityName: 'available',
    free: quantity - reserved,
    reserved,
    quantity: quantity - reserved,
    pool: `pool-${item}`,
    trace: [],
  }
}
