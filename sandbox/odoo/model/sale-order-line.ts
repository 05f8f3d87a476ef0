import type { MajorVersion } from '../major-version.ts'
import { companyRule } from '../orm/companies.ts'
import type { Env } from '../orm/env.ts'
import { boolean, char, type Fields, float, integer, many2one, one2many, quantity, selection } from '../orm/field.ts'
import type { Model } from '../orm/model.ts'
import { nameOf } from '../orm/read.ts'
import { mustGet } from '../orm/must-get.ts'
import { num, type Row, text, type Value, type Values } from '../record/value.ts'
import { qtyDelivered } from '../sale/delivery.ts'
import { followLine } from '../sale/line-moves.ts'
import { saleAccess } from './sale-order.ts'

/** sale.order.line; a changed quantity changes the reservation at once (odoo-facts 9). */
export function saleLineModel(version: MajorVersion): Model {
  return {
    name: 'sale.order.line',
    label: 'Sales Order Line',
    order: 'order_id, sequence, id',
    indexed: ['order_id', 'product_id'],
    fields: {
      order_id: many2one('Order Reference', 'sale.order', { required: true }),
      sequence: integer('Sequence', { default: () => 10 }),
      product_id: many2one('Product', 'product.product'),
      name: char('Description', { required: true }),
      product_uom_qty: quantity('Quantity', { default: () => 1 }),
      qty_delivered: quantity('Delivery Quantity', { compute: qtyDelivered }),
      price_unit: float('Unit Price'),
      is_delivery: boolean('Is a Delivery', { compute: () => false }),
      discount: float('Discount (%)'),
      ...uomField(version),
      move_ids: one2many('Stock Moves', 'stock.move', 'sale_line_id'),
      company_id: many2one('Company', 'res.company', { compute: (env, row) => ofOrder(env, row, 'company_id') }),
      state: selection('Order Status', { compute: (env, row) => ofOrder(env, row, 'state') }),
      warehouse_id: many2one('Warehouse', 'stock.warehouse', { compute: (env, row) => ofOrder(env, row, 'warehouse_id') }),
    },
    display: (env, row) => {
      const order = env.tx.get('sale.order', num(row, 'order_id'))
      const partner = order === undefined ? '' : nameOf(env, 'res.partner', num(order, 'partner_id'))
      return `${order === undefined ? '' : text(order, 'name')} - ${text(row, 'name').split('\n')[0] ?? ''} (${partner})`
    },
    rule: companyRule,
    access: saleAccess,
    prepare: described,
    created: (env, row) => followLine(env, row),
    changed: (env, before, after) => {
      if (before['product_uom_qty'] !== after['product_uom_qty']) followLine(env, after)
    },
  }
}

function uomField(version: MajorVersion): Fields {
  const field = many2one('Unit', 'uom.uom', { default: () => 1 })
  return version === 19 ? { product_uom_id: field } : { product_uom: field }
}

function described(env: Env, values: Values): Values {
  const product = values['product_id']
  if (values['name'] || typeof product !== 'number') return values
  mustGet(env, 'product.product', product)
  return { ...values, name: nameOf(env, 'product.product', product) }
}

function ofOrder(env: Env, line: Row, field: string): Value {
  return env.tx.get('sale.order', num(line, 'order_id'))?.[field] ?? false
}
