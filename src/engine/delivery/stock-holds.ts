import { sharesStock, stockOf } from '../../rules/map/pool.ts'
import type { Hold } from '../../ports/store/hold.ts'
import type { StoreTables } from '../../ports/store/store.ts'

/** The holds that count against each of these pools: those of every pool that can sell the same unit, in whichever shop. */
export async function holdsOfPools(tables: StoreTables, pools: Iterable<string>): Promise<(pool: string) => Hold[]> {
  const holds = await tables.holds.ofStocks([...new Set([...pools].map(stockOf))])
  return ofPool(holds)
}

/** The same among holds that are at hand. */
export function ofPool(holds: Iterable<Hold>): (pool: string) => Hold[] {
  const byStock = Map.groupBy(holds, (hold) => stockOf(hold.pool))
  return (pool) => (byStock.get(stockOf(pool)) ?? []).filter((hold) => sharesStock(hold.pool, pool))
}
