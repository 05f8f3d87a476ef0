import type { Env } from '../orm/env.ts'
import { num, type Row, text } from '../record/value.ts'
import { movesOf } from './picking-state.ts'
import { quantsBelow } from './quants.ts'

/** products_availability of an open outgoing transfer; in 19 of an internal one too. */
export function productsAvailability(env: Env, picking: Row): string | false {
  const code = text(env.tx.get('stock.picking.type', num(picking, 'picking_type_id')) ?? picking, 'code')
  const shown = code === 'outgoing' || (env.version === 19 && code === 'internal')
  if (!shown || !['waiting', 'confirmed', 'assigned'].includes(String(picking['state']))) return false
  return movesOf(env, picking.id).every((move) => coverable(env, move)) ? 'Available' : 'Not Available'
}

function coverable(env: Env, move: Row): boolean {
  if (move['state'] === 'done' || move['state'] === 'cancel') return true
  const quants = quantsBelow(env, num(move, 'product_id'), num(move, 'location_id'))
  const free = quants.reduce((sum, row) => sum + num(row, 'quantity') - num(row, 'reserved_quantity'), 0)
  return num(move, 'quantity') + free >= num(move, 'product_uom_qty')
}
