import { companyRule } from '../orm/companies.ts'
import { boolean, char, float, integer, many2many, many2one, one2many, selection } from '../orm/field.ts'
import type { Access, Model } from '../orm/model.ts'
import { nameOf } from '../orm/read.ts'
import { num } from '../record/value.ts'

const access: Access = {
  read: ['mrp.group_mrp_user', 'stock.group_stock_user'],
  write: ['mrp.group_mrp_manager'],
  create: ['mrp.group_mrp_manager'],
}

/** mrp.bom; of type 'phantom' it makes a kit (odoo-facts 7). */
export function bomModel(): Model {
  return {
    name: 'mrp.bom',
    label: 'Bill of Material',
    order: 'sequence, id',
    indexed: ['product_tmpl_id', 'product_id'],
    fields: {
      code: char('Reference'),
      active: boolean('Active', { default: () => true }),
      type: selection('BoM Type', { required: true, default: () => 'normal' }),
      product_tmpl_id: many2one('Product', 'product.template', { required: true }),
      product_id: many2one('Product Variant', 'product.product'),
      product_qty: float('Quantity', { default: () => 1 }),
      product_uom_id: many2one('Unit', 'uom.uom', { default: () => 1 }),
      bom_line_ids: one2many('BoM Lines', 'mrp.bom.line', 'bom_id'),
      company_id: many2one('Company', 'res.company'),
      sequence: integer('Sequence'),
    },
    display: (env, row) => nameOf(env, 'product.template', num(row, 'product_tmpl_id')),
    rule: companyRule,
    access,
  }
}

export function bomLineModel(): Model {
  return {
    name: 'mrp.bom.line',
    label: 'Bill of Material Line',
    order: 'sequence, id',
    indexed: ['bom_id', 'product_id'],
    fields: {
      bom_id: many2one('Parent BoM', 'mrp.bom', { required: true }),
      product_id: many2one('Component', 'product.product', { required: true }),
      product_qty: float('Quantity', { default: () => 1 }),
      product_uom_id: many2one('Unit', 'uom.uom', { default: () => 1 }),
      sequence: integer('Sequence', { default: () => 1 }),
      bom_product_template_attribute_value_ids: many2many('Apply on Variants', 'product.template.attribute.value'),
    },
    display: (env, row) => nameOf(env, 'product.product', num(row, 'product_id')),
    access,
  }
}
