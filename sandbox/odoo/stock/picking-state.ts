import type { Env } from '../orm/env.ts'
import { mustGet } from '../orm/must-get.ts'
import { settle } from '../orm/store.ts'
import { num, type Row } from '../record/value.ts'
import { bypassesReservation } from './location-tree.ts'

/** Recomputes the state of a transfer from its moves. Partly available counts as ready (odoo-facts 9). */
export function refreshPicking(env: Env, pickingId: number): void {
  const picking = mustGet(env, 'stock.picking', pickingId)
  const state = stateOf(env, picking)
  settle(env, 'stock.picking', pickingId, { state })
}

export function movesOf(env: Env, pickingId: number): Row[] {
  return env.tx.by('stock.move', 'picking_id', pickingId)
}

function stateOf(env: Env, picking: Row): string {
  const states = movesOf(env, picking.id).map((move) => String(move['state']))
  if (states.length === 0 || states.includes('draft')) return states.length === 0 && picking['state'] === 'cancel' ? 'cancel' : 'draft'
  if (states.every((state) => state === 'cancel')) return 'cancel'
  if (states.every((state) => state === 'cancel' || state === 'done')) return 'done'
  if (bypassesReservation(env, num(picking, 'location_id'))) return 'assigned'
  const open = states.filter((state) => state !== 'cancel' && state !== 'done')
  if (open.some((state) => state === 'assigned' || state === 'partially_available')) return 'assigned'
  return open.includes('waiting') ? 'waiting' : 'confirmed'
}
