import type { Level } from './level.ts'
import type { Order, OrderLine } from './order.ts'
import { SandboxRefusal } from './sandbox-refusal.ts'
import type { ShopState } from './shop-state.ts'

/** The order, which must not be cancelled. */
export function openOrder(state: ShopState, orderId: string): Order {
  const order = state.orders.get(orderId)
  if (order === undefined) throw new SandboxRefusal(`there is no order ${orderId}`)
  if (order.cancelledAt !== null) throw new SandboxRefusal(`order ${orderId} is cancelled`)
  return order
}

/** What moves on a level. On hand follows: it holds both (shopify-facts 1.7). */
export interface Shift {
  readonly committed: number
  readonly available: number
}

/** The levels of lines after a change; lines may share a level. */
export function shifted(state: ShopState, lines: readonly OrderLine[], change: (line: OrderLine) => Shift): Level[] {
  const next = new Map<string, Level>()
  for (const line of lines) {
    const pair = `${line.itemId} ${line.locationId}`
    const level = next.get(pair) ?? state.levels.get(line.itemId, line.locationId)
    const { committed, available } = change(line)
    if (level === undefined || state.catalogue.items.get(line.itemId)?.tracked !== true || (committed === 0 && available === 0)) continue
    next.set(pair, { ...level, committed: level.committed + committed, available: level.available + available, updatedAt: state.now() })
  }
  return [...next.values()]
}
