import { idField, numberField, textField } from '../../ports/odoo/field.ts'
import type { Domain, Odoo, OdooRow } from '../../ports/odoo/odoo.ts'
import { rowsOfProducts } from './odoo-reading.ts'
import { ownStock, plainRule, type StockRule } from './stock-rule.ts'
import { locationIdsOf, type Watch } from './watch.ts'

export interface Sum {
  /** Without what is in `past`. */
  readonly quantity: number
  readonly reserved: number
  /** Not reserved, in lots past the date of the rule: Odoo will not reserve them for an order. Absent when there are none. */
  readonly past?: number
}

/** Sums by location, by product. What is missing is zero. */
export type QuantSums = ReadonlyMap<number, ReadonlyMap<number, Sum>>

/** By what quants are judged: the rule of the server, and its time (`YYYY-MM-DD HH:MM:SS`, UTC). */
export interface Judged {
  readonly rule: StockRule
  readonly now: string
}

const fields = ['product_id', 'location_id', 'quantity', 'reserved_quantity']

/** Most products that one question names. */
const longestQuestion = 500

/**
 * What the quants of the products come to at each location under the watched ones. All quants of one product are read by
 * one call, so by one transaction of Odoo: a transfer between two locations cannot be seen half. Never keyed on the id of a
 * quant, because quants are doubled, merged and deleted (odoo-facts 2). What is reserved of a lot past its date stays in
 * `quantity` and `reserved`, so that it is taken off once.
 */
export async function quantSums(
  odoo: Odoo,
  watch: Watch,
  productIds: readonly number[],
  judged: Judged = { rule: plainRule, now: '' },
): Promise<QuantSums> {
  const sums = new Map<number, Map<number, { quantity: number; reserved: number; past: number }>>()
  for (const row of await quantRows(odoo, watch, productIds, judged.rule)) {
    const productId = idField(row, 'product_id')
    const locationId = idField(row, 'location_id')
    const places = sums.get(productId) ?? new Map<number, { quantity: number; reserved: number; past: number }>()
    const sum = places.get(locationId) ?? { quantity: 0, reserved: 0, past: 0 }
    const [quantity, reserved] = [numberField(row, 'quantity'), numberField(row, 'reserved_quantity')]
    sum.quantity += quantity
    sum.reserved += reserved
    if (isPast(row, judged)) sum.past += quantity - reserved
    sums.set(productId, places.set(locationId, sum))
  }
  const dateless = await withoutDates(
    odoo,
    [...sums].filter(([, places]) => [...places.values()].some(hasPast)).map(([id]) => id),
  )
  return new Map(
    [...sums].map(([id, places]) => [id, new Map([...places].map(([at, sum]) => [at, dateless.has(id) ? counted(sum) : withheld(sum)]))]),
  )
}

/** Odoo reserves a lot in the very second of its date, and not after it. */
function isPast(row: OdooRow, { rule, now }: Judged): boolean {
  const end = rule.endField === undefined ? undefined : textField(row, rule.endField)
  return end !== undefined && end < now
}

function hasPast({ past }: { readonly past: number }): boolean {
  return past > 0
}

function counted({ quantity, reserved }: Sum): Sum {
  return { quantity, reserved }
}

/** Fewer than none are past their date where more was taken from a lot than was there: that is missing from the rest. */
function withheld({ quantity, reserved, past }: { quantity: number; reserved: number; past: number }): Sum {
  return past > 0 ? { quantity: quantity - past, reserved, past } : { quantity, reserved }
}

/** The products whose dates Odoo does not look at, because *Expiration Date* of the product was switched off. */
async function withoutDates(odoo: Odoo, productIds: readonly number[]): Promise<ReadonlySet<number>> {
  const found = new Set<number>()
  for (let start = 0; start < productIds.length; start += longestQuestion) {
    const domain: Domain = [
      ['id', 'in', productIds.slice(start, start + longestQuestion)],
      ['use_expiration_date', '=', false],
    ]
    for (const { id } of await odoo.searchRead('product.product', domain, ['id'], { context: { active_test: false } })) found.add(id)
  }
  return found
}

async function quantRows(odoo: Odoo, watch: Watch, productIds: readonly number[], rule: StockRule): Promise<OdooRow[]> {
  const owner: Domain = watch.includeConsigned === true ? [] : ownStock(rule)
  const wanted = rule.endField === undefined ? fields : [...fields, rule.endField]
  return rowsOfProducts(odoo, 'stock.quant', productIds, [['location_id', 'child_of', locationIdsOf(watch)], ...owner], wanted)
}
