import type { LevelLine, LinkedLevelLine } from '../../src/base/messages/level.ts'
import { shopifyLocation } from './pictures.ts'

export const inventoryItem = (id: number): string => `gid://shopify/InventoryItem/${id}`

/** A level line of an Odoo product at a Shopify location, with everything free and nothing reserved. */
export function levelLine(productId: number, location: number, quantity: number, more: Partial<LevelLine> = {}): LevelLine {
  return {
    kind: 'level',
    odoo: { database: 'shop@odoo.example.com', productId, name: `Product ${productId}`, sku: `SKU-${productId}` },
    shopify: { locationId: shopifyLocation(location), location: `Location ${location}` },
    asOf: 0,
    readAt: '2026-03-01T10:04:07Z',
    quantityName: 'available',
    free: quantity,
    reserved: 0,
    quantity,
    pool: `shop@odoo.example.com:${productId}:${location}`,
    row: `row ${location}`,
    trace: [],
    ...more,
  }
}

/** The same, linked to the inventory item with the number of the product. */
export function linkedLine(productId: number, location: number, quantity: number, more: Partial<LevelLine> = {}): LinkedLevelLine {
  const line = levelLine(productId, location, quantity, more)
  return { ...line, shopify: { ...line.shopify, inventoryItemId: inventoryItem(productId), sku: `SKU-${productId}` } }
}
