import type { Env } from '../orm/env.ts'
import { mustGet } from '../orm/must-get.ts'
import { createRecord, settle } from '../orm/store.ts'
import { num, type Row } from '../record/value.ts'
import { kitComponents } from './kit.ts'
import { autoAssign } from './auto-assign.ts'
import { setMoveState } from './move-state.ts'

/** Confirms draft moves: a kit becomes its components, then everything is reserved at once, as far as its operation type says so. */
export function confirmMoves(env: Env, moves: readonly Row[]): Row[] {
  const confirmed = moves.filter((move) => move['state'] === 'draft').flatMap((move) => explode(env, move))
  for (const move of confirmed) setMoveState(env, move.id, move['procure_method'] === 'make_to_order' ? 'waiting' : 'confirmed')
  autoAssign(
    env,
    confirmed.filter((move) => move['procure_method'] !== 'make_to_order'),
  )
  return confirmed.map((move) => mustGet(env, 'stock.move', move.id))
}

/** Cancels moves: reservations are given back, lines are deleted. */
export function cancelMove(env: Env, move: Row, release: (env: Env, moves: readonly Row[]) => void): void {
  if (move['state'] === 'done' || move['state'] === 'cancel') return
  release(env, [move])
  settle(env, 'stock.move', move.id, { quantity: 0 })
  setMoveState(env, move.id, 'cancel')
}

function explode(env: Env, move: Row): Row[] {
  const components = kitComponents(env, mustGet(env, 'product.product', num(move, 'product_id')))
  if (components === undefined) return [move]
  const { id, product_id: _product, product_uom_qty: _quantity, ...shared } = move
  env.tx.remove('stock.move', id)
  return components.map(({ productId, perKit }) =>
    createRecord(
      env,
      'stock.move',
      { ...stored(shared), product_id: productId, product_uom_qty: num(move, 'product_uom_qty') * perKit },
      true,
    ),
  )
}

function stored(values: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const { create_uid: _a, create_date: _b, write_uid: _c, write_date: _d, ...rest } = values
  return rest
}
