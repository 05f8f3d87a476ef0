import type { Env } from '../orm/env.ts'
import { roundQuantity } from '../orm/field.ts'
import { createRecord, settle } from '../orm/store.ts'
import { num, type Row, type Value } from '../record/value.ts'
import { bypassesReservation } from './location-tree.ts'
import { isPastDate } from './lot-dates.ts'
import { linesOf, refreshMove } from './move-state.ts'
import { addToQuants, quantsBelow, type Traits } from './quants.ts'

/** Reserves what is missing for the moves, as far as there is stock at the source and below. Quarantine counts too (odoo-facts 6). */
export function assignMoves(env: Env, moves: readonly Row[]): void {
  for (const { id } of moves) {
    const move = env.tx.get('stock.move', id)
    if (move === undefined || !['confirmed', 'waiting', 'partially_available', 'assigned'].includes(String(move['state']))) continue
    const missing = roundQuantity(num(move, 'product_uom_qty') - num(move, 'quantity'))
    if (missing > 0) reserve(env, move, missing)
    refreshMove(env, id)
  }
}

/** Gives back what the moves have reserved; their lines are deleted (odoo-facts 1). */
export function unreserveMoves(env: Env, moves: readonly Row[]): void {
  for (const move of moves) {
    if (['done', 'cancel', 'draft'].includes(String(move['state']))) continue
    for (const line of linesOf(env, move.id)) {
      releaseLine(env, line)
      env.tx.remove('stock.move.line', line.id)
    }
    refreshMove(env, move.id)
  }
}

/** Takes the reservation of a line off the quants. */
export function releaseLine(env: Env, line: Row, amount = num(line, 'quantity')): void {
  const source = num(line, 'location_id')
  if (amount === 0 || bypassesReservation(env, source)) return
  addToQuants(env, num(line, 'product_id'), source, { reserved: -amount }, traitsOf(line))
}

/** Sets the quantity of a move by hand: more than is there is accepted, and makes the stock negative later (odoo-facts 8). */
export function setMoveQuantity(env: Env, move: Row, wanted: number): void {
  let surplus = roundQuantity(num(move, 'quantity') - wanted)
  for (const line of linesOf(env, move.id).toReversed()) {
    if (surplus <= 0) break
    const taken = Math.min(surplus, num(line, 'quantity'))
    surplus = roundQuantity(surplus - taken)
    releaseLine(env, line, taken)
    const left = roundQuantity(num(line, 'quantity') - taken)
    if (left > 0) settle(env, 'stock.move.line', line.id, { quantity: left })
    else env.tx.remove('stock.move.line', line.id)
  }
  if (surplus < 0) {
    const rest = reserve(env, move, -surplus)
    if (rest > 0) addLine(env, move, num(move, 'location_id'), rest)
  }
  refreshMove(env, move.id)
}

export function traitsOf(line: Row): Traits {
  const id = (value: Value | undefined) => (typeof value === 'number' ? value : false)
  return { lot: id(line['lot_id']), package: id(line['package_id']), owner: id(line['owner_id']) }
}

/** Returns what could not be reserved. */
function reserve(env: Env, move: Row, missing: number): number {
  const source = num(move, 'location_id')
  if (bypassesReservation(env, source)) {
    addLine(env, move, source, missing)
    return 0
  }
  const quants = quantsBelow(env, num(move, 'product_id'), source).filter((quant) => !isPastDate(env, quant))
  const present = quants.reduce((sum, row) => sum + Math.max(0, num(row, 'quantity')), 0)
  const reserved = quants.reduce((sum, row) => sum + num(row, 'reserved_quantity'), 0)
  let open = Math.min(missing, Math.max(0, roundQuantity(present - reserved)))
  let rest = missing
  for (const quant of quants) {
    const taken = Math.min(open, roundQuantity(num(quant, 'quantity') - num(quant, 'reserved_quantity')))
    if (taken <= 0) continue
    addLine(env, move, num(quant, 'location_id'), taken, traitsOf(quant))
    open = roundQuantity(open - taken)
    rest = roundQuantity(rest - taken)
  }
  return rest
}

function addLine(env: Env, move: Row, locationId: number, quantity: number, traits: Traits = {}): void {
  const productId = num(move, 'product_id')
  if (!bypassesReservation(env, locationId)) addToQuants(env, productId, locationId, { reserved: quantity }, traits)
  const same = linesOf(env, move.id).find(
    (line) =>
      line['location_id'] === locationId && line['lot_id'] === (traits.lot ?? false) && line['package_id'] === (traits.package ?? false),
  )
  if (same !== undefined) {
    settle(env, 'stock.move.line', same.id, { quantity: roundQuantity(num(same, 'quantity') + quantity) })
    return
  }
  createRecord(
    env,
    'stock.move.line',
    {
      move_id: move.id,
      picking_id: move['picking_id'],
      product_id: productId,
      company_id: move['company_id'],
      location_id: locationId,
      location_dest_id: move['location_dest_id'],
      quantity,
      state: 'assigned',
      lot_id: traits.lot ?? false,
      package_id: traits.package ?? false,
      owner_id: traits.owner ?? false,
      reference: move['reference'],
      product_uom_id: move['product_uom'],
      picked: move['picked'] === true,
    },
    true,
  )
}
