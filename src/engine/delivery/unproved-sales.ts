import { sharesStock, stockOf } from '../../rules/map/pool.ts'
import type { Hold } from '../../ports/store/hold.ts'
import type { LevelKey, LevelRecord } from '../../ports/store/level-record.ts'
import { levelName } from '../../rules/delivery/level-key.ts'
import type { DeliveryOptions } from '../../rules/delivery/options.ts'
import { decideLevel, type Decision } from '../../rules/delivery/decision.ts'

/** Units that one level was seen to sell and that are no hold yet. */
export interface UnprovedSale {
  readonly pool: string
  readonly level: string
  readonly units: number
  /** False: it becomes a hold only when a write is answered. */
  readonly proved: boolean
}

/** What a level was seen to sell; nothing when it was not. */
export function saleAt(level: LevelKey, pool: string | undefined, units: number, proved = false): UnprovedSale[] {
  return pool === undefined || units <= 0 ? [] : [{ pool, level: levelName(level), units, proved }]
}

/**
 * What these levels have been seen to sell, as far as the store knows: by a write that is under way, that came to nothing or whose fate
 * is not known, or by a reading that waits for its write. `holds` are those that count at a pool.
 */
export function unprovedSales(
  levels: readonly LevelRecord[],
  holds: (pool: string) => Hold[],
  options: Pick<DeliveryOptions, 'orders' | 'editPolicy' | 'firstWrite'>,
): UnprovedSale[] {
  return levels.flatMap((level) => saleAt(level, level.wanted?.pool, unitsSeen(level, holds, options)))
}

function unitsSeen(
  level: LevelRecord,
  holds: (pool: string) => Hold[],
  options: Pick<DeliveryOptions, 'orders' | 'editPolicy' | 'firstWrite'>,
): number {
  const { state, sent, wanted, observed, doubt } = level
  if (state === 'sending') return sent?.newHold ?? 0
  if (state !== 'waiting' || wanted === null) return 0
  // What must be read again was seen all the same.
  const before = doubt?.kind === 'lost' ? Math.max(doubt.sent.newHold, doubt.sold ?? 0) : doubt?.kind === 'stale' ? (doubt.sold ?? 0) : 0
  return observed === null ? before : Math.max(before, soldBy(decideLevel({ ...level, doubt: null }, holds(wanted.pool), options)))
}

/** Units that a decision takes for sold, and that nothing explains. */
export function soldBy(decision: Decision): number {
  return 'sent' in decision ? decision.sent.newHold : 0
}

/** Those of the sales that count at a level as well: other levels have made them, and could sell the same unit. */
export function salesElsewhere(level: LevelKey, pool: string, sales: readonly UnprovedSale[]): UnprovedSale[] {
  const own = levelName(level)
  return sales.filter((sale) => sale.level !== own && sharesStock(sale.pool, pool))
}

/** The same for many levels; `sales` are looked through by stock. */
export function salesByStock(sales: readonly UnprovedSale[]): (level: LevelKey, pool: string) => UnprovedSale[] {
  const byStock = Map.groupBy(sales, ({ pool }) => stockOf(pool))
  return (level, pool) => salesElsewhere(level, pool, byStock.get(stockOf(pool)) ?? [])
}

/** So many units they are. */
export function unitsOf(sales: readonly UnprovedSale[]): number {
  return sales.reduce((sum, { units }) => sum + units, 0)
}
