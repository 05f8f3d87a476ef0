/** One line of an order. `quantity` is what was ordered, `currentQuantity` what is left of it after removals. */
export interface OrderLine {
  readonly id: string
  readonly itemId: string
  readonly variantId: string
  readonly productId: string
  readonly sku: string | null
  readonly title: string
  readonly quantity: number
  readonly currentQuantity: number
  readonly fulfilled: number
  /** Sent units that have been taken back. */
  readonly returned: number
  readonly locationId: string
}

export interface Order {
  readonly id: string
  readonly number: number
  readonly lines: readonly OrderLine[]
  /** `web`, `pos` or another channel. */
  readonly sourceName: string
  readonly createdAt: number
  readonly updatedAt: number
  readonly cancelledAt: number | null
}

/** A sale to be made: an order of these items at a location. */
export interface Sale {
  readonly locationId: string
  readonly lines: readonly { readonly itemId: string; readonly quantity: number }[]
  readonly sourceName?: string
  /** Sells even when less is available, as the till and "continue selling when out of stock" do. */
  readonly oversell?: boolean
}

/** What is still to be sent of a line. */
export function unfulfilled(line: OrderLine): number {
  return line.currentQuantity + line.returned - line.fulfilled
}

export function orderName(order: Order): string {
  return `#${order.number}`
}

export function fulfillmentStatus(order: Order): 'FULFILLED' | 'PARTIALLY_FULFILLED' | 'UNFULFILLED' {
  if (order.lines.every((line) => line.fulfilled === 0)) return 'UNFULFILLED'
  return order.lines.every((line) => unfulfilled(line) === 0) ? 'FULFILLED' : 'PARTIALLY_FULFILLED'
}
