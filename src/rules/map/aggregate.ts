import { neverHere } from '../../base/error/never-here.ts'
import { tidy } from '../../base/messages/tidy.ts'
import { basisOf, type MapRow } from './location-map.ts'
import { counted, type RowStock, type SourceStock, type Units } from './stock-of-row.ts'

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

/** Percents are exact to four decimals; BigInt keeps a split of any quantity exact. */
const parts = 10_000

/**
 * Splits a quantity by percent into whole units with the largest remainder: no unit is lost and none is given twice
 * (requirement 2.3). Equal remainders go to the earlier share. Shares below 100 in sum leave the rest unsold; a quantity
 * below one unit gives every share 0. Shares must not sum over 100 (the map is checked for it).
 */
export function splitByPercent(quantity: number, shares: readonly number[]): number[] {
  const units = BigInt(Math.max(0, Math.floor(quantity)))
  const whole = BigInt(100 * parts)
  const weights = shares.map((share) => BigInt(Math.round(share * parts)))
  const total = (units * weights.reduce((sum, weight) => sum + weight, 0n)) / whole
  const quotas = weights.map((weight, index) => ({ index, units: (units * weight) / whole, remainder: (units * weight) % whole }))

  let left = total - quotas.reduce((sum, quota) => sum + quota.units, 0n)
  const given = quotas.map((quota) => quota.units)
  for (const quota of quotas.toSorted((one, other) => compare(other.remainder, one.remainder) || one.index - other.index)) {
    if (left <= 0n) break
    given[quota.index] = quota.units + 1n
    left -= 1n
  }
  return given.map(Number)
}

function compare(one: bigint, other: bigint): number {
  return one < other ? -1 : one > other ? 1 : 0
}
