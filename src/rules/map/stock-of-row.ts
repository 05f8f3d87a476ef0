import { neverHere } from '../../base/error/never-here.ts'
import type { DemandAt, KitComponent, StockAt } from '../../base/messages/picture.ts'
import { tidy } from '../../base/messages/tidy.ts'
import { type Basis, basisOf, type MapRow, type OdooPlace } from './location-map.ts'
import type { ReadyRow } from './ready-map.ts'
import { pathOf, sourceOf } from './territory.ts'

/** Units at a place, as a picture shows them. */
export interface Units {
  readonly quantity: number
  readonly reserved: number
  /** What customers are owed there and Odoo has not reserved. */
  readonly demand: number
}

/** What a row with this basis counts of them; below zero when more is owed than there is. */
export function counted({ quantity, reserved, demand }: Units, basis: Basis): number {
  switch (basis) {
    case 'on-hand':
      return quantity
    case 'free':
      return quantity - reserved
    case 'free-minus-demand':
      return quantity - reserved - demand
    default:
      return neverHere(basis)
  }
}

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
function addPast(one: PastDate | undefined, other: PastDate | undefined): PastDate | undefined {
  if (one === undefined || other === undefined) return one ?? other
  return { date: one.date, quantity: tidy(one.quantity + other.quantity) }
}

/** A component at a row, and for how many kits it would do. */
interface PartStock {
  readonly component: KitComponent
  readonly free: number
  readonly kits: number
  /** Of the component, in lots past their date. */
  readonly past?: PastDate
}

/** What a row can make of a kit: kits of what is there, those that reservations take away, and those that demand does. */
export interface KitStock extends Units {
  readonly parts: readonly PartStock[]
  /** The part that lasts for the fewest kits. */
  readonly bottleneck: PartStock | undefined
}

/**
 * Counts a kit for one row (requirement 1.5): every part is added up over all sources of the row first, because a box is
 * packed from what the row has together, and the part that lasts for the fewest kits decides. `sources` counts the kit at
 * each source by itself, for suppliers, of whom one alone delivers; a supplier carries a kit when it carries every part.
 */
export function kitOfRow(
  components: readonly KitComponent[],
  demandOf: (component: KitComponent) => readonly DemandAt[],
  ready: ReadyRow,
): RowStock & { readonly kit: KitStock } {
  const stocks = components.map((component) => ({ component, at: stockOfRow(component.stock, demandOf(component), ready).sources }))
  const parts = stocks.map(({ component, at }) => {
    const sum = (of: keyof Units): number => tidy(at.reduce((so, source) => so + source[of], 0))
    const past = at.reduce<PastDate | undefined>((so, source) => addPast(so, source.past), undefined)
    return {
      component,
      quantity: sum('quantity'),
      reserved: sum('reserved'),
      demand: sum('demand'),
      ...(past === undefined ? {} : { past }),
    }
  })
  const sources = ready.row.sources.map((place, index): SourceStock => {
    const there = stocks.flatMap(({ component, at }) => (at[index] === undefined ? [] : [{ component, ...at[index] }]))
    return { place, ...leastOf(there), carried: there.every((source) => source.carried) }
  })
  const partStocks = parts.map(({ component, past, ...units }): PartStock => {
    const free = tidy(counted(units, basisOf(ready.row)))
    return { component, free, kits: kitsOf(free, component), ...(past === undefined ? {} : { past }) }
  })
  const bottleneck = partStocks.toSorted((one, other) => one.kits - other.kits)[0]
  return { sources, leftOut: [], kit: { ...leastOf(parts), parts: partStocks, bottleneck } }
}

interface PartSum extends Units {
  readonly component: KitComponent
}

function leastOf(parts: readonly PartSum[]): Units {
  if (parts.length === 0) return { quantity: 0, reserved: 0, demand: 0 }
  const least = (left: (part: PartSum) => number): number => Math.min(...parts.map((part) => kitsOf(tidy(left(part)), part.component)))
  const quantity = least((part) => part.quantity)
  const free = least((part) => part.quantity - part.reserved)
  const safe = least((part) => part.quantity - part.reserved - part.demand)
  return { quantity, reserved: quantity - free, demand: free - safe }
}

/** Whole kits; below zero when Odoo is. */
function kitsOf(quantity: number, { per }: KitComponent): number {
  return Math.floor(tidy(quantity / per)) + 0
}
