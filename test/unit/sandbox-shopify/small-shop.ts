import type { ModelOptions } from '../../../sandbox/shopify/model/model-options.ts'
import type { SetRequest, SetRow } from '../../../sandbox/shopify/model/set-quantities.ts'
import { ShopifyModel } from '../../../sandbox/shopify/model/shopify-model.ts'
import { countingRandom, ManualClock } from './manual-clock.ts'

/** Ids of the small shop that the tests work on. */
export const east = 'gid://shopify/Location/1'
export const west = 'gid://shopify/Location/2'
export const lamp = 'gid://shopify/InventoryItem/11'
export const chair = 'gid://shopify/InventoryItem/12'
export const bundle = 'gid://shopify/InventoryItem/13'
export const gift = 'gid://shopify/InventoryItem/14'

/** East stocks ten lamps and ten chairs; the bundle is one of each; the gift is not tracked. West stocks lamps only. */
export function seedSmallShop(model: ShopifyModel): void {
  model.addLocation({ id: east, name: 'East' })
  model.addLocation({ id: west, name: 'West' })
  const ten = { locationId: east, available: 10 }
  const levels = [ten, { locationId: west, available: 5 }]
  model.addProduct({
    title: 'Lamp',
    variants: [{ id: 'gid://shopify/ProductVariant/21', itemId: lamp, sku: 'LAMP', barcode: '1', levels }],
  })
  model.addProduct({ title: 'Chair', variants: [{ id: 'gid://shopify/ProductVariant/22', itemId: chair, sku: 'CHAIR', levels: [ten] }] })
  const components = [lamp, chair].map((itemId) => ({ itemId, quantity: 1 }))
  model.addProduct({
    title: 'Bundle',
    variants: [{ itemId: bundle, sku: 'BUNDLE', components, levels: [{ locationId: east, available: 0 }] }],
  })
  model.addProduct({
    title: 'Gift',
    variants: [{ itemId: gift, sku: 'GIFT', tracked: false, levels: [{ locationId: east, available: 0 }] }],
  })
}

export function smallShop(options: Partial<ModelOptions> = {}): ShopifyModel {
  const model = new ShopifyModel({ clock: new ManualClock(), random: countingRandom(), ...options })
  seedSmallShop(model)
  return model
}

/** A set of rows; lamps in the east unless said otherwise. */
export function setOf(rows: readonly Partial<SetRow>[], rest: Partial<SetRequest> = {}): SetRequest {
  const quantities = rows.map((row) => ({ inventoryItemId: lamp, locationId: east, quantity: 0, changeFromQuantity: null, ...row }))
  return { name: 'available', reason: 'correction', apiVersion: '2026-10', quantities, ...rest }
}

/** Available and on hand of an item at a location. */
export function shelf(model: ShopifyModel, itemId: string, locationId: string): { available: number; onHand: number; committed: number } {
  const found = model.snapshot().levels.find((level) => level.itemId === itemId && level.locationId === locationId)
  return { available: found?.available ?? NaN, onHand: found?.on_hand ?? NaN, committed: found?.committed ?? NaN }
}
