import type { Env } from '../orm/env.ts'
import { roundQuantity } from '../orm/field.ts'
import { num, ref, type Row, text } from '../record/value.ts'
import { kitComponents } from '../stock/kit.ts'

/** What was delivered of a line, less what came back to be refunded. A kit counts when all of its parts are gone. */
export function qtyDelivered(env: Env, line: Row): number {
  const product = env.tx.get('product.product', num(line, 'product_id'))
  const components = product === undefined ? undefined : kitComponents(env, product)
  const moves = env.tx.by('stock.move', 'sale_line_id', line.id).filter((move) => move['state'] === 'done')
  if (components === undefined) return roundQuantity(gone(env, moves))
  const kits = components.map(
    ({ productId, perKit }) =>
      gone(
        env,
        moves.filter((move) => move['product_id'] === productId),
      ) / perKit,
  )
  return kits.length === 0 ? 0 : Math.floor(Math.min(...kits))
}

/** delivery_status of an order, false while there is nothing to deliver (odoo-facts 10). */
export function deliveryStatus(env: Env, order: Row): string | false {
  const states = env.tx.by('stock.picking', 'sale_id', order.id).map((picking) => text(picking, 'state'))
  if (states.every((state) => state === 'cancel')) return false
  if (states.every((state) => state === 'done' || state === 'cancel')) return 'full'
  if (!states.includes('done')) return 'pending'
  const lines = env.tx.by('sale.order.line', 'order_id', order.id)
  return lines.some((line) => qtyDelivered(env, line) !== 0) ? 'partial' : 'started'
}

function gone(env: Env, moves: readonly Row[]): number {
  return moves.reduce((sum, move) => {
    if (usageOf(env, move, 'location_dest_id') === 'customer') return sum + num(move, 'quantity')
    return usageOf(env, move, 'location_id') === 'customer' && move['to_refund'] === true ? sum - num(move, 'quantity') : sum
  }, 0)
}

function usageOf(env: Env, move: Row, field: string): string {
  const id = ref(move, field)
  const location = id === undefined ? undefined : env.tx.get('stock.location', id)
  return location === undefined ? '' : text(location, 'usage')
}
