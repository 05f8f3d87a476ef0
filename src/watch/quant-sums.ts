import { idField, numberField } from '../odoo/field.ts'
import type { Domain, Odoo, OdooRow } from '../odoo/odoo.ts'
import { rowsOfProducts } from './rows-of-products.ts'
import { locationIdsOf, type Watch } from './watch.ts'

export interface Sum {
  readonly quantity: number
  readonly reserved: number
}

/** Sums by location, by product. What is missing is zero. */
export type QuantSums = ReadonlyMap<number, ReadonlyMap<number, Sum>>

const fields = ['product_id', 'location_id', 'quantity', 'reserved_quantity']

/**
 * What the quants of the products come to at each location under the watched ones. All quants of one product are read by
 * one call, so by one transaction of Odoo: a transfer between two locations cannot be seen half. Never keyed on the id of a
 * quant, because quants are doubled, merged and deleted (odoo-facts 2).
 */
export async function quantSums(odoo: Odoo, watch: Watch, productIds: readonly number[]): Promise<QuantSums> {
  const sums = new Map<number, Map<number, Sum>>()
  for (const row of await quantRows(odoo, watch, productIds)) {
    const productId = idField(row, 'product_id')
    const locationId = idField(row, 'location_id')
    const places = sums.get(productId) ?? new Map<number, Sum>()
    const before = places.get(locationId) ?? { quantity: 0, reserved: 0 }
    const quantity = before.quantity + numberField(row, 'quantity')
    const reserved = before.reserved + numberField(row, 'reserved_quantity')
    sums.set(productId, places.set(locationId, { quantity, reserved }))
  }
  return sums
}

async function quantRows(odoo: Odoo, watch: Watch, productIds: readonly number[]): Promise<OdooRow[]> {
  const owner: Domain = watch.includeConsigned === true ? [] : [['owner_id', '=', false]]
  return rowsOfProducts(odoo, 'stock.quant', productIds, [['location_id', 'child_of', locationIdsOf(watch)], ...owner], fields)
}
