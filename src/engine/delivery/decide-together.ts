import { sharesStock, stockOf } from '../../rules/map/pool.ts'
import type { Hold } from '../../ports/store/hold.ts'
import type { LevelRecord } from '../../ports/store/level-record.ts'
import type { StoreTables } from '../../ports/store/store.ts'
import { levelName } from '../../rules/delivery/level-key.ts'
import type { DeliveryOptions } from '../../rules/delivery/options.ts'
import { decideLevel, type Decision } from '../../rules/delivery/decision.ts'
import { ofPool, saleAt, salesByStock, soldBy, unitsOf, unprovedSales } from './pools.ts'

/** What is to be done with a level now. */
export interface Decided {
  readonly record: LevelRecord
  readonly decision: Decision
  /** True: what another level has sold was kept back, and that is proved later than this transaction. */
  readonly early: boolean
}

/**
 * Decides the next step of some levels together. What one level of a stock has been seen to sell is kept back at the others at
 * once, before it becomes a hold: whether it is in the same batch, in one that is under way, or in another shop.
 */
export async function decideTogether(
  tables: StoreTables,
  options: DeliveryOptions,
  records: readonly LevelRecord[],
): Promise<readonly Decided[]> {
  const stocks = [...new Set(records.flatMap(({ wanted }) => (wanted === null ? [] : [stockOf(wanted.pool)])))]
  const holdsOf = ofPool(await tables.holds.ofStocks(stocks))
  const holds = ({ wanted }: LevelRecord): Hold[] => (wanted === null ? [] : holdsOf(wanted.pool))
  const levels = await tables.levels.ofStocks(stocks)
  const spokenFor = seenBefore(levels, records)
  const decide = (record: LevelRecord, elsewhere: number): Decision =>
    decideLevel(record, holds(record), options, elsewhere, spokenFor.get(record))
  const alone = records.map((record): Decided => ({ record, decision: decide(record, 0), early: false }))
  const seen = alone.flatMap(({ record, decision }) => saleAt(record, record.wanted?.pool, soldBy(decision), decision.do === 'settle'))
  const own = new Set(records.map(levelName))
  const others = levels.filter((record) => !own.has(levelName(record)))
  const elsewhere = salesByStock([...seen, ...unprovedSales(others, holdsOf, options)])
  return alone.map(({ record, decision }) => {
    const sales = record.wanted === null ? [] : elsewhere(record, record.wanted.pool)
    if (sales.length === 0) return { record, decision, early: false }
    return { record, decision: decide(record, unitsOf(sales)), early: sales.some(({ proved }) => !proved) }
  })
}

/**
 * For levels that are seen for the first time: units committed at levels of the same stock that were seen before them. What Odoo
 * has reserved of that stock may be for those.
 */
function seenBefore(levels: readonly LevelRecord[], records: readonly LevelRecord[]): Map<LevelRecord, number> {
  const spokenFor = new Map<LevelRecord, number>()
  const first = records.filter(({ confirmed, observed }) => confirmed === null && observed !== null)
  if (first.length === 0) return spokenFor
  const stock = ({ wanted }: LevelRecord): string => stockOf(wanted?.pool ?? '')
  const [seen, fresh] = [Map.groupBy(levels, stock), Map.groupBy(first, stock)]
  for (const record of first) {
    const pool = record.wanted?.pool ?? ''
    const together = fresh.get(stock(record)) ?? []
    const shares = ({ wanted }: LevelRecord): boolean => wanted !== null && sharesStock(wanted.pool, pool)
    const known = (seen.get(stock(record)) ?? []).filter((level) => level.confirmed !== null && shares(level))
    const before = together.slice(0, together.indexOf(record)).filter(shares)
    const committed = [...known.map((level) => level.confirmed), ...before.map((level) => level.observed)]
    spokenFor.set(
      record,
      committed.reduce((sum, one) => sum + (one?.figures?.committed ?? 0), 0),
    )
  }
  return spokenFor
}
