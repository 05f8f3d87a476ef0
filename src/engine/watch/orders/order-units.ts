import { idField, neededTextField, numberField } from '../../../ports/odoo/field.ts'
import type { Domain, Odoo } from '../../../ports/odoo/odoo.ts'
import { ownStock, plainRule, type StockRule } from '../stock-rule.ts'
import { locationIdsOf, type Watch } from '../watch.ts'
import { ofOwnOrders } from './own-orders.ts'

/** What Odoo does with units of a location for orders. */
export interface UnitsAt {
  readonly reserved: number
  /** Sent off since the count began, by the location that they went to. */
  readonly sent: ReadonlyMap<number, number>
}

/** By product and location. */
export type OrderUnits = ReadonlyMap<number, ReadonlyMap<number, UnitsAt>>

/** Most products that one question names. */
const longestQuestion = 500

const open = ['assigned', 'partially_available', 'confirmed', 'waiting']

/**
 * The units that are reserved at the watched locations, and those that have left them for sale orders since a time of the server
 * (`YYYY-MM-DD HH:MM:SS`, UTC). Both are sums of one call, so of one moment: a unit that is sent goes from the one to the other and is
 * never in both or in none. With `ownOrders` of the watch both are those of these orders only. What a till sells is no sale order.
 */
export async function readOrderUnits(
  odoo: Pick<Odoo, 'readSums'>,
  watch: Watch,
  productIds: readonly number[],
  since: string,
  rule: StockRule = plainRule,
): Promise<OrderUnits> {
  const found = new Map<number, Map<number, { reserved: number; sent: Map<number, number> }>>()
  const sent: Domain = ['&', '&', ['state', '=', 'done'], ['date', '>=', since], ['picking_id.sale_id', '!=', false]]
  const there: Domain = [['location_id', 'child_of', locationIdsOf(watch)], ...(watch.includeConsigned === true ? [] : ownStock(rule))]
  for (let start = 0; start < productIds.length; start += longestQuestion) {
    const some: Domain = [['product_id', 'in', productIds.slice(start, start + longestQuestion)]]
    const asked: Domain = [...some, ...there, '|', ['state', 'in', open], ...sent, ...ofOwnOrders(watch.ownOrders)]
    const by = ['product_id', 'location_id', 'location_dest_id', 'state']
    for (const group of await odoo.readSums('stock.move.line', asked, by, ['quantity_product_uom'])) {
      const [productId, locationId] = [idField(group, 'product_id'), idField(group, 'location_id')]
      const quantity = numberField(group, 'quantity_product_uom')
      const places = found.get(productId) ?? new Map<number, { reserved: number; sent: Map<number, number> }>()
      const units = places.get(locationId) ?? { reserved: 0, sent: new Map<number, number>() }
      const to = idField(group, 'location_dest_id')
      if (neededTextField(group, 'state') === 'done') units.sent.set(to, (units.sent.get(to) ?? 0) + quantity)
      else units.reserved += quantity
      found.set(productId, places.set(locationId, units))
    }
  }
  return found
}
