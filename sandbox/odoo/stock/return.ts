import { userError } from '../error/python-error.ts'
import type { Env } from '../orm/env.ts'
import type { Json } from '../orm/json.ts'
import { mustGet } from '../orm/must-get.ts'
import { createRecord } from '../orm/store.ts'
import { num, type Row, text } from '../record/value.ts'
import { confirmMoves } from './confirm.ts'
import { movesOf } from './picking-state.ts'

/** Goods come back to where the delivery took them from. */
export function defaultReturnLocation(env: Env, pickingId: number): number {
  return num(mustGet(env, 'stock.picking', pickingId), 'location_id')
}

/** Makes the receipt of a return and answers the window that shows it; `res_id` is the new transfer (odoo-facts 9). */
export function makeReturn(env: Env, wizardId: number): Json {
  const wizard = mustGet(env, 'stock.return.picking', wizardId)
  const original = mustGet(env, 'stock.picking', num(wizard, 'picking_id'))
  const lines = env.tx.by('stock.return.picking.line', 'wizard_id', wizardId).filter((line) => num(line, 'quantity') > 0)
  if (lines.length === 0) throw userError('Please specify at least one non-zero quantity.')
  const picking = receiptFor(env, original, num(wizard, 'location_id') || num(original, 'location_id'))
  for (const line of lines) returnMove(env, picking, line)
  confirmMoves(env, movesOf(env, picking.id))
  return {
    name: 'Returned Picking',
    view_mode: env.version === 17 ? 'form,tree,calendar' : 'form',
    res_model: 'stock.picking',
    res_id: picking.id,
    type: 'ir.actions.act_window',
    context: windowContext(env, original, picking),
  }
}

function windowContext(env: Env, original: Row, picking: Row): Json {
  const active = { active_id: original.id, active_ids: [original.id], active_model: 'stock.picking' }
  if (env.version !== 17) return active
  return {
    ...active,
    default_partner_id: original['partner_id'] ?? false,
    search_default_picking_type_id: picking['picking_type_id'] ?? false,
    search_default_draft: false,
    search_default_assigned: false,
    search_default_confirmed: false,
    search_default_ready: false,
    search_default_planning_issues: false,
    search_default_available: false,
  }
}

function receiptFor(env: Env, original: Row, destination: number): Row {
  const type = mustGet(env, 'stock.picking.type', num(original, 'picking_type_id'))
  const warehouse = mustGet(env, 'stock.warehouse', num(type, 'warehouse_id'))
  return createRecord(env, 'stock.picking', {
    picking_type_id: warehouse['in_type_id'],
    partner_id: original['partner_id'],
    company_id: original['company_id'],
    location_id: original['location_dest_id'],
    location_dest_id: destination,
    return_id: original.id,
    sale_id: original['sale_id'],
    origin: `Return of ${text(original, 'name')}`,
  })
}

function returnMove(env: Env, picking: Row, line: Row): void {
  const original = mustGet(env, 'stock.move', num(line, 'move_id'))
  createRecord(
    env,
    'stock.move',
    {
      ...(env.version === 19 ? {} : { name: text(original, 'name') || 'Return' }),
      picking_id: picking.id,
      product_id: line['product_id'],
      product_uom_qty: num(line, 'quantity'),
      location_id: picking['location_id'],
      location_dest_id: picking['location_dest_id'],
      company_id: picking['company_id'],
      origin_returned_move_id: original.id,
      sale_line_id: original['sale_line_id'],
      to_refund: line['to_refund'] === true,
    },
    true,
  )
}
