import { userError } from '../error/python-error.ts'
import { now } from '../orm/now.ts'
import type { MajorVersion } from '../major-version.ts'
import { companyRule } from '../orm/companies.ts'
import { sudo } from '../orm/env.ts'
import { boolean, datetime, many2one, quantity, selection } from '../orm/field.ts'
import type { Method, Model } from '../orm/model.ts'
import { nameOf } from '../orm/read.ts'
import { num, ref } from '../record/value.ts'
import { applyInventory, createQuant, isOutdated, noteCount, writeQuants } from '../stock/inventory.ts'
import { warehouseOfLocation } from '../stock/location-tree.ts'
import { datesOf, lotDates } from '../stock/lot-dates.ts'
import { runQuantTasks } from '../stock/quant-tasks.ts'
import { packageName } from './named-things.ts'

/** stock.quant: several rows may stand for one product at one location; nothing below them is unique (odoo-facts 2). */
export function quantModel(version: MajorVersion, expiry = false): Model {
  return {
    name: 'stock.quant',
    label: 'Quants',
    order: 'id',
    indexed: ['product_id', 'location_id', ...(expiry ? ['lot_id'] : [])],
    fields: {
      product_id: many2one('Product', 'product.product', { required: true }),
      product_tmpl_id: many2one('Product Template', 'product.template', {
        compute: (env, row) => env.tx.get('product.product', num(row, 'product_id'))?.['product_tmpl_id'] ?? false,
      }),
      product_uom_id: many2one('Unit', 'uom.uom', {
        compute: (env, row) => env.tx.get('product.product', num(row, 'product_id'))?.['uom_id'] ?? false,
      }),
      company_id: many2one('Company', 'res.company', { readonly: true }),
      location_id: many2one('Location', 'stock.location', { required: true }),
      warehouse_id: many2one('Warehouse', 'stock.warehouse', {
        compute: (env, row) => warehouseOfLocation(env, num(row, 'location_id'))?.id ?? false,
      }),
      lot_id: many2one('Lot/Serial Number', 'stock.lot'),
      package_id: many2one('Package', packageName(version)),
      owner_id: many2one('Owner', 'res.partner'),
      quantity: quantity('Quantity', { readonly: true }),
      reserved_quantity: quantity('Reserved Quantity', { readonly: true }),
      available_quantity: quantity('Available Quantity', {
        unsearchable: true,
        compute: (_env, row) => Math.round((num(row, 'quantity') - num(row, 'reserved_quantity')) * 100) / 100,
      }),
      in_date: datetime('Incoming Date', { readonly: true }),
      ...(expiry ? lotDates() : {}),
      tracking: selection('Tracking', { compute: () => 'none' }),
      inventory_quantity: quantity('Counted Quantity'),
      inventory_quantity_auto_apply: quantity('Inventoried Quantity', {
        group: 'stock.group_stock_manager',
        compute: (_env, row) => num(row, 'quantity'),
      }),
      inventory_diff_quantity: quantity('Difference', { readonly: true }),
      inventory_quantity_set: boolean('Inventory Quantity Set'),
      is_outdated: boolean('Quantity has been moved since last count', { compute: (_env, row) => isOutdated(row) }),
      user_id: many2one('Assigned To', 'res.users'),
    },
    display: (env, row) => nameOf(env, 'stock.location', num(row, 'location_id')),
    rule: companyRule,
    access: { read: ['base.group_user'], write: ['stock.group_stock_user'], create: ['stock.group_stock_user'] },
    prepare: (env, values) => {
      const location = typeof values['location_id'] === 'number' ? env.tx.get('stock.location', values['location_id']) : undefined
      const company = location === undefined ? undefined : ref(location, 'company_id')
      const difference = version === 19 ? 0 : -num({ ...values, id: 0 }, 'quantity')
      const lot = expiry && typeof values['lot_id'] === 'number' ? env.tx.get('stock.lot', values['lot_id']) : undefined
      return {
        ...values,
        ...(lot === undefined ? {} : datesOf(lot)),
        company_id: company ?? false,
        inventory_diff_quantity: difference,
        in_date: values['in_date'] || now(env),
      }
    },
    changed: (env, _before, after, values) => noteCount(env, after, values),
    createByCall: createQuant,
    writeByCall: writeQuants,
    methods: { action_apply_inventory: apply, action_view_inventory: viewInventory, copy: refuseCopy },
  }
}

const apply: Method = { parameters: ['date'], onRecords: true, run: (env, ids) => applyInventory(env, ids) }

/** Opening the list of counts runs the clean-up first: a row of zero is gone afterwards (odoo-facts 2). */
const viewInventory: Method = {
  parameters: [],
  onRecords: false,
  run: (env) => {
    runQuantTasks(sudo(env))
    return { name: 'Physical Inventory', type: 'ir.actions.act_window', res_model: 'stock.quant', view_mode: 'list' }
  },
}

const refuseCopy: Method = {
  parameters: ['default'],
  onRecords: true,
  run: () => {
    throw userError('You cannot duplicate stock quants.')
  },
}
