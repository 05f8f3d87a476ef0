import { now } from '../orm/now.ts'
import type { MajorVersion } from '../major-version.ts'
import { companyRule } from '../orm/companies.ts'
import { boolean, char, datetime, many2one, quantity, selection } from '../orm/field.ts'
import type { Model } from '../orm/model.ts'
import { nameOf } from '../orm/read.ts'
import { num } from '../record/value.ts'
import { stockAccess } from './move.ts'
import { packageName } from './named-things.ts'

/** stock.move.line: deleted by unreserve and cancel, so it is no change feed (odoo-facts 2). */
export function moveLineModel(version: MajorVersion): Model {
  return {
    name: 'stock.move.line',
    label: 'Product Moves (Stock Move Line)',
    order: 'id',
    indexed: ['move_id', 'picking_id', 'product_id'],
    fields: {
      move_id: many2one('Stock Operation', 'stock.move'),
      picking_id: many2one('Transfer', 'stock.picking'),
      company_id: many2one('Company', 'res.company'),
      product_id: many2one('Product', 'product.product'),
      product_uom_id: many2one('Unit', 'uom.uom', { default: () => 1 }),
      quantity: quantity('Quantity'),
      quantity_product_uom: quantity('Quantity in Product UoM', { compute: (_env, row) => num(row, 'quantity') }),
      picked: boolean('Picked'),
      lot_id: many2one('Lot/Serial Number', 'stock.lot'),
      package_id: many2one('Source Package', packageName(version)),
      owner_id: many2one('From Owner', 'res.partner'),
      location_id: many2one('From', 'stock.location', { required: true }),
      location_dest_id: many2one('To', 'stock.location', { required: true }),
      state: selection('Status', { default: () => 'draft' }),
      reference: char('Reference'),
      date: datetime('Date', { default: now }),
    },
    display: (env, row) => nameOf(env, 'product.product', num(row, 'product_id')),
    rule: companyRule,
    access: stockAccess,
  }
}
