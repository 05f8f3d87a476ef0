import type { KitComponent, PictureLine, StockAt } from '../line/picture.ts'
import { tidy } from '../line/tidy.ts'
import type { MapRow } from './location-map.ts'
import type { ReadyRow } from './ready-map.ts'
import { stockOfRow, type RowStock, type SourceStock } from './stock-of-row.ts'

/** A component at a row, and for how many kits it would do. */
export interface PartStock {
  readonly component: KitComponent
  readonly free: number
  readonly kits: number
}

/** What a row can make of a kit. */
export interface KitStock {
  /** Kits that could be made of what is there, and those of them that reservations take away. */
  readonly quantity: number
  readonly reserved: number
  readonly parts: readonly PartStock[]
  /** The part that lasts for the fewest kits. */
  readonly bottleneck: PartStock | undefined
}

/**
 * Counts a kit for one row (requirement 1.5): every part is added up over all sources of the row first, because a box is
 * packed from what the row has together, and the part that lasts for the fewest kits decides. `sources` counts the kit at
 * each source by itself, for suppliers, of whom one alone delivers; a supplier carries a kit when it carries every part.
 */
export function kitOfRow(components: readonly KitComponent[], ready: ReadyRow): RowStock & { readonly kit: KitStock } {
  const stocks = components.map((component) => ({ component, at: stockOfRow(component.stock, ready).sources }))
  const parts = stocks.map(({ component, at }) => {
    const quantity = tidy(at.reduce((sum, source) => sum + source.quantity, 0))
    const reserved = tidy(at.reduce((sum, source) => sum + source.reserved, 0))
    return { component, quantity, reserved }
  })
  const sources = ready.row.sources.map((place, index): SourceStock => {
    const there = stocks.flatMap(({ component, at }) => (at[index] === undefined ? [] : [{ component, ...at[index] }]))
    return { place, ...leastOf(there), carried: there.every((source) => source.carried) }
  })
  const counted = parts.map(({ component, quantity, reserved }): PartStock => {
    const free = tidy(ready.row.quantityName === 'on_hand' ? quantity : quantity - reserved)
    return { component, free, kits: kitsOf(free, component) }
  })
  const bottleneck = counted.toSorted((one, other) => one.kits - other.kits)[0]
  return { sources, leftOut: [], kit: { ...leastOf(parts), parts: counted, bottleneck } }
}

/** Every stock entry of a picture; of a kit, those of its parts. */
export function stockEntries({ stock, kit }: Pick<PictureLine, 'stock' | 'kit'>): readonly StockAt[] {
  return kit === undefined ? stock : kit.components.flatMap((component) => component.stock)
}

/** How many kits a row offers, by the quantity that it writes. */
export function kitsOffered(kit: KitStock, row: Pick<MapRow, 'quantityName'>): number {
  return row.quantityName === 'on_hand' ? kit.quantity : kit.quantity - kit.reserved
}

interface PartSum {
  readonly component: KitComponent
  readonly quantity: number
  readonly reserved: number
}

function leastOf(parts: readonly PartSum[]): { quantity: number; reserved: number } {
  if (parts.length === 0) return { quantity: 0, reserved: 0 }
  const quantity = Math.min(...parts.map((part) => kitsOf(part.quantity, part.component)))
  const free = Math.min(...parts.map((part) => kitsOf(tidy(part.quantity - part.reserved), part.component)))
  return { quantity, reserved: quantity - free }
}

/** Whole kits; below zero when Odoo is. */
function kitsOf(quantity: number, { per }: KitComponent): number {
  return Math.floor(tidy(quantity / per)) + 0
}
