import { emptyLevel, type Level } from './level.ts'
import type { Order, OrderLine, Sale } from './order.ts'
import { unfulfilled } from './order.ts'
import { openOrder, shifted, type Shift } from './order-shift.ts'
import { SandboxRefusal } from './sandbox-refusal.ts'
import type { ShopState } from './shop-state.ts'

type Wanted = Sale['lines'][number]

/**
 * Sells: available goes down, committed up, and an order stands (shopify-facts 1.7). A bundle sells its components;
 * an untracked item sells without moving a quantity. Null when too little is available or the item is not stocked
 * there, unless the sale may oversell.
 */
export function sell(state: ShopState, sale: Sale): Order | null {
  const taken = take(state, sale)
  if (taken === null) return null
  const order = newOrder(state, taken.lines, sale.sourceName ?? 'web')
  const eventId = state.newEventId()
  state.write(taken.levels, eventId)
  state.tell({ topic: 'orders/create', orderId: order.id }, eventId)
  return order
}

/** The lines of a sale and the levels without them; null when it cannot be made. Writes nothing. */
export function take(state: ShopState, sale: Sale): { readonly lines: OrderLine[]; readonly levels: Level[] } | null {
  if (sale.lines.some((line) => !Number.isSafeInteger(line.quantity) || line.quantity < 1)) {
    throw new SandboxRefusal('a sale is of at least one piece')
  }
  const wanted = sale.lines.flatMap((line) => components(state, line))
  const next = new Map<string, Level>()
  const now = state.now()
  for (const { itemId, quantity } of wanted) {
    if (state.catalogue.items.get(itemId)?.tracked !== true) continue
    const stored = next.get(itemId) ?? state.levels.get(itemId, sale.locationId)
    const sellable = stored?.active === true && stored.available >= quantity && state.locations.get(sale.locationId)?.active === true
    if (!sellable && sale.oversell !== true) return null
    const level = stored ?? emptyLevel(itemId, sale.locationId, false, now)
    next.set(itemId, { ...level, available: level.available - quantity, committed: level.committed + quantity, updatedAt: now })
  }
  return { lines: wanted.map((line) => orderLine(state, line, sale.locationId)), levels: [...next.values()] }
}

/** An order that stands, of lines whose units are committed. */
export function newOrder(state: ShopState, lines: readonly OrderLine[], sourceName: string): Order {
  const now = state.now()
  const order: Order = {
    id: state.ids.next('Order'),
    number: 1001 + state.orders.size,
    lines,
    sourceName,
    createdAt: now,
    updatedAt: now,
    cancelledAt: null,
  }
  state.orders.set(order.id, order)
  return order
}

/** Sends goods: committed goes down and on hand with it. Without `lines` everything that is left is sent. */
export function fulfil(
  state: ShopState,
  orderId: string,
  lines?: readonly { readonly lineId: string; readonly quantity: number }[],
): Order {
  const order = openOrder(state, orderId)
  const sent = new Map(
    (lines ?? order.lines.map((line) => ({ lineId: line.id, quantity: unfulfilled(line) }))).map((line) => [line.lineId, line.quantity]),
  )
  for (const [lineId, quantity] of sent) {
    const line = order.lines.find((known) => known.id === lineId)
    if (line === undefined || quantity < 0 || quantity > unfulfilled(line))
      throw new SandboxRefusal(`line ${lineId} cannot be fulfilled by ${quantity}`)
  }
  const eventId = state.newEventId()
  const change = (line: OrderLine): Shift => ({ committed: -(sent.get(line.id) ?? 0), available: 0 })
  state.write(shifted(state, order.lines, change), eventId)
  const fulfilled = {
    ...order,
    updatedAt: state.now(),
    lines: order.lines.map((line) => ({ ...line, fulfilled: line.fulfilled + (sent.get(line.id) ?? 0) })),
  }
  state.orders.set(orderId, fulfilled)
  const complete = fulfilled.lines.every((line) => unfulfilled(line) === 0)
  state.tell({ topic: complete ? 'orders/fulfilled' : 'orders/updated', orderId }, eventId)
  return fulfilled
}

/** Cancels what is not sent yet: committed goes down; with `restock` available goes up by as much. */
export function cancel(state: ShopState, orderId: string, restock: boolean): Order {
  const order = openOrder(state, orderId)
  const eventId = state.newEventId()
  const change = (line: OrderLine): Shift => ({ committed: -unfulfilled(line), available: restock ? unfulfilled(line) : 0 })
  state.write(shifted(state, order.lines, change), eventId)
  const now = state.now()
  const cancelled = {
    ...order,
    updatedAt: now,
    cancelledAt: now,
    lines: order.lines.map((line) => ({ ...line, currentQuantity: line.fulfilled - line.returned })),
  }
  state.orders.set(orderId, cancelled)
  state.tell({ topic: 'orders/cancelled', orderId }, eventId)
  return cancelled
}

function components(state: ShopState, line: Wanted): Wanted[] {
  const item = state.catalogue.items.get(line.itemId)
  if (item === undefined) throw new SandboxRefusal(`there is no inventory item ${line.itemId}`)
  if (item.components.length === 0) return [line]
  return item.components.map((part) => ({ itemId: part.itemId, quantity: part.quantity * line.quantity }))
}

function orderLine(state: ShopState, { itemId, quantity }: Wanted, locationId: string): OrderLine {
  const item = state.catalogue.items.get(itemId)
  const variant = state.catalogue.variants.get(item?.variantIds[0] ?? '')
  const product = state.catalogue.products.get(variant?.productId ?? '')
  return {
    id: state.ids.next('LineItem'),
    itemId,
    variantId: variant?.id ?? '',
    productId: product?.id ?? '',
    sku: item?.sku ?? null,
    title: product?.title ?? '',
    quantity,
    currentQuantity: quantity,
    fulfilled: 0,
    returned: 0,
    locationId,
  }
}
