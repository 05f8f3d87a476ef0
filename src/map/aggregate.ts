import { tidy } from '../line/tidy.ts'
import { kitsOffered } from './kit-of-row.ts'
import type { MapRow } from './location-map.ts'
import type { RowStock, SourceStock } from './stock-of-row.ts'

/** The one number that several sources become, and the source that decided it when it was one. */
export interface Aggregate {
  readonly quantity: number
  readonly decidedBy?: SourceStock
}

/** What one source offers: its free units, or its physical ones where the row writes `on_hand`. */
export function offered(stock: Pick<SourceStock, 'quantity' | 'reserved'>, quantityName: MapRow['quantityName']): number {
  return tidy(quantityName === 'on_hand' ? stock.quantity : stock.quantity - stock.reserved)
}

/**
 * Sum, largest or smallest over the sources (requirement 2.3). Negative sources are summed as they are. Smallest looks
 * only at suppliers that carry the product; nobody carrying it is 0. Of equal sources the earlier one is named. The sum of a
 * kit is what can be made of its parts, added up over the sources.
 */
export function aggregate({ sources, kit }: Pick<RowStock, 'sources' | 'kit'>, row: Pick<MapRow, 'aggregate' | 'quantityName'>): Aggregate {
  if (row.aggregate === 'sum' && kit !== undefined) return { quantity: kitsOffered(kit, row) }
  if (row.aggregate === 'sum') {
    return { quantity: tidy(sources.reduce((sum, source) => sum + offered(source, row.quantityName), 0)) }
  }
  const asked = row.aggregate === 'smallest' ? sources.filter((source) => source.carried) : sources
  let decided: SourceStock | undefined
  for (const source of asked) {
    const better = decided === undefined ? 0 : offered(source, row.quantityName) - offered(decided, row.quantityName)
    if (decided === undefined || (row.aggregate === 'largest' ? better > 0 : better < 0)) decided = source
  }
  return decided === undefined ? { quantity: 0 } : { quantity: offered(decided, row.quantityName), decidedBy: decided }
}
