import { sharesStock, stockOf } from '../../rules/map/pool.ts'
import type { Hold } from '../../ports/store/hold.ts'
import type { LevelRecord, LevelKey } from '../../ports/store/level-record.ts'
import type { StoreTables } from '../../ports/store/store.ts'
import { wake } from '../../rules/delivery/accept.ts'
import { awake } from '../../rules/delivery/plan-step.ts'
import { levelName } from '../../rules/delivery/level-key.ts'
import type { DeliveryOptions } from '../../rules/delivery/options.ts'
import { decideLevel, type Decision } from '../../rules/delivery/decision.ts'

/**
 * Looks again at every level that can sell what these pools sell, in every shop, after a hold on one of them was opened or ended,
 * also at those that were rolled back: an order goes before it. Forgets the named holds that are over. `stirred` takes up the
 * shops whose levels have something to do now.
 */
export async function wakePools(tables: StoreTables, pools: Iterable<string>, now: number, stirred = new Set<string>()): Promise<void> {
  for (const [stock, touched] of Map.groupBy(new Set(pools), stockOf)) {
    const holds = await tables.holds.ofStocks([stock])
    const levels = await tables.levels.ofStocks([stock])
    await tables.holds.remove(holds.filter((hold) => isOver(hold, levels)).map((hold) => hold.id))
    const own = ofPool(holds)
    const woken = levels
      .filter(({ wanted }) => wanted !== null && touched.some((pool) => sharesStock(pool, wanted.pool)))
      .map((level) => wake(awake(level), own(level.wanted?.pool ?? ''), now))
    await tables.levels.put(woken)
    for (const { shop, state } of woken) if (state === 'waiting') stirred.add(shop)
  }
}

/** A named hold is over when its sale was seen and every level of the pool has a picture read after its reservation. */
function isOver(hold: Hold, levels: readonly LevelRecord[]): boolean {
  const { reservedAsOf } = hold
  if (hold.order === null || reservedAsOf === null || hold.seen < hold.quantity) return false
  return levels.every(({ wanted }) => wanted === null || wanted.asOf > reservedAsOf || !sharesStock(hold.pool, wanted.pool))
}

/** A level that sells from another Odoo stock than before, or from its first one. */
export interface PoolMove {
  readonly key: LevelKey
  readonly from: string
  readonly to: string
}

/** Holds follow their level to its new pool. Returns the pools whose holds are others than before, to be woken. */
export async function movePools(tables: StoreTables, moves: readonly PoolMove[]): Promise<string[]> {
  const elsewhere = moves.filter(({ from, to }) => from !== to)
  if (elsewhere.length === 0) return []
  const moveOf = new Map(elsewhere.map((move) => [levelName(move.key), move]))
  const moved: Hold[] = []
  const pools = new Set<string>()
  for (const hold of await tables.holds.ofStocks([...new Set(elsewhere.map(({ from }) => stockOf(from)))])) {
    const move = moveOf.get(levelName(hold))
    if (move === undefined || move.from !== hold.pool) continue
    moved.push({ ...hold, pool: move.to })
    pools.add(move.from).add(move.to)
  }
  await tables.holds.put(moved)
  return [...pools]
}

/** The holds that count against each of these pools: those of every pool that can sell the same unit, in whichever shop. */
export async function holdsOfPools(tables: StoreTables, pools: Iterable<string>): Promise<(pool: string) => Hold[]> {
  const holds = await tables.holds.ofStocks([...new Set([...pools].map(stockOf))])
  return ofPool(holds)
}

/** The same among holds that are at hand. */
export function ofPool(holds: Iterable<Hold>): (pool: string) => Hold[] {
  const byStock = Map.groupBy(holds, (hold) => stockOf(hold.pool))
  if (byStock.size === 0) return () => []
  return (pool) => (byStock.get(stockOf(pool)) ?? []).filter((hold) => sharesStock(hold.pool, pool))
}

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
