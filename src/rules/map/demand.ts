import type { KnownOrders } from '../../base/messages/level.ts'
import type { DemandAt, KitComponent, OrdersAt, PictureLine, StockAt } from '../../base/messages/picture.ts'
import { tidy } from '../../base/messages/tidy.ts'
import { basisOf } from './location-map.ts'
import type { ReadyRow } from './ready-map.ts'
import { pathOf, sourceOf } from './territory.ts'

/**
 * Says which units of the stock are owed, each once: demand is from a location or anything below it, and the rows may sell
 * parts of that. Every unit is put where a row sells: first among the rows that sell the location itself, then below it
 * where most is free. Stock that no row sells is not counted on, because nobody says that customers may have it. What is
 * owed beyond all stock stays owed, and is taken off what comes in.
 */
export function placeDemand(demand: readonly DemandAt[], stock: readonly StockAt[], rows: readonly ReadyRow[]): DemandAt[] {
  const free = new Map(stock.map((entry) => [entry.locationId, entry.quantity - entry.reserved]))
  const freeAt = ({ locationId }: StockAt): number => free.get(locationId) ?? 0
  // The deepest first: it can be taken from fewer places.
  const narrowFirst = demand.toSorted((one, other) => other.path.length - one.path.length || one.locationId - other.locationId)
  return narrowFirst.flatMap((entry): DemandAt[] => {
    const sellers = rows.filter((row) => sourceOf(pathOf(entry), row) !== undefined)
    const isOwn = (place: StockAt): boolean => sellers.some((row) => sourceOf(pathOf(place), row) !== undefined)
    const places = stock
      .filter((place) => pathOf(place).includes(entry.locationId) && rows.some((row) => sourceOf(pathOf(place), row) !== undefined))
      .toSorted(
        (one, other) => Number(isOwn(other)) - Number(isOwn(one)) || freeAt(other) - freeAt(one) || one.locationId - other.locationId,
      )
    const placed: DemandAt[] = []
    let left = entry.quantity
    for (const place of places) {
      const quantity = Math.min(left, freeAt(place))
      if (quantity <= 0) continue
      placed.push(at(place, quantity))
      free.set(place.locationId, freeAt(place) - quantity)
      left -= quantity
    }
    const rest = sellers.length > 0 ? entry : (places[0] ?? sourceBelow(entry, rows))
    return left <= 0 || rest === undefined ? placed : [...placed, at(rest, left)]
  })
}

type Place = Pick<DemandAt, 'locationId' | 'location' | 'path'>

function at({ locationId, location, path }: Place, quantity: number): DemandAt {
  return { locationId, location, path, quantity }
}

/** The first source of a row that lies below; a map that was made by hand knows its place by the name only. */
function sourceBelow(entry: DemandAt, rows: readonly ReadyRow[]): Place | undefined {
  const below = rows
    .flatMap(({ row }) => row.sources)
    .find(({ location, path }) => path?.includes(entry.locationId) ?? location.startsWith(`${entry.location}/`))
  return below && { ...below, path: [...(below.path ?? [...pathOf(entry), below.locationId])] }
}

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
