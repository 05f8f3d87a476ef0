import { userError } from '../error/python-error.ts'
import { contextFlag } from '../orm/context.ts'
import type { Env } from '../orm/env.ts'
import type { Json } from '../orm/json.ts'
import { now } from '../orm/now.ts'
import { mustGet } from '../orm/must-get.ts'
import { createRecord, settle } from '../orm/store.ts'
import { num, type Row, text } from '../record/value.ts'
import { confirmMoves } from './confirm.ts'
import { assignWaiting, finishMove, remainder } from './done.ts'
import { movesOf, refreshPicking } from './picking-state.ts'
import { autoAssign } from './auto-assign.ts'
import { bringsToo, goOn } from './next-step.ts'
import { setMoveQuantity, unreserveMoves } from './reserve.ts'

/**
 * button_validate: true when done; the dict of a wizard, and nothing done, when a backorder has to be decided
 * (odoo-facts 9).
 */
export function validatePicking(env: Env, pickingId: number): Json {
  const picking = mustGet(env, 'stock.picking', pickingId)
  if (picking['state'] === 'done' && env.version === 19) return true
  if (picking['state'] === 'draft') {
    confirmMoves(env, movesOf(env, pickingId))
    for (const move of movesOf(env, pickingId)) if (num(move, 'quantity') === 0) setMoveQuantity(env, move, num(move, 'product_uom_qty'))
  }
  const open = openMoves(env, pickingId)
  if (open.every((move) => num(move, 'quantity') === 0)) throw userError(nothingToDo(env))
  const anyPicked = open.some((move) => move['picked'] === true)
  const partial = open.some((move) => remainder(move) > 0 || (anyPicked && move['picked'] !== true))
  if (partial && !contextFlag(env.context, 'skip_backorder')) return backorderWizard(picking)
  finish(env, picking, open, anyPicked)
  return true
}

function openMoves(env: Env, pickingId: number): Row[] {
  return movesOf(env, pickingId).filter((move) => move['state'] !== 'done' && move['state'] !== 'cancel')
}

function finish(env: Env, picking: Row, open: readonly Row[], anyPicked: boolean): void {
  const ready = open.filter((move) => (anyPicked ? move['picked'] === true : true) && num(move, 'quantity') > 0)
  const left: Row[] = []
  for (const move of open) {
    if (!ready.includes(move)) left.push(move)
    else if (remainder(move) > 0) left.push(copyOfRest(env, move))
  }
  if (left.length > 0) backorder(env, picking, left)
  for (const move of ready) finishMove(env, move.id)
  settle(env, 'stock.picking', picking.id, { date_done: now(env) })
  refreshPicking(env, picking.id)
  const code = text(env.tx.get('stock.picking.type', num(picking, 'picking_type_id')) ?? picking, 'code')
  if (code !== 'outgoing') assignWaiting(env, ready)
  goOn(env, ready)
}

function copyOfRest(env: Env, move: Row): Row {
  const { id: _id, create_uid: _a, create_date: _b, write_uid: _c, write_date: _d, ...shared } = move
  const values = { ...shared, product_uom_qty: remainder(move), quantity: 0, picked: false, state: 'confirmed' }
  const rest = createRecord(env, 'stock.move', values, true)
  bringsToo(env, move, rest)
  return rest
}

function backorder(env: Env, picking: Row, moves: readonly Row[]): void {
  const { id: _id, name: _name, create_uid: _a, create_date: _b, write_uid: _c, write_date: _d, ...shared } = picking
  const made = createRecord(
    env,
    'stock.picking',
    {
      ...shared,
      backorder_id: picking.id,
      carrier_tracking_ref: false,
      date_done: false,
      state: 'confirmed',
    },
    true,
  )
  for (const move of moves) {
    settle(env, 'stock.move', move.id, { picking_id: made.id, picked: false, reference: text(made, 'name') })
    unreserveMoves(env, [mustGet(env, 'stock.move', move.id)])
  }
  autoAssign(env, moves)
  refreshPicking(env, made.id)
}

function nothingToDo(env: Env): string {
  return env.version === 19
    ? "Transfer trouble alert! Validating a zero quantity transfer? You're not moving invisible goods around are you?\n" +
        "Set some quantities and let's get moving!"
    : 'You cannot validate a transfer if no quantities are reserved. To force the transfer, encode quantities.'
}

function backorderWizard(picking: Row): Json {
  return {
    name: 'Create Backorder?',
    type: 'ir.actions.act_window',
    view_mode: 'form',
    res_model: 'stock.backorder.confirmation',
    views: [[943, 'form']],
    view_id: 943,
    target: 'new',
    context: { button_validate_picking_ids: [picking.id], default_show_transfers: false, default_pick_ids: [[4, picking.id]] },
  }
}
