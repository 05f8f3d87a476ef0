import type { Env } from '../orm/env.ts'
import { roundQuantity } from '../orm/field.ts'
import { mustGet } from '../orm/must-get.ts'
import { settle } from '../orm/store.ts'
import { num, ref, type Row } from '../record/value.ts'
import { refreshPicking } from './picking-state.ts'

export function linesOf(env: Env, moveId: number): Row[] {
  return env.tx.by('stock.move.line', 'move_id', moveId)
}

/** Recomputes quantity and state of an open move from its lines, then the state of its transfer. */
export function refreshMove(env: Env, moveId: number): void {
  const move = mustGet(env, 'stock.move', moveId)
  if (['done', 'cancel', 'draft'].includes(String(move['state']))) return
  const quantity = roundQuantity(linesOf(env, moveId).reduce((sum, line) => sum + num(line, 'quantity'), 0))
  const state = openState(quantity, num(move, 'product_uom_qty'))
  settle(env, 'stock.move', moveId, { quantity, state })
  for (const line of linesOf(env, moveId)) settle(env, 'stock.move.line', line.id, { state })
  refreshPickingOf(env, move)
}

/** Sets the state of a move and its lines. */
export function setMoveState(env: Env, moveId: number, state: string): void {
  settle(env, 'stock.move', moveId, { state })
  for (const line of linesOf(env, moveId)) settle(env, 'stock.move.line', line.id, { state })
  refreshPickingOf(env, mustGet(env, 'stock.move', moveId))
}

function refreshPickingOf(env: Env, move: Row): void {
  const picking = ref(move, 'picking_id')
  if (picking !== undefined) refreshPicking(env, picking)
}

function openState(quantity: number, demand: number): string {
  if (quantity >= demand) return 'assigned'
  return quantity > 0 ? 'partially_available' : 'confirmed'
}
