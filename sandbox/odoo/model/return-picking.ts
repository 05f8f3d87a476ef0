import type { MajorVersion } from '../major-version.ts'
import type { Env } from '../orm/env.ts'
import { boolean, type Fields, many2one, one2many, quantity } from '../orm/field.ts'
import type { Access, Method, Model } from '../orm/model.ts'
import { createRecord } from '../orm/store.ts'
import { num, type Row, type Values } from '../record/value.ts'
import { movesOf } from '../stock/picking-state.ts'
import { defaultReturnLocation, makeReturn } from '../stock/return.ts'

const access: Access = { read: ['stock.group_stock_user'], write: ['stock.group_stock_user'], create: ['stock.group_stock_user'] }

/** The return wizard: create_returns with a location in 17, action_create_returns without one later (odoo-facts 9). */
export function returnModel(version: MajorVersion): Model {
  return {
    name: 'stock.return.picking',
    label: 'Return Picking',
    order: 'id',
    fields: {
      picking_id: many2one('Picking', 'stock.picking'),
      product_return_moves: one2many('Moves', 'stock.return.picking.line', 'wizard_id'),
      ...locationField(version),
    },
    display: (_env, row) => `stock.return.picking,${row.id}`,
    access,
    prepare: (env, values) => withPicking(env, values),
    created: prefill,
    methods: { [version === 17 ? 'create_returns' : 'action_create_returns']: create },
  }
}

export function returnLineModel(): Model {
  return {
    name: 'stock.return.picking.line',
    label: 'Return Picking Line',
    order: 'id',
    indexed: ['wizard_id'],
    fields: {
      wizard_id: many2one('Wizard', 'stock.return.picking', { required: true }),
      product_id: many2one('Product', 'product.product', { required: true }),
      quantity: quantity('Quantity'),
      move_id: many2one('Move', 'stock.move'),
      to_refund: boolean('Update quantities on SO/PO', { default: () => true }),
    },
    display: (_env, row) => `stock.return.picking.line,${row.id}`,
    access,
  }
}

function locationField(version: MajorVersion): Fields {
  return version === 17 ? { location_id: many2one('Return Location', 'stock.location') } : {}
}

function withPicking(env: Env, values: Values): Values {
  const active = env.context['active_id']
  const picking = values['picking_id'] || (typeof active === 'number' ? active : false)
  if (env.version !== 17 || values['location_id'] || typeof picking !== 'number') return { ...values, picking_id: picking }
  return { ...values, picking_id: picking, location_id: defaultReturnLocation(env, picking) }
}

/** 17 fills in the lines with the location, and so not at all when the location was given. */
function prefill(env: Env, wizard: Row): void {
  const located = env.version === 17 && num(wizard, 'location_id') !== defaultReturnLocation(env, num(wizard, 'picking_id'))
  if (located || env.tx.by('stock.return.picking.line', 'wizard_id', wizard.id).length > 0) return
  for (const move of movesOf(env, num(wizard, 'picking_id')).filter((row) => row['state'] === 'done')) {
    createRecord(
      env,
      'stock.return.picking.line',
      {
        wizard_id: wizard.id,
        product_id: move['product_id'],
        move_id: move.id,
        quantity: env.version === 17 ? num(move, 'quantity') - returned(env, move) : 0,
      },
      true,
    )
  }
}

function returned(env: Env, move: Row): number {
  return env.tx
    .by('stock.move', 'product_id', num(move, 'product_id'))
    .filter((row) => row['origin_returned_move_id'] === move.id && row['state'] !== 'cancel')
    .reduce((sum, row) => sum + num(row, 'quantity'), 0)
}

const create: Method = { parameters: [], onRecords: true, run: (env, ids) => makeReturn(env, ids[0] ?? 0) }
