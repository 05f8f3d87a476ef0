import type { LinkedLevelLine } from '../../../src/base/messages/level.ts'

export const worldLocation = 'gid://shopify/Location/1'

/** The line that a reading of Odoo becomes at the end of the flow: no buffer, one location. */
export function worldLine(reading: {
  readonly item: number
  readonly inventoryItemId: string
  readonly asOf: number
  readonly quantity: number
  readonly reserved: number
  /** Sent for orders so far; absent when the watch does not count that. */
  readonly sent?: number | undefined
  readonly now: number
}): LinkedLevelLine {
  const { item, inventoryItemId, asOf, quantity, reserved, sent, now } = reading
  return {
    kind: 'level',
    odoo: { database: 'demo@localhost', productId: item + 1, name: `Item ${item}`, sku: `SKU-${item}` },
    shopify: { locationId: worldLocation, location: 'New Jersey', inventoryItemId },
    asOf,
    readAt: new Date(now).toISOString(),
    quantityName: 'available',
    free: quantity - reserved,
    reserved,
    ...(sent === undefined ? {} : { orders: { reserved, sent, since: '2026-01-01T00:00:00.000Z' } }),
    quantity: quantity - reserved,
    pool: `pool-${item}`,
    trace: [],
  }
}
