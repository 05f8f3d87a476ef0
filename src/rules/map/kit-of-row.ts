import type { DemandAt, KitComponent, PictureLine, StockAt } from '../../base/messages/picture.ts'
import { tidy } from '../../base/messages/tidy.ts'
import { basisOf, counted, type Units } from './basis.ts'
import type { ReadyRow } from './ready-map.ts'
import { addPast, stockOfRow, type PastDate, type RowStock, type SourceStock } from './stock-of-row.ts'

/** A component at a row, and for how many kits it would do. */
export interface PartStock {
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
  const offers = parts.map(({ component, past, ...units }): PartStock => {
    const free = tidy(counted(units, basisOf(ready.row)))
    return { component, free, kits: kitsOf(free, component), ...(past === undefined ? {} : { past }) }
  })
  const bottleneck = offers.toSorted((one, other) => one.kits - other.kits)[0]
  return { sources, leftOut: [], kit: { ...leastOf(parts), parts: offers, bottleneck } }
}

/** Every stock entry of a picture; of a kit, those of its parts. */
export function stockEntries({ stock, kit }: Pick<PictureLine, 'stock' | 'kit'>): readonly StockAt[] {
  return kit === undefined ? stock : kit.components.flatMap((component) => component.stock)
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
