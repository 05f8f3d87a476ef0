import type { StoreTables } from '../store/store.ts'
import { wake } from './accept.ts'

/** Looks again at every level that sells from these pools, after a hold on one of them was opened or ended. */
export async function wakePools(tables: StoreTables, pools: Iterable<string>, now: number): Promise<void> {
  for (const pool of new Set(pools)) {
    const holds = await tables.holds.ofPools([pool])
    const levels = await tables.levels.ofPool(pool)
    await tables.levels.put(levels.map((level) => wake(level, holds, now)))
  }
}
