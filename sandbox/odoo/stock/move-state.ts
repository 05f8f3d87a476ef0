import type { Env } from '../orm/env.ts'
import { roundQuantity } from '../orm/field.ts'
import { mustGet } from '../orm/must-get.ts'
import { settle } from '../orm/store.ts'
import { num, ref, type Row, type Value } from '../record/value.ts'
import { refreshPicking } from './picking-state.ts'

export function linesOf(env: Env, moveId: number): Row[] {
  return env.tx.by('stock.move.line', 'move_id', moveId)
}

/** Recomputes quantity and state of an open move from its lines, then the state of its transfer. */
export function refreshMove(env: Env, moveId: number): void {
  const move = mustGet(env, 'stock.move', moveId)
  if (['done', 'cancel', 'draft'].includes(String(move['state']))) return
  const quantity = roundQuantity(linesOf(env, moveId).reduce((sum, line) => sum + num(line, 'quantity'), 0))
  const state = openState(env, move, quantity)
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

/** Nothing reserved: it waits for another move as long as one is to bring its goods. */
function openState(env: Env, move: Row, quantity: number): string {
  if (quantity >= num(move, 'product_uom_qty')) return 'assigned'
  if (quantity > 0) return 'partially_available'
  const ids: Value | undefined = move['move_orig_ids']
  const origins = Array.isArray(ids) ? ids.flatMap((id) => (typeof id === 'number' ? [env.tx.get('stock.move', id)] : [])) : []
  const open = origins.some((origin) => origin !== undefined && !['done', 'cancel'].includes(String(origin['state'])))
  return open || (move['procure_method'] === 'make_to_order' && origins.length === 0) ? 'waiting' : 'confirmed'
}
