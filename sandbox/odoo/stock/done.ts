import type { Env } from '../orm/env.ts'
import { now } from '../orm/now.ts'
import { roundQuantity } from '../orm/field.ts'
import { mustGet } from '../orm/must-get.ts'
import { createRecord, settle } from '../orm/store.ts'
import { num, type Row } from '../record/value.ts'
import { linesOf, setMoveState } from './move-state.ts'
import { addToQuants, type Traits } from './quants.ts'
import { autoAssign } from './auto-assign.ts'
import { releaseLine, traitsOf } from './reserve.ts'

/** Carries a move out: the quants of source and destination change, the move and its lines become 'done'. */
export function finishMove(env: Env, moveId: number): void {
  for (const line of linesOf(env, moveId)) {
    releaseLine(env, line)
    const quantity = num(line, 'quantity')
    const productId = num(line, 'product_id')
    addToQuants(env, productId, num(line, 'location_id'), { quantity: -quantity }, traitsOf(line))
    addToQuants(env, productId, num(line, 'location_dest_id'), { quantity }, traitsOf(line))
    settle(env, 'stock.move.line', line.id, { picked: true, date: now(env) })
  }
  const move = mustGet(env, 'stock.move', moveId)
  settle(env, 'stock.move', moveId, { product_uom_qty: num(move, 'quantity'), picked: true, date: now(env) })
  setMoveState(env, moveId, 'done')
}

/** A move that is done at once, with no transfer around it: counts, scrap, manufacturing. */
export function moveNow(env: Env, values: Readonly<Record<string, unknown>> & { readonly quantity: number }, traits: Traits = {}): Row {
  const move = createRecord(env, 'stock.move', { ...values, product_uom_qty: values.quantity, state: 'confirmed', picked: true }, true)
  createRecord(
    env,
    'stock.move.line',
    {
      move_id: move.id,
      product_id: move['product_id'],
      company_id: move['company_id'],
      quantity: values.quantity,
      location_id: move['location_id'],
      location_dest_id: move['location_dest_id'],
      reference: move['reference'],
      product_uom_id: move['product_uom'],
      picked: true,
      state: 'confirmed',
      lot_id: traits.lot ?? false,
      package_id: traits.package ?? false,
      owner_id: traits.owner ?? false,
    },
    true,
  )
  const product = num(move, 'product_id')
  addToQuants(env, product, num(move, 'location_id'), { quantity: -values.quantity }, traits)
  addToQuants(env, product, num(move, 'location_dest_id'), { quantity: values.quantity }, traits)
  setMoveState(env, move.id, 'done')
  return mustGet(env, 'stock.move', move.id)
}

/** Stock that came in lets waiting moves from exactly that location reserve. */
export function assignWaiting(env: Env, done: readonly Row[]): void {
  for (const move of done) {
    const waiting = env.tx
      .by('stock.move', 'product_id', num(move, 'product_id'))
      .filter((other) => other['location_id'] === move['location_dest_id'])
      .filter((other) => other['state'] === 'confirmed' || other['state'] === 'partially_available')
      .filter((other) => other['procure_method'] === 'make_to_stock')
    autoAssign(env, waiting)
  }
}

/** What is left of a move after a part of it was carried out. */
export function remainder(move: Row): number {
  return roundQuantity(num(move, 'product_uom_qty') - num(move, 'quantity'))
}
