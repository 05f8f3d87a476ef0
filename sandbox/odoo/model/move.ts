import { now } from '../orm/now.ts'
import type { MajorVersion } from '../major-version.ts'
import { companyRule } from '../orm/companies.ts'
import type { Env } from '../orm/env.ts'
import { boolean, char, datetime, type Fields, integer, many2many, many2one, one2many, quantity, selection } from '../orm/field.ts'
import type { Access, Model } from '../orm/model.ts'
import { flag, num, ref, type Row, text, type Value, type Values } from '../record/value.ts'
import { refreshPicking } from '../stock/picking-state.ts'
import { setMoveQuantity } from '../stock/reserve.ts'

export const stockAccess: Access = {
  read: ['stock.group_stock_user', 'sales_team.group_sale_salesman', 'mrp.group_mrp_user'],
  write: ['stock.group_stock_user', 'sales_team.group_sale_salesman', 'mrp.group_mrp_user'],
  create: ['stock.group_stock_user', 'sales_team.group_sale_salesman', 'mrp.group_mrp_user'],
}

/** stock.move: never deleted once confirmed, and every stock operation but raw quant writes moves its write_date (odoo-facts 2). */
export function moveModel(version: MajorVersion): Model {
  return {
    name: 'stock.move',
    label: 'Stock Move',
    order: 'sequence, id',
    indexed: ['product_id', 'picking_id', 'sale_line_id'],
    fields: {
      ...nameFields(version),
      sequence: integer('Sequence', { default: () => 10 }),
      state: selection('Status', { readonly: true, default: () => 'draft' }),
      product_id: many2one('Product', 'product.product', { required: true }),
      product_uom_qty: quantity('Demand'),
      product_qty: quantity('Real Quantity', { compute: (_env, row) => num(row, 'product_uom_qty') }),
      quantity: quantity('Quantity'),
      picked: boolean('Picked'),
      product_uom: many2one('Unit', 'uom.uom', { default: () => 1 }),
      location_id: many2one('Source Location', 'stock.location', { required: true }),
      location_dest_id: many2one('Destination Location', 'stock.location', { required: true }),
      ...finalField(version),
      picking_id: many2one('Transfer', 'stock.picking'),
      sale_line_id: many2one('Sale Line', 'sale.order.line'),
      company_id: many2one('Company', 'res.company', { required: true }),
      origin_returned_move_id: many2one('Origin return move', 'stock.move'),
      to_refund: boolean('Update quantities on SO/PO', { default: () => true }),
      move_orig_ids: many2many('Original Move', 'stock.move'),
      move_line_ids: one2many('Move Line', 'stock.move.line', 'move_id'),
      warehouse_id: many2one('Warehouse', 'stock.warehouse', { compute: warehouseOfMove }),
      reference: char('Reference'),
      origin: char('Source Document'),
      procure_method: selection('Supply Method', { default: () => 'make_to_stock' }),
      is_inventory: boolean('Inventory'),
      priority: selection('Priority', { default: () => '0' }),
      date: datetime('Date Scheduled', { default: now }),
    },
    display: moveName,
    rule: companyRule,
    access: stockAccess,
    prepare: withPlace,
    created: (env, row) => {
      if (num(row, 'quantity') > 0 && row['state'] === 'draft') setMoveQuantity(env, { ...row, quantity: 0 }, num(row, 'quantity'))
      const picking = ref(row, 'picking_id')
      if (picking !== undefined) refreshPicking(env, picking)
    },
    changed: (env, before, after, values) => {
      if (values['quantity'] !== undefined && before['quantity'] !== after['quantity'] && after['state'] !== 'done') {
        setMoveQuantity(env, { ...after, quantity: num(before, 'quantity') }, num(after, 'quantity'))
      }
    },
  }
}

/** The warehouse whose transfer the move belongs to. */
function warehouseOfMove(env: Env, row: Row): Value {
  const picking = env.tx.get('stock.picking', num(row, 'picking_id'))
  const type = picking === undefined ? undefined : env.tx.get('stock.picking.type', num(picking, 'picking_type_id'))
  return type?.['warehouse_id'] ?? false
}

/** `name` is mandatory in 17 and 18 and gone in 19 (odoo-facts 9). */
function nameFields(version: MajorVersion): Fields {
  return version === 19 ? {} : { name: char('Description', { required: true }) }
}

/** Where the goods go in the end, from 18 on: the next step is made when this one is done. */
function finalField(version: MajorVersion): Fields {
  return version === 17 ? {} : { location_final_id: many2one('Final Location', 'stock.location') }
}

/** What a line of a transfer takes over from the transfer. */
function withPlace(env: Env, values: Values): Values {
  const id = values['picking_id']
  const picking = typeof id === 'number' ? env.tx.get('stock.picking', id) : undefined
  const user = env.tx.get('res.users', env.userId)
  const company = values['company_id'] || picking?.['company_id'] || user?.['company_id'] || 1
  if (picking === undefined) return { ...values, company_id: company }
  return {
    ...values,
    company_id: company,
    location_id: values['location_id'] || (picking['location_id'] ?? false),
    location_dest_id: values['location_dest_id'] || (picking['location_dest_id'] ?? false),
    reference: text(picking, 'name'),
    origin: values['origin'] || (picking['origin'] ?? false),
  }
}

function moveName(env: Env, row: Row): string {
  const product = env.tx.get('product.product', num(row, 'product_id'))
  const code = product === undefined ? '' : text(product, 'default_code')
  const shortName = (id: number) => text(env.tx.get('stock.location', id) ?? row, 'name')
  const places = `${shortName(num(row, 'location_id'))}>${shortName(num(row, 'location_dest_id'))}`
  const origin = flag(row, 'is_inventory') ? '' : text(row, 'origin')
  return `${origin === '' ? '' : `${origin}/`}${code === '' ? '' : `${code}: `}${places}`
}
