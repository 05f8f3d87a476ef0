import type { Env } from '../../sandbox/odoo/orm/env.ts'
import { createRecord } from '../../sandbox/odoo/orm/store.ts'
import { num } from '../../sandbox/odoo/record/value.ts'
import { addWarehouse, layFoundation } from '../../sandbox/odoo/seed/foundation.ts'
import { stockUp } from '../../sandbox/odoo/seed/stock-up.ts'

export const stormShop = 'storm.myshopify.com'
export const stormDatabase = 'storm'
export const stormUser = { login: 'storm', apiKey: 'storm-key', name: 'Storm', companyIds: [1], groups: [] }

const products = 38
const warehouses = 3

/** One product at one place, in both systems. */
export interface Place {
  readonly sku: string
  readonly warehouse: string
  /** Complete name of the Odoo location. */
  readonly location: string
  readonly inventoryItemId: string
  readonly locationId: string
  /** What Odoo has there at the beginning. */
  readonly stock: number
}

/** 38 products at 3 places: 114 levels. */
export const places: readonly Place[] = Array.from({ length: products * warehouses }, (_, number) => {
  const [product, house] = [Math.floor(number / warehouses) + 1, (number % warehouses) + 1]
  return {
    sku: skuOf(product),
    warehouse: `W${house}`,
    location: `W${house}/Stock`,
    inventoryItemId: `gid://shopify/InventoryItem/${40_000_000 + product}`,
    locationId: locationIdOf(house),
    stock: 40 + ((product * 7 + house * 3) % 20),
  }
})

export const houses: readonly { readonly code: string; readonly locationId: string }[] = Array.from({ length: warehouses }, (_, at) => ({
  code: `W${at + 1}`,
  locationId: locationIdOf(at + 1),
}))

/** The same stock in Odoo. */
export function seedStorm(env: Env): void {
  const foundation = layFoundation(env, ['Main Co'])
  const stockAt = new Map(
    houses.map(({ code }) => [code, num(addWarehouse(env, foundation, { name: code, code, companyId: 1 }), 'lot_stock_id')]),
  )
  createRecord(env, 'res.partner', { name: 'Test Customer', email: 'customer@example.com' })
  const ids = new Map(
    Array.from({ length: products }, (_, at) => skuOf(at + 1)).map((sku) => [
      sku,
      createRecord(env, 'product.product', { default_code: sku, name: `Product ${sku}` }).id,
    ]),
  )
  for (const { sku, warehouse, stock } of places) stockUp(env, ids.get(sku) ?? 0, stockAt.get(warehouse) ?? 0, stock)
}

function skuOf(product: number): string {
  return `SKU-${String(product).padStart(4, '0')}`
}

function locationIdOf(house: number): string {
  return `gid://shopify/Location/${60_000 + house}`
}
