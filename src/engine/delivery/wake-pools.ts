import { sharesStock, stockOf } from '../../rules/map/pool.ts'
import type { Hold } from '../../ports/store/hold.ts'
import type { LevelRecord } from '../../ports/store/level-record.ts'
import type { StoreTables } from '../../ports/store/store.ts'
import { wake } from '../../rules/delivery/accept.ts'
import { awake } from '../../rules/delivery/plan-step.ts'
import { ofPool } from './stock-holds.ts'

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
