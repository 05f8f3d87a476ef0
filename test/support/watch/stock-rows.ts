import type { OdooRow } from '../../../src/ports/odoo/odoo.ts'
import { odooTime } from '../../../src/engine/watch/odoo-reading.ts'
import { kit } from './stock-places.ts'

/** A row of stock.quant in the model. */
export interface Quant {
  id: number
  product_id: number
  location_id: number
  quantity: number
  reserved_quantity: number
  lot: Lot
  owner_id: number | false
  writtenAt: number
  /** True when it was written without a stock.move. */
  raw: boolean
}

/** A row of stock.move in the model. */
export interface Move {
  id: number
  product_id: number
  location_id: number
  state: string
  product_uom_qty: number
  quantity: number
  writtenAt: number
}

/** Goods without a lot, in a lot whose date passes, and in one that lasts. */
export type Lot = 'none' | 'ending' | 'lasting'

export const ownPartner = 9
export const otherPartner = 8

/** One thing a transaction does to the stock of one product at one location. */
export interface Change {
  readonly productId: number
  readonly locationId: number
  readonly quantity: number
  readonly reserved: number
  /** False for a raw write of a quant, which leaves no stock.move (odoo-facts 8). */
  readonly withMove: boolean
  /** Above zero: so many are sold and not reserved; below: a sale that was not reserved is cancelled, or reserved elsewhere. */
  readonly owed?: number
  readonly lot?: Lot
  /** The company's own partner, or another one. */
  readonly owner?: number | false
}

const years = 10 * 365 * 86_400_000

/** As Odoo shows it, with the date of its lot. */
export function quantRow({ writtenAt, ...row }: Quant, endsAt: number): OdooRow {
  const removal_date = row.lot === 'none' ? false : odooTime(row.lot === 'ending' ? endsAt : endsAt + years)
  return { ...row, company_id: 1, removal_date, write_date: odooTime(writtenAt) }
}

export function moveRow({ writtenAt, ...row }: Move): OdooRow {
  return { ...row, ...sale, product_qty: row.product_uom_qty, write_date: odooTime(writtenAt) }
}

export function productRow(id: number): OdooRow {
  return {
    id,
    name: `Product ${id}`,
    product_tmpl_id: id + 1000,
    uom_id: 1,
    product_template_attribute_value_ids: [],
    default_code: `SKU-${id}`,
    barcode: false,
    display_name: `Product ${id}`,
    active: true,
    type: 'consu',
    is_storable: true,
    use_expiration_date: true,
  }
}

export function isOwed(row: Move, { productId, locationId }: Change): boolean {
  return row.state === 'confirmed' && row.product_id === productId && row.location_id === locationId
}

const sale = {
  location_dest_id: 5,
  'location_dest_id.usage': 'customer',
  location_final_id: false,
  procure_method: 'make_to_stock',
  move_orig_ids: [],
}

/** A row of stock.move.line, of a sale. */
export const line = { company_id: 1, location_dest_id: 5, 'picking_id.sale_id': 7, date: '' }

/** The rest of it when the goods are sent. */
export function sentNow({ quantity }: Change, writtenAt: number): { state: string; date: string; quantity_product_uom: number } {
  return { state: 'done', date: odooTime(writtenAt), quantity_product_uom: -quantity }
}

export const bill: OdooRow = {
  id: 1,
  type: 'phantom',
  product_tmpl_id: kit.productId + 1000,
  product_id: false,
  product_qty: 1,
  product_uom_id: 1,
  company_id: 1,
  sequence: 0,
}
export const billLine = { bom_id: 1, product_uom_id: 1, bom_product_template_attribute_value_ids: [] }
