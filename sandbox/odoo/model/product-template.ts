import type { MajorVersion } from '../major-version.ts'
import { companyRule } from '../orm/companies.ts'
import type { Env } from '../orm/env.ts'
import { boolean, char, type Fields, float, integer, many2one, one2many, selection } from '../orm/field.ts'
import type { Model } from '../orm/model.ts'
import { settle } from '../orm/store.ts'
import { type Row, text, type Value } from '../record/value.ts'
import { productAccess } from './product-access.ts'

/** What a product is: 17 says so in `detailed_type`/`type`, from 18 on goods that are counted are `is_storable`. */
export function typeFields(version: MajorVersion): Fields {
  if (version === 17) {
    return {
      type: selection('Type', { default: () => 'product' }),
      detailed_type: selection('Product Type', { default: () => 'product' }),
    }
  }
  return {
    type: selection('Product Type', { default: () => 'consu' }),
    is_storable: boolean('Track Inventory', { default: () => true }),
  }
}

/** product.template; code, barcode and name show those of its only variant. */
export function templateModel(version: MajorVersion): Model {
  return {
    name: 'product.template',
    label: 'Product',
    order: 'name',
    fields: {
      name: char('Name', { required: true }),
      default_code: char('Internal Reference', { compute: (env, row) => ofOnlyVariant(env, row, 'default_code') }),
      barcode: char('Barcode', { compute: (env, row) => ofOnlyVariant(env, row, 'barcode') }),
      active: boolean('Active', { default: () => true }),
      ...typeFields(version),
      list_price: float('Sales Price', { default: () => 1 }),
      company_id: many2one('Company', 'res.company'),
      uom_id: many2one('Unit', 'uom.uom', { default: () => 1 }),
      product_variant_ids: one2many('Products', 'product.product', 'product_tmpl_id'),
      product_variant_id: many2one('Product', 'product.product', { compute: (env, row) => variants(env, row)[0]?.id ?? false }),
      product_variant_count: integer('# Product Variants', { compute: (env, row) => variants(env, row).length }),
    },
    display: (env, row) => {
      const code = ofOnlyVariant(env, row, 'default_code')
      return code === false ? text(row, 'name') : `[${String(code)}] ${text(row, 'name')}`
    },
    rule: companyRule,
    access: productAccess(version),
    changed: (env, before, after) => {
      for (const variant of env.tx.by('product.product', 'product_tmpl_id', after.id)) {
        if (before['name'] !== after['name']) settle(env, 'product.product', variant.id, { name: text(after, 'name') })
        if (before['active'] !== after['active']) settle(env, 'product.product', variant.id, { active: after['active'] ?? false })
      }
    },
  }
}

/** A value that tells variants apart, e.g. a size. */
export function attributeValueModel(version: MajorVersion): Model {
  return {
    name: 'product.template.attribute.value',
    label: 'Product Template Attribute Value',
    order: 'id',
    fields: { name: char('Value', { required: true }) },
    display: (_env, row) => text(row, 'name'),
    access: productAccess(version),
  }
}

function variants(env: Env, template: Row): Row[] {
  const all = env.tx.by('product.product', 'product_tmpl_id', template.id)
  const active = all.filter((row) => row['active'] === true)
  return active.length > 0 || template['active'] === true ? active : all
}

function ofOnlyVariant(env: Env, template: Row, field: string): Value {
  const [only, ...others] = variants(env, template)
  return only !== undefined && others.length === 0 ? (only[field] ?? false) : false
}
