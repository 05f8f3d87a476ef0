import { userError } from '../error/python-error.ts'
import type { Env } from '../orm/env.ts'
import { roundQuantity } from '../orm/field.ts'
import { mustGet } from '../orm/must-get.ts'
import { createRecord, settle } from '../orm/store.ts'
import { num, type Row, text } from '../record/value.ts'
import { cancelMove, confirmMoves } from '../stock/confirm.ts'
import { kitComponents } from '../stock/kit.ts'
import { reservesItself } from '../stock/auto-assign.ts'
import { deliverySteps, type Step } from '../stock/delivery-steps.ts'
import { brought, openTransfer, waitingFor } from '../stock/next-step.ts'
import { assignMoves, unreserveMoves } from '../stock/reserve.ts'
import { qtyDelivered } from './delivery.ts'

/** Makes the delivery of a confirmed order follow the quantity of its line: more, less, or none at all. */
export function followLine(env: Env, line: Row): void {
  const order = mustGet(env, 'sale.order', num(line, 'order_id'))
  const product = env.tx.get('product.product', num(line, 'product_id'))
  if (order['state'] !== 'sale' || product === undefined) return
  const wanted = num(line, 'product_uom_qty')
  if (wanted < qtyDelivered(env, line)) throw userError(belowDelivered)
  const parts = kitComponents(env, product) ?? [{ productId: product.id, perKit: 1 }]
  for (const { productId, perKit } of parts) followProduct(env, order, line, productId, roundQuantity(wanted * perKit))
}

function followProduct(env: Env, order: Row, line: Row, productId: number, wanted: number): void {
  const stock = mustGet(env, 'stock.warehouse', num(order, 'warehouse_id'))['lot_stock_id']
  // The first step of a delivery says how much is planned; the others go along with it.
  const moves = env.tx
    .by('stock.move', 'sale_line_id', line.id)
    .filter((move) => move['product_id'] === productId && move['state'] !== 'cancel' && move['origin_returned_move_id'] === false)
    .filter((move) => move['location_id'] === stock)
  const planned = moves.reduce((sum, move) => sum + num(move, 'product_uom_qty'), 0)
  const open = moves.filter((move) => move['state'] !== 'done')
  const change = roundQuantity(wanted - planned)
  const [first] = open
  if (change > 0 && first !== undefined) setDemand(env, first, num(first, 'product_uom_qty') + change)
  else if (change > 0) newMove(env, order, line, productId, change)
  else reduce(env, open, -change)
}

function reduce(env: Env, open: readonly Row[], surplus: number): void {
  let left = surplus
  for (const move of open.toReversed()) {
    const taken = Math.min(left, num(move, 'product_uom_qty'))
    if (taken <= 0) return
    setDemand(env, move, num(move, 'product_uom_qty') - taken)
    left = roundQuantity(left - taken)
  }
}

function setDemand(env: Env, move: Row, demand: number): void {
  const change = roundQuantity(demand - num(move, 'product_uom_qty'))
  for (const next of waitingFor(env, move)) setDemand(env, next, num(next, 'product_uom_qty') + change)
  settle(env, 'stock.move', move.id, { product_uom_qty: roundQuantity(demand) })
  const changed = mustGet(env, 'stock.move', move.id)
  const reserved = num(move, 'quantity') > 0
  if (demand <= 0) cancelMove(env, changed, unreserveMoves)
  else if (change < 0) unreserveMoves(env, [changed])
  if (demand > 0 && (reserved || reservesItself(env, changed))) assignMoves(env, [mustGet(env, 'stock.move', move.id)])
}

/** The moves of all steps that are made at once: all of them in 17, the first one from 18 on. */
function newMove(env: Env, order: Row, line: Row, productId: number, demand: number): void {
  const warehouse = mustGet(env, 'stock.warehouse', num(order, 'warehouse_id'))
  const steps = deliverySteps(env, warehouse)
  const customer = steps.at(-1)?.to ?? false
  const made: Row[] = []
  for (const step of env.version === 17 ? steps : steps.slice(0, 1)) {
    const picking = openDelivery(env, order, step)
    const before = made.at(-1)
    const values = {
      ...(env.version === 19 ? {} : { name: text(line, 'name') }),
      ...(env.version === 17 ? {} : { location_final_id: customer }),
      product_id: productId,
      product_uom_qty: demand,
      picking_id: picking.id,
      sale_line_id: line.id,
      company_id: order['company_id'],
      ...(order['commitment_date'] ? { date: order['commitment_date'] } : {}),
      location_id: picking['location_id'],
      location_dest_id: picking['location_dest_id'],
      ...(before === undefined ? {} : brought(step, [before.id])),
    }
    made.push(createRecord(env, 'stock.move', values, true))
  }
  confirmMoves(env, made)
}

function openDelivery(env: Env, order: Row, step: Step): Row {
  const reference = text(order, 'client_order_ref')
  return openTransfer(
    env,
    {
      id: 0,
      partner_id: order['partner_shipping_id'] ?? false,
      company_id: order['company_id'] ?? false,
      sale_id: order.id,
      carrier_id: order['carrier_id'] ?? false,
      origin: env.version === 18 && reference !== '' ? `${text(order, 'name')} - ${reference}` : text(order, 'name'),
    },
    step,
  )
}

const belowDelivered =
  'The ordered quantity of a sale order line cannot be decreased below the amount already delivered. ' +
  'Instead, create a return in your inventory.'
