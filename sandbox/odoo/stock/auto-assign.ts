import type { Env } from '../orm/env.ts'
import { now } from '../orm/now.ts'
import { num, ref, type Row, text } from '../record/value.ts'
import { assignMoves } from './reserve.ts'
import { bypassesReservation } from './location-tree.ts'

const day = 86_400_000_000

/** Reserves the moves whose operation type does that by itself: at confirmation, or so many days before the scheduled date. */
export function autoAssign(env: Env, moves: readonly Row[]): void {
  assignMoves(
    env,
    moves.filter((move) => reservesItself(env, move)),
  )
}

export function reservesItself(env: Env, move: Row): boolean {
  const picking = env.tx.get('stock.picking', ref(move, 'picking_id') ?? 0)
  const type = picking && env.tx.get('stock.picking.type', num(picking, 'picking_type_id'))
  if (type === undefined || bypassesReservation(env, num(move, 'location_id'))) return true
  const method = text(type, 'reservation_method')
  if (method !== 'by_date') return method !== 'manual'
  return num(move, 'date') - num(type, 'reservation_days_before') * day <= now(env)
}
