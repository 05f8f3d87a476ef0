import type { LinkedLevelLine } from '../src/base/messages/level.ts'
import type { Store } from '../src/ports/store/store.ts'

export const benchShop = 'bench.myshopify.com'
const database = 'stock@odoo.example.com'

/** A line as it arrives at shopify-inventory-set, trace and all. Numbers of products and locations begin with 1. */
export function receiptLine(
  product: number,
  location: number,
  quantity: number,
  asOf: number,
  items = 40_000_000_000_000,
): LinkedLevelLine {
  const locationId = `gid://shopify/Location/${60_000_000_000 + location}`
  const sku = `SKU-${product}`
  return {
    kind: 'level',
    event: 'inventory_quantity',
    odoo: { database, productId: product, name: `[${sku}] Shirt (Red, M)`, sku },
    shopify: {
      shop: benchShop,
      locationId,
      location: `Warehouse ${location}`,
      inventoryItemId: `gid://shopify/InventoryItem/${items + product}`,
      variantId: `gid://shopify/ProductVariant/${50_000_000_000_000 + product}`,
      sku,
    },
    asOf,
    readAt: '2026-11-20T12:00:00.000Z',
    quantityName: 'available',
    free: quantity + 2,
    reserved: 4,
    quantity,
    pool: `${database}/${product}/${location}`,
    row: `row-${location}`,
    trace: [
      {
        by: 'odoo-quant-watch',
        code: 'read-from-odoo',
        text: `Odoo has ${quantity + 6} at WH${location}/Stock, 4 of it reserved`,
        values: { quantity: quantity + 6, location: `WH${location}/Stock`, reserved: 4 },
      },
      {
        by: 'location-map',
        code: 'free-at',
        text: `free ${quantity + 2} at WH${location}/Stock`,
        values: { quantity: quantity + 2, location: `WH${location}/Stock` },
      },
      { by: 'buffer', code: 'buffer-units', text: 'buffer of 2 keeps back 2', values: { units: 2, kept: 2 } },
    ],
  }
}

export const benchLocation = (location: number): string => `gid://shopify/Location/${60_000_000_000 + location}`

/** Has the store give out places in the order of readings; returns the last one. */
export function drawPlaces(store: Store, count: number): Promise<number> {
  return store.transaction(async (tables) => {
    for (let drawn = 1; drawn < count; drawn++) await tables.nextAsOf()
    return await tables.nextAsOf()
  })
}
