import type { Env } from '../orm/env.ts'
import { mustGet } from '../orm/must-get.ts'
import { createRecord, settle } from '../orm/store.ts'
import { num, ref, type Row, type Value } from '../record/value.ts'
import { deliverySteps, type Step } from './delivery-steps.ts'
import { setMoveState } from './move-state.ts'
import { assignMoves } from './reserve.ts'

/** The moves that wait for what this one brings. */
export function waitingFor(env: Env, move: Row): Row[] {
  return env.tx.by('stock.move', 'product_id', num(move, 'product_id')).filter((other) => originsOf(other).includes(move.id))
}

export function originsOf(move: Row): readonly number[] {
  const ids: Value | undefined = move['move_orig_ids']
  return Array.isArray(ids) ? ids.filter((id) => typeof id === 'number') : []
}

/** What is left of a move is brought to the same next steps as the part that was carried out. */
export function bringsToo(env: Env, done: Row, rest: Row): void {
  for (const next of waitingFor(env, done)) settle(env, 'stock.move', next.id, { move_orig_ids: [...originsOf(next), rest.id] })
}

/** A step that is done lets the next one reserve what it brought, whatever the reservation method; from 18 on it makes that one first. */
export function goOn(env: Env, done: readonly Row[]): void {
  for (const { id } of done) {
    const move = mustGet(env, 'stock.move', id)
    const final = ref(move, 'location_final_id')
    if (final !== undefined && final !== num(move, 'location_dest_id')) pushOn(env, move, final)
    assignMoves(env, waitingFor(env, move))
  }
}

function pushOn(env: Env, move: Row, final: number): void {
  const picking = mustGet(env, 'stock.picking', num(move, 'picking_id'))
  const warehouse = mustGet(
    env,
    'stock.warehouse',
    num(mustGet(env, 'stock.picking.type', num(picking, 'picking_type_id')), 'warehouse_id'),
  )
  const step = deliverySteps(env, warehouse).find(({ from }) => from === move['location_dest_id'])
  if (step === undefined) return
  const next = createRecord(
    env,
    'stock.move',
    { ...copied(move), ...brought(step, [move.id]), location_final_id: final, product_uom_qty: num(move, 'quantity') },
    true,
  )
  settle(env, 'stock.move', next.id, { picking_id: openTransfer(env, picking, step).id })
  setMoveState(env, next.id, 'confirmed')
}

/** The open transfer of the same order for a step, made when there is none. */
export function openTransfer(env: Env, picking: Row, step: Step): Row {
  const same = env.tx
    .by('stock.picking', 'sale_id', num(picking, 'sale_id'))
    .find((other) => other['picking_type_id'] === step.type && !['done', 'cancel'].includes(String(other['state'])))
  if (same !== undefined && picking['sale_id'] !== false) return same
  return createRecord(env, 'stock.picking', {
    picking_type_id: step.type,
    partner_id: picking['partner_id'],
    company_id: picking['company_id'],
    sale_id: picking['sale_id'],
    location_id: step.from,
    location_dest_id: step.to,
    origin: picking['origin'],
    carrier_id: picking['carrier_id'],
  })
}

/** Of a move that takes what another one brings. */
export function brought({ from, to }: Step, origins: readonly number[]): Record<string, unknown> {
  return { location_id: from, location_dest_id: to, procure_method: 'make_to_order', move_orig_ids: origins }
}

function copied(move: Row): Record<string, unknown> {
  const { id: _id, create_uid: _a, create_date: _b, write_uid: _c, write_date: _d, picking_id: _p, ...shared } = move
  return { ...shared, quantity: 0, picked: false, state: 'draft' }
}
