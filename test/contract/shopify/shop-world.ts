import type { IdempotencyMode } from '../../../sandbox/shopify/model/idempotency.ts'
import type { SetRules } from '../../../sandbox/shopify/model/set-rules.ts'
import type { ShopifyModel } from '../../../sandbox/shopify/model/shopify-model.ts'
import type { SetBatch, SetEntry, Shopify } from '../../../src/ports/shopify/shopify.ts'

/** How the shop of a contract test behaves where nobody knows how the real one does. */
export interface ShopRules extends Partial<SetRules> {
  readonly apiVersion: string
  readonly idempotency: IdempotencyMode
  readonly refusalsBurnKey?: boolean
}

/** A port to Shopify under test, and the shop behind it. */
export interface ShopWorld {
  readonly shopify: Shopify
  readonly model: ShopifyModel
  /** The answer to the next set mutation is lost, before or after it is carried out. */
  loseNextSet(when: 'before' | 'after'): void
  /** The next reading of levels shows what was true some writes ago. */
  nextReadIsStale(writesAgo: number): void
  close(): Promise<void>
}

export const place = (n: number): string => `gid://shopify/Location/${n}`
export const item = (n: number): string => `gid://shopify/InventoryItem/${n}`

export const variantId = (n: number): string => `gid://shopify/ProductVariant/${n}`

/** The locations 1 and 2 are active, 3 is not, 4 is of a fulfilment service. */
export function seedShop(model: ShopifyModel): void {
  model.addLocation({ id: place(1), name: 'Main' })
  model.addLocation({ id: place(2), name: 'Shop' })
  model.addLocation({ id: place(3), name: 'Old' })
  model.addLocation({ id: place(4), name: 'Parcels', fulfillmentService: true })
  const level = (pieces: number) => [{ locationId: place(1), available: pieces }]
  // Items 1 to 5 are stocked at location 1 with 10 times their number.
  for (const n of [1, 2, 3, 4, 5]) {
    const variant = { id: `gid://shopify/ProductVariant/${n}`, itemId: item(n), sku: `SKU-${n}`, barcode: `40${n}`, levels: level(n * 10) }
    model.addProduct({ title: `Product ${n}`, variants: [variant] })
  }
  model.addProduct({
    title: 'Bundle',
    variants: [{ itemId: item(6), sku: 'BUNDLE', components: [{ itemId: item(1), quantity: 2 }], levels: level(0) }],
  })
  model.addProduct({ title: 'Service', variants: [{ itemId: item(7), sku: 'SERVICE', tracked: false, levels: level(3) }] })
  model.addProduct({
    title: 'Shirt',
    status: 'DRAFT',
    variants: [
      { itemId: item(8), title: 'Red', sku: 'TWICE', levels: level(1) },
      { itemId: item(9), title: 'Blue', sku: 'TWICE', levels: level(1) },
    ],
  })
  model.setLocationActive(place(3), false)
}

/** A row that sets an item at location 1. */
export function row(n: number, changeFrom: number | null, quantity: number, location = 1): SetEntry {
  return { inventoryItemId: item(n), locationId: place(location), quantity, changeFrom }
}

let keys = 0

/** A batch with a key of its own. */
export function batch(entries: readonly SetEntry[], more: Partial<SetBatch> = {}): SetBatch {
  keys += 1
  return {
    key: `key-${keys}`,
    name: 'available',
    reason: 'correction',
    referenceDocumentUri: 'gid://node-red-odoo/Picture/1',
    entries,
    ...more,
  }
}

/** What the shop has available, read behind the back of the port. */
export function available(world: ShopWorld, n: number, location = 1): number | undefined {
  return world.model.readLevels([{ inventoryItemId: item(n), locationId: place(location) }])[0]?.available
}
