import type { DemandAt, StockAt } from '../../base/messages/picture.ts'
import { tidy } from '../../base/messages/tidy.ts'
import type { Units } from './basis.ts'
import type { KitStock } from './kit-of-row.ts'
import type { MapRow, OdooPlace } from './location-map.ts'
import type { ReadyRow } from './ready-map.ts'
import { sourceOf } from './territory.ts'

/** Units in lots past one of their dates. */
export interface PastDate {
  readonly date: 'removal' | 'expiration'
  readonly quantity: number
}

/** What a picture shows of one source of a row, with everything below it that is not excluded. */
export interface SourceStock extends Units {
  readonly place: OdooPlace
  /** Not in `quantity`: in lots past their date, which Odoo would not reserve; absent when there are none. */
  readonly past?: PastDate
  /** True when the product has stock rows there, be they of zero: the source carries the product. */
  readonly carried: boolean
}

/** What a picture shows of a row. */
export interface RowStock {
  /** In the order of the row's sources. */
  readonly sources: readonly SourceStock[]
  /** Stock below a source that an exclusion keeps out, in the order of location ids. */
  readonly leftOut: readonly StockAt[]
  /** Of a kit: what the row can make of its parts together. */
  readonly kit?: KitStock
}

/** Adds up the stock of a picture, and what is owed of it, for one row; an entry counts at one source at most. */
export function stockOfRow(stock: readonly StockAt[], demand: readonly DemandAt[], ready: ReadyRow): RowStock {
  const sums = new Map<number, { quantity: number; reserved: number; past: PastDate | undefined }>()
  const leftOut: StockAt[] = []
  for (const entry of stock) {
    const path = pathOf(entry)
    const source = sourceOf(path, ready)
    if (source === undefined) {
      if (entry.quantity !== 0 && path.some((id) => ready.sources.has(id))) leftOut.push(entry)
      continue
    }
    const sum = sums.get(source) ?? { quantity: 0, reserved: 0, past: undefined }
    const past = addPast(sum.past, pastOf(entry))
    sums.set(source, { quantity: sum.quantity + entry.quantity, reserved: sum.reserved + entry.reserved, past })
  }
  const owed = new Map<number, number>()
  for (const entry of demand) {
    const source = sourceOf(pathOf(entry), ready)
    if (source !== undefined) owed.set(source, (owed.get(source) ?? 0) + entry.quantity)
  }
  return {
    sources: ready.row.sources.map((place) => {
      const sum = sums.get(place.locationId)
      const units = {
        quantity: tidy(sum?.quantity ?? 0),
        reserved: tidy(sum?.reserved ?? 0),
        demand: tidy(owed.get(place.locationId) ?? 0),
      }
      return { place, ...units, ...(sum?.past === undefined ? {} : { past: sum.past }), carried: sum !== undefined }
    }),
    leftOut: leftOut.toSorted((one, other) => one.locationId - other.locationId),
  }
}

/** What a row counts together: its sources, or what it can make of a kit. */
export function countedOf({ sources, kit }: RowStock, { aggregate }: Pick<MapRow, 'aggregate'>): readonly Units[] {
  return aggregate === 'sum' && kit !== undefined ? [kit] : sources
}

function pastOf({ pastRemoval, pastExpiration }: StockAt): PastDate | undefined {
  if (pastRemoval !== undefined) return { date: 'removal', quantity: pastRemoval }
  return pastExpiration === undefined ? undefined : { date: 'expiration', quantity: pastExpiration }
}

/** One server goes by one of the dates. */
export function addPast(one: PastDate | undefined, other: PastDate | undefined): PastDate | undefined {
  if (one === undefined || other === undefined) return one ?? other
  return { date: one.date, quantity: tidy(one.quantity + other.quantity) }
}

/** Path of a stock entry down to its own location, also when the picture left the location itself out of it. */
export function pathOf(entry: Pick<StockAt, 'locationId' | 'path'>): readonly number[] {
  return entry.path.at(-1) === entry.locationId ? entry.path : [...entry.path, entry.locationId]
}
