import type { DemandAt, StockAt } from '../../base/messages/picture.ts'
import type { ReadyRow } from './ready-map.ts'
import { sourceOf } from './territory.ts'
import { pathOf } from './stock-of-row.ts'

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
