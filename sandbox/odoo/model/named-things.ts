import type { MajorVersion } from '../major-version.ts'
import { companyRule } from '../orm/companies.ts'
import { boolean, char, float, many2one } from '../orm/field.ts'
import type { Access, Model } from '../orm/model.ts'
import { text } from '../record/value.ts'
import { settle } from '../orm/store.ts'
import { datesOf, lotDates } from '../stock/lot-dates.ts'

const readOnly: Access = { read: ['base.group_user'], write: ['base.group_system'], create: ['base.group_system'] }
const forStock: Access = { read: ['base.group_user'], write: ['stock.group_stock_user'], create: ['stock.group_stock_user'] }

function named(name: string, label: string, more: Partial<Model> = {}): Model {
  return {
    name,
    label,
    order: 'name, id',
    access: readOnly,
    display: (_env, row) => text(row, 'name'),
    ...more,
    fields: { name: char('Name', { required: true }), ...more.fields },
  }
}

export function partnerModel(): Model {
  return named('res.partner', 'Contact', {
    fields: {
      email: char('Email'),
      phone: char('Phone'),
      street: char('Street'),
      street2: char('Street2'),
      city: char('City'),
      zip: char('Zip'),
      ref: char('Reference'),
      company_id: many2one('Company', 'res.company'),
      active: boolean('Active', { default: () => true }),
      parent_id: many2one('Related Company', 'res.partner'),
      type: char('Address Type', { default: () => 'contact' }),
    },
    rule: companyRule,
    access: {
      read: ['base.group_user'],
      write: ['stock.group_stock_manager', 'sales_team.group_sale_manager', 'mrp.group_mrp_manager', 'base.group_system'],
      create: ['stock.group_stock_manager', 'sales_team.group_sale_manager', 'mrp.group_mrp_manager', 'base.group_system'],
    },
  })
}

export const currencyModel = (): Model => named('res.currency', 'Currency')
export const carrierModel = (): Model =>
  named('delivery.carrier', 'Shipping Methods', { fields: { active: boolean('Active', { default: () => true }) } })

export function uomModel(): Model {
  return named('uom.uom', 'Product Unit of Measure', {
    order: 'id',
    fields: {
      rounding: float('Rounding Precision', { default: () => 0.01 }),
      factor: float('Ratio', { default: () => 1 }),
      active: boolean('Active', { default: () => true }),
    },
  })
}

/** A lot, with dates where the module product_expiry is installed. */
export function lotModel(expiry: boolean): Model {
  return named('stock.lot', 'Lot/Serial', {
    access: forStock,
    fields: {
      product_id: many2one('Product', 'product.product'),
      company_id: many2one('Company', 'res.company'),
      ...(expiry ? lotDates() : {}),
    },
    changed: (env, _before, after) => {
      if (expiry) for (const quant of env.tx.by('stock.quant', 'lot_id', after.id)) settle(env, 'stock.quant', quant.id, datesOf(after))
    },
    rule: companyRule,
  })
}

/** stock.quant.package became stock.package in 19. */
export function packageModel(version: MajorVersion): Model {
  return named(packageName(version), 'Packages', { access: forStock })
}

export function packageName(version: MajorVersion): string {
  return version === 19 ? 'stock.package' : 'stock.quant.package'
}
