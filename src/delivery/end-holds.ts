import type { AuditEntry } from '../store/audit-entry.ts'
import type { Hold } from '../store/hold.ts'
import type { LevelKey } from '../store/level-record.ts'
import type { StoreTables } from '../store/store.ts'
import { wakePools } from './wake-pools.ts'

/** Stores holds that ended or shrank; `quantity` 0 means ended. */
export async function storeHolds(tables: StoreTables, holds: readonly Hold[]): Promise<void> {
  await tables.holds.put(holds.filter((hold) => hold.quantity > 0))
  await tables.holds.remove(holds.filter((hold) => hold.quantity <= 0).map((hold) => hold.id))
}

/** Ends the unnamed holds whose time is over and wakes what they kept back. Returns how many ended. */
export async function endExpiredHolds(tables: StoreTables, shop: string, now: number): Promise<AuditEntry[]> {
  const expired = (await tables.holds.expired(now)).filter((hold) => hold.shop === shop)
  if (expired.length === 0) return []
  await tables.holds.remove(expired.map((hold) => hold.id))
  await wakePools(
    tables,
    expired.map((hold) => hold.pool),
    now,
  )
  return expired.map((hold) => ({ ...auditKey(hold), at: now, what: 'hold-ended', note: `expired ${hold.quantity}` }))
}

/** Audit entry of an unnamed hold that ended, or shrank, because Odoo has reserved its units. */
export function reservedEntry(hold: Hold, now: number): AuditEntry {
  const note = hold.quantity <= 0 ? 'reserved in Odoo' : `partly reserved in Odoo, ${hold.quantity} left`
  return { ...auditKey(hold), at: now, what: 'hold-ended', note }
}

/** The part of an audit entry that names the level. */
export function auditKey(key: LevelKey): Pick<AuditEntry, 'shop'> & { inventoryItemId: string; locationId: string } {
  return { shop: key.shop, inventoryItemId: key.inventoryItemId, locationId: key.locationId }
}
