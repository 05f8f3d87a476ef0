import { type Env, withContext } from '../orm/env.ts'
import { mustGet } from '../orm/must-get.ts'
import { changeRecord, createRecord } from '../orm/store.ts'
import { num, ref, type Row, text } from '../record/value.ts'
import { cancelOrder } from '../sale/cancel.ts'
import { confirmOrder } from '../sale/confirm.ts'
import { movesOf } from '../stock/picking-state.ts'
import { assignMoves, setMoveQuantity, unreserveMoves } from '../stock/reserve.ts'
import { makeReturn } from '../stock/return.ts'
import { validatePicking } from '../stock/validate.ts'
import type { ChangeLineArgs, DeliverArgs, OrderArgs, ReservationArgs, ReturnArgs, SellArgs } from './args.ts'
import { findLocation, findOrder, findProduct, findWarehouse, NotInSandbox } from './find.ts'

export interface Sold {
  readonly orderId: number
  readonly name: string
  readonly pickingIds: number[]
}

export interface Delivered {
  readonly pickingId: number
  readonly backorderId: number | null
}

/** A confirmed sale order; what is there is reserved. */
export function sell(env: Env, { warehouse, lines, reference }: SellArgs): Sold {
  const house = findWarehouse(env, warehouse)
  const customer = env.tx.by('res.partner', 'name', 'Test Customer')[0] ?? createRecord(env, 'res.partner', { name: 'Test Customer' })
  const order = createRecord(env, 'sale.order', {
    partner_id: customer.id,
    company_id: house['company_id'],
    warehouse_id: house.id,
    client_order_ref: reference ?? false,
    order_line: lines.map(({ product, quantity }) => [
      0,
      0,
      { product_id: findProduct(env, product).id, product_uom_qty: quantity, price_unit: 1 },
    ]),
  })
  confirmOrder(env, order.id)
  return { orderId: order.id, name: text(order, 'name'), pickingIds: env.tx.idsBy('stock.picking', 'sale_id', order.id) }
}

export function cancel(env: Env, { order }: OrderArgs): void {
  cancelOrder(withContext(env, { disable_cancel_warning: true }), [findOrder(env, order).id])
}

/** Changes the ordered quantity of a product; the reservation follows. */
export function changeLine(env: Env, { order, product, quantity }: ChangeLineArgs): void {
  const productId = findProduct(env, product).id
  const line = env.tx.by('sale.order.line', 'order_id', findOrder(env, order).id).find((row) => row['product_id'] === productId)
  if (line === undefined) throw new NotInSandbox(`line of ${order} for ${product}`)
  changeRecord(env, 'sale.order.line', line.id, { product_uom_qty: quantity })
}

/** Validates the open delivery, whole or in part; the tracking reference is written at once. */
export function deliver(env: Env, { order, lines, trackingRef }: DeliverArgs): Delivered {
  const picking = openDelivery(env, order)
  if (lines !== undefined) {
    const wanted = new Map(lines.map(({ product, quantity }) => [findProduct(env, product).id, quantity]))
    for (const move of movesOf(env, picking.id)) {
      const quantity = wanted.get(num(move, 'product_id'))
      if (quantity === undefined) continue
      setMoveQuantity(env, move, quantity)
      changeRecord(env, 'stock.move', move.id, { picked: true })
    }
  }
  validatePicking(withContext(env, { skip_backorder: true }), picking.id)
  if (trackingRef !== undefined) changeRecord(env, 'stock.picking', picking.id, { carrier_tracking_ref: trackingRef })
  return { pickingId: picking.id, backorderId: env.tx.idsBy('stock.picking', 'backorder_id', picking.id)[0] ?? null }
}

export function setReservation(env: Env, { warehouse, method, days = 0 }: ReservationArgs): void {
  const house = findWarehouse(env, warehouse)
  for (const type of [ref(house, 'out_type_id'), ref(house, 'pick_type_id')]) {
    if (type !== undefined) changeRecord(env, 'stock.picking.type', type, { reservation_method: method, reservation_days_before: days })
  }
}

export function unreserve(env: Env, { order }: OrderArgs): void {
  unreserveMoves(env, movesOf(env, openDelivery(env, order).id))
}

export function reserve(env: Env, { order }: OrderArgs): void {
  assignMoves(env, movesOf(env, openDelivery(env, order).id))
}

/** Takes delivered goods back to a location, e.g. quarantine. */
export function giveBack(env: Env, { order, product, quantity, to }: ReturnArgs): { pickingId: number } {
  const productId = findProduct(env, product).id
  const picking = deliveries(env, order).find((row) =>
    movesOf(env, row.id).some((move) => move['state'] === 'done' && move['product_id'] === productId),
  )
  if (picking === undefined) throw new NotInSandbox(`delivery of ${product} for ${order}`)
  const wizard = createRecord(env, 'stock.return.picking', { picking_id: picking.id })
  for (const line of env.tx.by('stock.return.picking.line', 'wizard_id', wizard.id)) {
    changeRecord(env, 'stock.return.picking.line', line.id, { quantity: line['product_id'] === productId ? quantity : 0 })
  }
  makeReturn(env, wizard.id)
  const pickingId = env.tx.idsBy('stock.picking', 'return_id', picking.id).at(-1) ?? 0
  changeRecord(env, 'stock.picking', pickingId, { location_dest_id: findLocation(env, to).id })
  validatePicking(env, pickingId)
  return { pickingId }
}

function deliveries(env: Env, order: OrderArgs['order']): Row[] {
  return env.tx.by('stock.picking', 'sale_id', findOrder(env, order).id).filter((row) => ref(row, 'return_id') === undefined)
}

function openDelivery(env: Env, order: OrderArgs['order']): Row {
  const open = deliveries(env, order).find((row) => row['state'] !== 'done' && row['state'] !== 'cancel')
  if (open === undefined) throw new NotInSandbox(`open delivery for ${order}`)
  return mustGet(env, 'stock.picking', open.id)
}
