import type { KnownOrders } from '../../base/messages/level.ts'
import type { DemandAt, KitComponent, OrdersAt, PictureLine } from '../../base/messages/picture.ts'
import { tidy } from '../../base/messages/tidy.ts'
import { basisOf } from './basis.ts'
import type { ReadyRow } from './ready-map.ts'
import { sourceOf } from './territory.ts'
import { pathOf } from './stock-of-row.ts'

/** A product or a part of a kit, with what its orders are owed, placed where the rows sell. */
export interface OrdersPart {
  readonly orders: readonly OrdersAt[]
  readonly owed: readonly DemandAt[]
  /** So many go into one; 1 unless it is a part of a kit. */
  readonly per: number
}

/** What orders are owed: all demand, or that of this shop's orders where they are told apart. */
export function owedToOrders({ orders = [], demand = [] }: Pick<KitComponent, 'orders' | 'demand'>, of: string | undefined): DemandAt[] {
  if (of === undefined) return [...demand]
  return orders.flatMap(({ locationId, location, path, owed = 0 }) => (owed > 0 ? [{ locationId, location, path, quantity: owed }] : []))
}

/**
 * Which units of a row's sources Odoo knows to be sold: reserved, owed where the basis takes that off, or sent. What has only gone on
 * to another source of the row is not sent. A kit is known to be sold as often as every part of it is: each order of one takes all.
 */
export function ordersOfRow({ ordersCount }: PictureLine, parts: readonly OrdersPart[], ready: ReadyRow): { orders?: KnownOrders } {
  if (ordersCount === undefined || parts.length === 0) return {}
  const takesOff = basisOf(ready.row) === 'free-minus-demand'
  const sums = parts.map((part) => sumsOf(part, ready, takesOff))
  const kits = parts.length > 1 || parts.some(({ per }) => per !== 1)
  const least = (of: (sum: Sums) => number): number =>
    Math.min(...sums.map((sum) => (kits ? Math.floor(tidy(of(sum) / sum.per)) : tidy(of(sum)))))
  const reserved = least((sum) => sum.reserved)
  const kept = least((sum) => sum.reserved + sum.owed)
  const known = least((sum) => sum.reserved + sum.owed + sum.sent)
  return { orders: { reserved, sent: tidy(known - kept), ...(takesOff ? { owed: tidy(kept - reserved) } : {}), ...ordersCount } }
}

interface Sums {
  readonly reserved: number
  readonly sent: number
  readonly owed: number
  readonly per: number
}

function sumsOf({ orders, owed, per }: OrdersPart, ready: ReadyRow, takesOff: boolean): Sums {
  const own = orders.filter((entry) => sourceOf(pathOf(entry), ready) !== undefined)
  const gone = own.filter(({ to }) => to === undefined || sourceOf(to, ready) === undefined)
  const there = takesOff ? owed.filter((entry) => sourceOf(pathOf(entry), ready) !== undefined) : []
  return {
    reserved: own.reduce((sum, { reserved = 0 }) => sum + reserved, 0),
    sent: gone.reduce((sum, { sent = 0 }) => sum + sent, 0),
    owed: there.reduce((sum, { quantity }) => sum + quantity, 0),
    per,
  }
}
