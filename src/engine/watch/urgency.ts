import type { DemandAt, PictureLine, StockAt, WatchedLocation } from '../../base/messages/picture.ts'
import { tidy } from '../../base/messages/tidy.ts'

/** Lower goes first: a late decrease oversells, a late increase only loses a sale (requirement 7.5). */
export const urgency = { stockOut: 0, decrease: 1, other: 2 } as const
export type Urgency = (typeof urgency)[keyof typeof urgency]

/**
 * What a picture has free at each watched location, in the order of their ids, without what customers are owed from there,
 * from below or from above; of a kit, in kits.
 */
export function freeAtWatched({ watched, stock, demand, kit }: Pick<PictureLine, 'watched' | 'stock' | 'demand' | 'kit'>): number[] {
  const places = watched.toSorted((one, other) => one.locationId - other.locationId)
  return places.map((place) => {
    if (kit === undefined) return freeBelow(place, stock, demand)
    const kits = kit.components.map((part) => Math.floor(tidy(freeBelow(place, part.stock, part.demand) / part.per)))
    return kits.length === 0 ? 0 : Math.min(...kits)
  })
}

/** How urgent a picture is, by what was free when it was sent last. Not knowing that is as urgent as a decrease. */
export function urgencyOf(free: readonly number[], before: { readonly free?: readonly number[] } | undefined): Urgency {
  if (before === undefined) return urgency.other
  const last = before.free
  if (last === undefined || last.length !== free.length) return urgency.decrease
  const fallen = free.map((now, place) => ({ now, then: last[place] ?? 0 })).filter(({ now, then }) => now < then)
  if (fallen.length === 0) return urgency.other
  return fallen.some(({ now, then }) => now <= 0 && then > 0) ? urgency.stockOut : urgency.decrease
}

function freeBelow({ locationId, path: above }: WatchedLocation, stock: readonly StockAt[], demand: readonly DemandAt[] = []): number {
  const free = stock.reduce((sum, { path, quantity, reserved }) => (path.includes(locationId) ? sum + quantity - reserved : sum), 0)
  const owed = demand.filter((one) => one.path.includes(locationId) || above.includes(one.locationId))
  return tidy(owed.reduce((left, { quantity }) => left - quantity, free))
}
