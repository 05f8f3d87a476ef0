import type { Order, OrderLine } from './order.ts'
import { unfulfilled } from './order.ts'
import { openOrder, shifted, type Shift } from './order-shift.ts'
import { take } from './sale.ts'
import { SandboxRefusal } from './sandbox-refusal.ts'
import type { ShopState } from './shop-state.ts'

/** One line of a refund. `cancel` is of units that were not sent, `return` of such that were; `no_restock` moves no stock. */
export interface RefundLine {
  readonly lineId: string
  readonly quantity: number
  readonly restock: 'cancel' | 'return' | 'no_restock'
  /** Where the units are put back; the location of the line when absent. */
  readonly locationId?: string
}

/** An order is edited: a line gets another quantity. Units that fall away come back only with `restock` (shopify-orders-facts 3). */
export function editLine(state: ShopState, orderId: string, lineId: string, quantity: number, restock: boolean): Order {
  const order = openOrder(state, orderId)
  const line = lineOf(order, lineId)
  if (!Number.isSafeInteger(quantity) || quantity < line.fulfilled - line.returned)
    throw new SandboxRefusal(`line ${lineId} cannot be changed to ${quantity}`)
  const more = quantity - line.currentQuantity
  const available = more > 0 || restock ? -more : 0
  return change(state, order, [{ ...line, quantity: Math.max(line.quantity, quantity), currentQuantity: quantity }], (one) =>
    one.id === lineId ? { committed: more, available } : nothing,
  )
}

/** An order is edited: a line is added at a location, even where too little is there. */
export function addLine(state: ShopState, orderId: string, line: { itemId: string; quantity: number }, locationId: string): Order {
  const order = openOrder(state, orderId)
  const taken = take(state, { locationId, lines: [line], oversell: true })
  state.write(taken?.levels ?? [])
  return change(state, { ...order, lines: [...order.lines, ...(taken?.lines ?? [])] }, [], () => nothing)
}

/** Gives money back, and with it units to the shelf (shopify-orders-facts 3). A cancelled order can be refunded too. */
export function refund(state: ShopState, orderId: string, lines: readonly RefundLine[]): Order {
  const order = state.orders.get(orderId)
  if (order === undefined) throw new SandboxRefusal(`there is no order ${orderId}`)
  let current = order
  for (const { lineId, quantity, restock, locationId } of lines) {
    const line = lineOf(current, lineId)
    const most = restock === 'cancel' ? unfulfilled(line) : restock === 'return' ? line.fulfilled - line.returned : line.currentQuantity
    if (!Number.isSafeInteger(quantity) || quantity < 1 || quantity > most)
      throw new SandboxRefusal(`${quantity} of line ${lineId} cannot be refunded`)
    if (restock === 'no_restock') continue
    const returned = line.returned + (restock === 'return' ? quantity : 0)
    current = change(state, current, [{ ...line, currentQuantity: line.currentQuantity - quantity, returned }], (one) =>
      one.id === lineId && restock === 'cancel' ? { committed: -quantity, available: 0 } : nothing,
    )
    const place = { ...line, locationId: locationId ?? line.locationId }
    state.write(shifted(state, [place], () => ({ committed: 0, available: quantity })))
  }
  return change(state, current, [], () => nothing)
}

const nothing: Shift = { committed: 0, available: 0 }

/** Writes what moved, and the order with its changed lines. */
function change(state: ShopState, order: Order, lines: readonly OrderLine[], shift: (line: OrderLine) => Shift): Order {
  const eventId = state.newEventId()
  state.write(shifted(state, order.lines, shift), eventId)
  const changed = {
    ...order,
    updatedAt: state.now(),
    lines: order.lines.map((line) => lines.find(({ id }) => id === line.id) ?? line),
  }
  state.orders.set(order.id, changed)
  state.tell({ topic: 'orders/updated', orderId: order.id }, eventId)
  return changed
}

function lineOf(order: Order, lineId: string): OrderLine {
  const line = order.lines.find(({ id }) => id === lineId)
  if (line === undefined) throw new SandboxRefusal(`there is no line ${lineId}`)
  return line
}
