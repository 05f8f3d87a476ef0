import { userError } from '../error/python-error.ts'
import type { MajorVersion } from '../major-version.ts'
import { companyRule } from '../orm/companies.ts'
import type { Env } from '../orm/env.ts'
import { boolean, char, many2one, one2many, selection } from '../orm/field.ts'
import type { Model } from '../orm/model.ts'
import { flag, num, ref, type Row, text, type Values } from '../record/value.ts'
import { warehouseOfLocation } from '../stock/location-tree.ts'

/** stock.location: complete name and path are stored, as in Odoo, and kept true when a parent is renamed or moved. */
export function locationModel(version: MajorVersion): Model {
  return {
    name: 'stock.location',
    label: 'Inventory Locations',
    order: 'complete_name, id',
    parent: 'location_id',
    indexed: ['location_id', 'complete_name'],
    fields: {
      name: char('Location Name', { required: true }),
      complete_name: char('Full Location Name', { readonly: true }),
      usage: selection('Location Type', { required: true, default: () => 'internal' }),
      location_id: many2one('Parent Location', 'stock.location'),
      child_ids: one2many('Contains', 'stock.location', 'location_id'),
      parent_path: char('Parent Path'),
      warehouse_id: many2one('Warehouse', 'stock.warehouse', { compute: (env, row) => warehouseOfLocation(env, row.id)?.id ?? false }),
      company_id: many2one('Company', 'res.company'),
      barcode: char('Barcode'),
      active: boolean('Active', { default: () => true }),
      ...(version === 19 ? {} : { scrap_location: boolean('Is a Scrap Location?') }),
    },
    display: (_env, row) => text(row, 'complete_name'),
    rule: companyRule,
    access: { read: ['base.group_user'], write: ['stock.group_stock_manager'], create: ['stock.group_stock_manager'] },
    prepare: (env, values) => ({ ...values, complete_name: completeName(env, values) }),
    created: place,
    changed: (env, before, after) => {
      if (flag(before, 'active') && !flag(after, 'active')) refuseNonEmpty(env, after)
      if (before['name'] !== after['name'] || before['location_id'] !== after['location_id']) rename(env, after)
    },
  }
}

function completeName(env: Env, values: Values): string {
  const parentId = values['location_id']
  const parent = typeof parentId === 'number' ? env.tx.get('stock.location', parentId) : undefined
  const name = String(values['name'])
  return parent !== undefined && values['usage'] !== 'view' ? `${text(parent, 'complete_name')}/${name}` : name
}

function place(env: Env, row: Row): void {
  const parent = ref(row, 'location_id')
  const above = parent === undefined ? '' : text(env.tx.get('stock.location', parent) ?? row, 'parent_path')
  env.tx.put('stock.location', { ...row, parent_path: `${above}${row.id}/` })
}

function rename(env: Env, row: Row): void {
  env.tx.put('stock.location', { ...row, complete_name: completeName(env, row) })
  const renamed = env.tx.get('stock.location', row.id)
  if (renamed) place(env, renamed)
  // Their dates move with it (measured on 17, 18 and 19).
  for (const child of env.tx.by('stock.location', 'location_id', row.id)) rename(env, { ...child, write_date: env.tx.startedAt })
}

function refuseNonEmpty(env: Env, row: Row): void {
  const full = env.tx
    .by('stock.quant', 'location_id', row.id)
    .some((quant) => num(quant, 'quantity') !== 0 || num(quant, 'reserved_quantity') !== 0)
  if (full) throw userError(`You can't disable locations ${text(row, 'complete_name')} because they still contain products.`)
}
