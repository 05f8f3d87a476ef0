import type { MajorVersion } from '../major-version.ts'
import { companyRule } from '../orm/companies.ts'
import type { Env } from '../orm/env.ts'
import { boolean, char, float, many2many, many2one, one2many, quantity, selection } from '../orm/field.ts'
import type { Model } from '../orm/model.ts'
import { createRecord, settle } from '../orm/store.ts'
import { ref, refs, type Row, text, type Values } from '../record/value.ts'
import { availability } from '../stock/availability.ts'
import { isKit } from '../stock/kit.ts'
import { checkBarcode } from './barcode.ts'
import { productAccess } from './product-access.ts'
import { typeFields } from './product-template.ts'

/** product.product. A rename or an archive does not touch quants or moves (odoo-facts 1). */
export function productModel(version: MajorVersion, expiry = false): Model {
  return {
    name: 'product.product',
    label: 'Product Variant',
    order: 'default_code, name, id',
    indexed: ['default_code', 'barcode', 'product_tmpl_id'],
    fields: {
      name: char('Name', { required: true }),
      default_code: char('Internal Reference'),
      barcode: char('Barcode'),
      active: boolean('Active', { default: () => true }),
      product_tmpl_id: many2one('Product Template', 'product.template', { required: true }),
      product_template_attribute_value_ids: many2many('Attribute Values', 'product.template.attribute.value'),
      ...typeFields(version),
      tracking: selection('Tracking', { default: () => 'none' }),
      uom_id: many2one('Unit', 'uom.uom', { default: () => 1 }),
      company_id: many2one('Company', 'res.company'),
      list_price: float('Sales Price', { default: () => 1 }),
      lst_price: float('Public Price', { compute: (_env, row) => row['list_price'] ?? 0 }),
      standard_price: float('Cost'),
      ...(expiry ? { use_expiration_date: boolean('Use Expiration Date') } : {}),
      sale_ok: boolean('Sales', { default: () => true }),
      bom_ids: one2many('BoM Product Variants', 'mrp.bom', 'product_id'),
      is_kits: boolean('Is a Kit', { compute: isKit }),
      qty_available: quantity('Quantity On Hand', { compute: (env, row) => availability(env, row).onHand }),
      free_qty: quantity('Free To Use Quantity', { compute: (env, row) => availability(env, row).free }),
      incoming_qty: quantity('Incoming', { compute: (env, row) => availability(env, row).incoming }),
      outgoing_qty: quantity('Outgoing', { compute: (env, row) => availability(env, row).outgoing }),
      virtual_available: quantity('Forecasted Quantity', { compute: (env, row) => availability(env, row).forecast }),
    },
    display: productName,
    rule: companyRule,
    access: productAccess(version),
    prepare: withTemplate,
    created: checkBarcode,
    changed: (env, before, after) => {
      if (before['barcode'] !== after['barcode']) checkBarcode(env, after)
      const template = ref(after, 'product_tmpl_id')
      if (template !== undefined && before['name'] !== after['name'])
        settle(env, 'product.template', template, { name: text(after, 'name') })
      if (template !== undefined && before['active'] !== after['active']) followActive(env, template)
    },
  }
}

function productName(env: Env, row: Row): string {
  const values = refs(row, 'product_template_attribute_value_ids').map((id) =>
    text(env.tx.get('product.template.attribute.value', id) ?? row, 'name'),
  )
  const name = values.length > 0 ? `${text(row, 'name')} (${values.join(', ')})` : text(row, 'name')
  return row['default_code'] === false ? name : `[${text(row, 'default_code')}] ${name}`
}

/** A variant made without a template gets one of its own. */
function withTemplate(env: Env, values: Values): Values {
  if (typeof values['product_tmpl_id'] === 'number') return values
  if (typeof values['name'] !== 'string') return values
  const shared = Object.fromEntries(
    ['name', 'active', 'list_price', 'company_id', 'uom_id', 'type'].map((field) => [field, values[field] ?? false]),
  )
  return { ...values, product_tmpl_id: createRecord(env, 'product.template', shared, true).id }
}

function followActive(env: Env, template: number): void {
  const active = env.tx.by('product.product', 'product_tmpl_id', template).some((variant) => variant['active'] === true)
  settle(env, 'product.template', template, { active })
}
