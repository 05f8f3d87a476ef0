import { addSubLocation, addWarehouse, type Foundation } from '../odoo/seed/foundation.ts'
import { stockUp } from '../odoo/seed/stock-up.ts'
import { mustGet } from '../odoo/orm/must-get.ts'
import type { Env } from '../odoo/orm/env.ts'
import { createRecord } from '../odoo/orm/store.ts'
import { num, ref, type Row } from '../odoo/record/value.ts'
import { locationOfUsage } from '../odoo/stock/location-tree.ts'
import { demoLocations } from '../shopify/demo-catalogue.ts'
import type { ShopifyModel } from '../shopify/model/shopify-model.ts'

/** What a bundled flow needs besides the plain demo: places in both systems, and one product with round numbers. */
export interface Scene {
  /** Shopify locations of its own; every product of the demo is stocked there, with nothing. */
  readonly shopifyLocations?: readonly { readonly id: string; readonly name: string }[]
  /** Odoo warehouses of its own in Main Co, by their code. */
  readonly warehouses?: Readonly<Record<string, string>>
  /** Stock of the scene's product by complete name of the Odoo location, parents first; sub-locations are made. */
  readonly stock: Readonly<Record<string, number>>
}

/** The product of every scene, the same in both systems. */
export const sceneProduct = {
  sku: 'SKU-0100',
  barcode: '4000000000100',
  name: 'Oak Table',
  productId: 'gid://shopify/Product/9100',
  variantId: 'gid://shopify/ProductVariant/8100',
  itemId: 'gid://shopify/InventoryItem/7100',
} as const

/** Adds a scene to the demo warehouse. */
export function seedSceneInOdoo(env: Env, scene: Scene): void {
  for (const [code, name] of Object.entries(scene.warehouses ?? {})) addOwnWarehouse(env, code, name)
  const { sku, barcode, name } = sceneProduct
  const product = createRecord(env, 'product.product', { default_code: sku, barcode, name })
  for (const [place, quantity] of Object.entries(scene.stock)) {
    const location = placeNamed(env, place)
    if (quantity !== 0) stockUp(env, product.id, location, quantity)
  }
}

/** Adds a scene to the demo shop. */
export function seedSceneInShopify(model: ShopifyModel, { shopifyLocations = [] }: Scene): void {
  const items = model.snapshot().items
  for (const { id, name } of shopifyLocations) {
    model.addLocation({ id, name })
    for (const item of items) model.edit({ inventoryItemId: item.id, locationId: id }, 0)
  }
  const levels = [...demoLocations, ...shopifyLocations].map(({ id }) => ({ locationId: id, available: 0 }))
  const { sku, barcode, name, productId, variantId, itemId } = sceneProduct
  model.addProduct({ id: productId, title: name, variants: [{ id: variantId, itemId, sku, barcode, levels }] })
}

function addOwnWarehouse(env: Env, code: string, name: string): void {
  const first = mustGet(env, 'stock.warehouse', 1)
  const view = mustGet(env, 'stock.location', num(first, 'view_location_id'))
  const outside = (usage: string): Row => mustGet(env, 'stock.location', locationOfUsage(env, usage, 1))
  const foundation: Foundation = {
    companies: [],
    customers: outside('customer'),
    vendors: outside('supplier'),
    root: ref(view, 'location_id') ?? false,
  }
  addWarehouse(env, foundation, { name, code, companyId: 1 })
}

function placeNamed(env: Env, completeName: string): number {
  const [known] = env.tx.by('stock.location', 'complete_name', completeName)
  if (known !== undefined) return known.id
  const cut = completeName.lastIndexOf('/')
  return addSubLocation(env, placeNamed(env, completeName.slice(0, cut)), completeName.slice(cut + 1)).id
}
