import type { AuditEntry } from '../../ports/store/audit-entry.ts'
import type { Hold } from '../../ports/store/hold.ts'
import type { LevelKey, LevelRecord, Wanted } from '../../ports/store/level-record.ts'
import type { StoreTables } from '../../ports/store/store.ts'
import { sameLevel, levelPool } from '../../rules/delivery/level-key.ts'
import { wakePools } from './pools.ts'
import { stockOf } from '../../rules/map/pool.ts'
import { SyncError } from '../../base/error/sync-error.ts'
import { doubtfulCause, isDoubtful } from './doubtful-hold.ts'

/** Stores holds that ended or shrank; `quantity` 0 means ended. */
export async function storeHolds(tables: StoreTables, holds: readonly Hold[]): Promise<void> {
  await tables.holds.put(holds.filter((hold) => hold.quantity > 0))
  await tables.holds.remove(holds.filter((hold) => hold.quantity <= 0).map((hold) => hold.id))
}

/**
 * Ends the unnamed holds whose time is over and wakes what they kept back. Below zero, as long as Odoo has nothing to sell,
 * the time stands still; it begins when stock comes (`whenStockComes`). Returns what is to be told of it.
 */
export async function endExpiredHolds(
  tables: StoreTables,
  shop: string,
  now: number,
  holdFor: number,
  stirred?: Set<string>,
): Promise<AuditEntry[]> {
  const over = (await tables.holds.expired(now)).filter((hold) => hold.shop === shop)
  if (over.length === 0) return []
  const levels = await tables.levels.get(over)
  const owed = over.filter((_, place) => isBelowZero(levels[place] ?? null) && (levels[place]?.wanted?.quantity ?? 0) <= 0)
  await tables.holds.put(owed.map((hold) => ({ ...hold, expiresAt: now + holdFor })))
  const expired = over.filter((hold) => !owed.includes(hold))
  if (expired.length === 0) return []
  await tables.holds.remove(expired.map((hold) => hold.id))
  await wakePools(
    tables,
    expired.map((hold) => hold.pool),
    now,
    stirred,
  )
  return expired.map((hold) => ({ ...auditKey(hold), at: now, what: 'hold-ended', note: `expired ${hold.quantity}` }))
}

/** The unnamed holds of a level below zero, with the whole of their time (ms) before them, when stock comes that was not there. */
export function whenStockComes(record: LevelRecord, wanted: Wanted, holds: readonly Hold[], now: number, holdFor: number): Hold[] {
  const came = isBelowZero(record) && (record.wanted?.quantity ?? 0) <= 0 && wanted.quantity > 0
  const own = came ? holds.filter((hold) => hold.order === null && sameLevel(hold, record)) : []
  return own.map((hold) => ({ ...hold, expiresAt: now + holdFor }))
}

function isBelowZero(level: LevelRecord | null): boolean {
  const shown = level?.observed ?? level?.confirmed ?? null
  return shown !== null && shown.quantity < 0
}

/** Audit entry of an unnamed hold that a picture changed: it ended, or shrank, because Odoo has reserved its units; or it counts again. */
export function reservedEntry(hold: Hold, now: number, known = true): AuditEntry {
  if (!known) return { ...auditKey(hold), at: now, what: 'hold-opened', note: `${hold.quantity} count again: Odoo has cancelled as many` }
  const note = hold.quantity <= 0 ? 'reserved in Odoo' : `partly reserved in Odoo, ${hold.quantity} left`
  return { ...auditKey(hold), at: now, what: 'hold-ended', note }
}

/** The part of an audit entry that names the level. */
export function auditKey(key: LevelKey): Pick<AuditEntry, 'shop'> & { inventoryItemId: string; locationId: string } {
  return { shop: key.shop, inventoryItemId: key.inventoryItemId, locationId: key.locationId }
}

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
