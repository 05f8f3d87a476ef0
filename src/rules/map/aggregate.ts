import { neverHere } from '../../base/error/never-here.ts'
import { tidy } from '../../base/messages/tidy.ts'
import { basisOf, counted, type Units } from './basis.ts'
import type { MapRow } from './location-map.ts'
import type { RowStock, SourceStock } from './stock-of-row.ts'

/** The one number that several sources become, and the source that decided it when it was one. */
export interface Aggregate {
  readonly quantity: number
  readonly decidedBy?: SourceStock
}

type Counting = Pick<MapRow, 'basis' | 'quantityName'>

/** What one source offers, by the basis of the row. */
export function offered(stock: Units, row: Counting): number {
  return tidy(counted(stock, basisOf(row)))
}

/**
 * Sum, largest or smallest over the sources (requirement 2.3). Negative sources are summed as they are. Smallest looks
 * only at suppliers that carry the product; nobody carrying it is 0. Of equal sources the earlier one is named. The sum of a
 * kit is what can be made of its parts, added up over the sources.
 */
export function aggregate({ sources, kit }: Pick<RowStock, 'sources' | 'kit'>, row: Counting & Pick<MapRow, 'aggregate'>): Aggregate {
  switch (row.aggregate) {
    case 'sum':
      return { quantity: kit === undefined ? tidy(sources.reduce((sum, source) => sum + offered(source, row), 0)) : offered(kit, row) }
    case 'largest':
      return decidedBy(sources, row, (one, other) => one > other)
    case 'smallest':
      return decidedBy(
        sources.filter((source) => source.carried),
        row,
        (one, other) => one < other,
      )
    default:
      return neverHere(row.aggregate)
  }
}

/** The source that offers more, or less, than every one before it. */
function decidedBy(sources: readonly SourceStock[], row: Counting, better: (one: number, other: number) => boolean): Aggregate {
  let decided: SourceStock | undefined
  for (const source of sources) {
    if (decided === undefined || better(offered(source, row), offered(decided, row))) decided = source
  }
  return decided === undefined ? { quantity: 0 } : { quantity: offered(decided, row), decidedBy: decided }
}
