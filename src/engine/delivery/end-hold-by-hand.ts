import { stockOf } from '../../rules/map/pool.ts'
import { SyncError } from '../../base/error/sync-error.ts'
import type { Hold } from '../../ports/store/hold.ts'
import type { LevelKey } from '../../ports/store/level-record.ts'
import type { StoreTables } from '../../ports/store/store.ts'
import { doubtfulCause, isDoubtful } from './doubtful-hold.ts'
import { auditKey } from './end-holds.ts'
import { levelPool, sameLevel } from '../../rules/delivery/level-key.ts'
import { wakePools } from './wake-pools.ts'

/** Which holds a person ends, and why. */
export interface HoldsToEnd {
  readonly level: LevelKey
  /** Ends the hold of this order; the unnamed holds of the level when absent. */
  readonly order?: string
  /** Of these, only the hold with this id. */
  readonly hold?: string
  /** Of these, only those that may be no sale. */
  readonly doubtful?: boolean
  readonly note: string
  /** Who says so, for the audit trail; empty when that is not known. */
  readonly by: string
}

/**
 * Ends holds of a level because a person knows better: the units were no sale, or their order never comes to Odoo. An unnamed
 * hold is a guess and ends by naming the level; the hold of an order is a fact, and ends only for who names that very order.
 * Throws HOLD_UNKNOWN when there is no such hold. Returns what ended.
 */
export async function endHoldsByHand(tables: StoreTables, ask: HoldsToEnd, now: number): Promise<Hold[]> {
  const { level, order, hold: one, doubtful = false, note, by } = ask
  const [record = null] = await tables.levels.get([level])
  const pool = record?.wanted?.pool ?? levelPool(level)
  const own = (await tables.holds.ofStocks([stockOf(pool)])).filter((hold) => sameLevel(hold, level))
  const meant = (hold: Hold): boolean => (one === undefined || hold.id === one) && (!doubtful || isDoubtful(hold, level))
  const ended = own.filter((hold) => hold.order === (order ?? null) && meant(hold))
  if (ended.length === 0) {
    const named = own.flatMap((hold) => hold.order ?? [])
    const { wanted = null } = record ?? {}
    const subject = { shop: level.shop, inventoryItemId: level.inventoryItemId, shopifyLocationId: level.locationId }
    const values = {
      sku: wanted?.shopify.sku ?? level.inventoryItemId,
      location: wanted?.shopify.location ?? level.locationId,
      orders: named.length === 0 ? '–' : named.join(', '),
    }
    throw new SyncError('HOLD_UNKNOWN', values, { subject })
  }
  await tables.holds.remove(ended.map(({ id }) => id))
  await tables.audit.add(
    ended.map((hold) => ({
      ...auditKey(hold),
      at: now,
      what: 'hold-ended' as const,
      note: `${hold.quantity}${hold.order === null ? '' : ` for order ${hold.order}`} ended by ${by === '' ? 'a person' : by}: ${note}`,
    })),
  )
  if (!own.some((hold) => isDoubtful(hold, level) && !ended.includes(hold))) await tables.failedJobs.resolve([doubtfulCause(level)], now)
  await wakePools(tables, [pool], now)
  return ended
}
