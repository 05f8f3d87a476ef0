import type { Hold } from '../store/hold.ts'
import type { LevelRecord } from '../store/level-record.ts'
import type { StoreTables } from '../store/store.ts'
import { wake } from './accept.ts'
import { awake } from './plan-step.ts'

/**
 * Looks again at every level that sells from these pools, after a hold on one of them was opened or ended, also at those
 * that rest after a plan: an order goes before it. Forgets the named holds that are over.
 */
export async function wakePools(tables: StoreTables, pools: Iterable<string>, now: number): Promise<void> {
  for (const pool of new Set(pools)) {
    const holds = await tables.holds.ofPools([pool])
    const levels = await tables.levels.ofPool(pool)
    await tables.holds.remove(holds.filter((hold) => isOver(hold, levels)).map((hold) => hold.id))
    await tables.levels.put(levels.map((level) => wake(awake(level), holds, now)))
  }
}

/** A named hold is over when its sale was seen and every level of the pool has a picture read after its reservation. */
function isOver(hold: Hold, levels: readonly LevelRecord[]): boolean {
  const { reservedAsOf } = hold
  if (hold.order === null || reservedAsOf === null || hold.seen < hold.quantity) return false
  return levels.every(({ wanted }) => wanted !== null && wanted.asOf > reservedAsOf)
}
