import type { SetBatch } from '../../src/ports/shopify/shopify.ts'

/** A batch of so many rows that compares each with 4 and sets it to 7. */
export function setBatch(rows: number): SetBatch {
  return {
    key: '3f1c2f6e-3c0b-5d55-9d0a-000000000001',
    name: 'available',
    reason: 'correction',
    referenceDocumentUri: 'gid://node-red-odoo/Picture/17',
    entries: Array.from({ length: rows }, (_, n) => ({
      inventoryItemId: `gid://shopify/InventoryItem/${n + 1}`,
      locationId: 'gid://shopify/Location/1',
      quantity: 7,
      changeFrom: 4,
    })),
  }
}
