import { now } from '../orm/now.ts'
import type { MajorVersion } from '../major-version.ts'
import { companyRule } from '../orm/companies.ts'
import { char, datetime, type Fields, float, many2one, one2many, selection } from '../orm/field.ts'
import type { Model } from '../orm/model.ts'
import { settle } from '../orm/store.ts'
import type { Env } from '../orm/env.ts'
import { num, type Row, text, type Values } from '../record/value.ts'
import { linesOf } from '../stock/move-state.ts'
import { productsAvailability } from '../stock/picking-availability.ts'
import { movesOf } from '../stock/picking-state.ts'
import { stockAccess } from './move.ts'
import { pickingMethods } from './picking-methods.ts'

/** stock.picking: a transfer. carrier_tracking_ref can be written after it is done (odoo-facts 10). */
export function pickingModel(version: MajorVersion): Model {
  return {
    name: 'stock.picking',
    label: 'Transfer',
    order: 'priority desc, scheduled_date asc, id desc',
    indexed: ['sale_id', 'backorder_id', 'return_id'],
    fields: {
      name: char('Reference'),
      state: selection('Status', { default: () => 'draft' }),
      location_id: many2one('Source Location', 'stock.location', { required: true }),
      location_dest_id: many2one('Destination Location', 'stock.location', { required: true }),
      picking_type_id: many2one('Operation Type', 'stock.picking.type', { required: true }),
      picking_type_code: selection('Type of Operation', { compute: (env, row) => text(typeOf(env, row) ?? row, 'code') }),
      partner_id: many2one('Contact', 'res.partner'),
      company_id: many2one('Company', 'res.company'),
      user_id: many2one('Responsible', 'res.users'),
      origin: char('Source Document'),
      note: char('Notes'),
      priority: selection('Priority', { default: () => '0' }),
      move_type: selection('Shipping Policy', { default: () => 'direct' }),
      scheduled_date: datetime('Scheduled Date', { default: now }),
      date_done: datetime('Date of Transfer'),
      move_ids: one2many('Stock moves', 'stock.move', 'picking_id'),
      ...moveAliases(version),
      move_line_ids: one2many('Operations', 'stock.move.line', 'picking_id'),
      backorder_id: many2one('Back Order of', 'stock.picking'),
      backorder_ids: one2many('Back Orders', 'stock.picking', 'backorder_id'),
      return_id: many2one('Return of', 'stock.picking'),
      sale_id: many2one('Sales Order', 'sale.order'),
      carrier_id: many2one('Carrier', 'delivery.carrier'),
      carrier_tracking_ref: char('Tracking Reference'),
      carrier_tracking_url: char('Tracking URL', { compute: () => false }),
      weight: float('Weight', { compute: () => 0 }),
      products_availability: char('Product Availability', { compute: productsAvailability }),
    },
    display: (_env, row) => text(row, 'name'),
    rule: companyRule,
    access: stockAccess,
    prepare: prepare,
    changed: (env, before, after) => {
      for (const field of ['location_id', 'location_dest_id'] as const) {
        if (before[field] !== after[field]) relocate(env, after, field)
      }
    },
    methods: pickingMethods,
  }
}

function moveAliases(version: MajorVersion): Fields {
  if (version === 19) return {}
  return {
    move_ids_without_package: one2many('Stock move', 'stock.move', 'picking_id'),
    date: datetime('Creation Date', { default: now }),
  }
}

function typeOf(env: Env, row: Row): Row | undefined {
  return env.tx.get('stock.picking.type', num(row, 'picking_type_id'))
}

/** Numbers the transfer in the sequence of its type, e.g. NJ/OUT/00001. */
function prepare(env: Env, values: Values): Values {
  const type = typeof values['picking_type_id'] === 'number' ? env.tx.get('stock.picking.type', values['picking_type_id']) : undefined
  if (type === undefined) return values
  const prefix = text(type, 'sequence_code')
  const location = (field: string, from: string) => values[field] || (type[from] ?? false)
  return {
    ...values,
    name: values['name'] || `${prefix}/${String(env.tx.nextNumber(prefix)).padStart(5, '0')}`,
    company_id: values['company_id'] || (type['company_id'] ?? false),
    location_id: location('location_id', 'default_location_src_id'),
    location_dest_id: location('location_dest_id', 'default_location_dest_id'),
  }
}

/** Open moves and their lines follow the places of their transfer. */
function relocate(env: Env, picking: Row, field: 'location_id' | 'location_dest_id'): void {
  const place = picking[field] ?? false
  for (const move of movesOf(env, picking.id)) {
    if (move['state'] === 'done' || move['state'] === 'cancel') continue
    settle(env, 'stock.move', move.id, { [field]: place })
    if (field === 'location_dest_id') for (const line of linesOf(env, move.id)) settle(env, 'stock.move.line', line.id, { [field]: place })
  }
}
