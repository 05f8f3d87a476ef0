import type { PictureLine, StockAt } from '../line/picture.ts'
import { tidy } from '../line/tidy.ts'

/** Lower goes first: a late decrease oversells, a late increase only loses a sale (requirement 7.5). */
export const urgency = { stockOut: 0, decrease: 1, other: 2 } as const
export type Urgency = (typeof urgency)[keyof typeof urgency]

/** What a picture has free at each watched location, in the order of their ids; of a kit, in kits. */
export function freeAtWatched({ watched, stock, kit }: Pick<PictureLine, 'watched' | 'stock' | 'kit'>): number[] {
  const ids = watched.map((one) => one.locationId).toSorted((one, other) => one - other)
  return ids.map((id) => {
    if (kit === undefined) return freeBelow(id, stock)
    const kits = kit.components.map((part) => Math.floor(tidy(freeBelow(id, part.stock) / part.per)))
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

function freeBelow(locationId: number, stock: readonly StockAt[]): number {
  return tidy(stock.reduce((sum, { path, quantity, reserved }) => (path.includes(locationId) ? sum + quantity - reserved : sum), 0))
}
