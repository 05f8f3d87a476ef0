import type { AuditEntry } from '../../ports/store/audit-entry.ts'
import type { Hold } from '../../ports/store/hold.ts'
import type { LevelKey, LevelRecord, Wanted } from '../../ports/store/level-record.ts'
import type { StoreTables } from '../../ports/store/store.ts'
import { sameLevel } from '../../rules/delivery/level-key.ts'
import { wakePools } from './wake-pools.ts'

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
