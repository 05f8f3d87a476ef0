import type { AuditEntry } from '../../../ports/store/audit-entry.ts'
import type { AuditTable } from '../../../ports/store/store.ts'
import { json, type Row } from './row.ts'
import type { Session } from './session.ts'

const ADD = 'INSERT INTO audit (at, shop, inventory_item_id, location_id, entry) VALUES (?, ?, ?, ?, ?)'
const OF = 'SELECT entry FROM audit WHERE shop = ? AND inventory_item_id = ? AND location_id = ? ORDER BY place DESC LIMIT ?'
const FORGET = 'DELETE FROM audit WHERE place IN (SELECT place FROM audit WHERE at < ? ORDER BY at LIMIT ?)'
const NO_LIMIT = -1

/** The audit trail in SQLite. */
export function sqliteAudit(session: Session): AuditTable {
  return {
    async add(entries) {
      await session.each(entries, (entry) =>
        session.run(ADD, entry.at, entry.shop, entry.inventoryItemId ?? null, entry.locationId ?? null, JSON.stringify(entry)),
      )
    },
    async of(key, limit) {
      return session.all(OF, entryOf, key.shop, key.inventoryItemId, key.locationId, limit)
    },
    async forget(before, limit = NO_LIMIT) {
      return session.run(FORGET, before, limit)
    },
  }
}

function entryOf(row: Row): AuditEntry {
  return json<AuditEntry>(row, 'entry')
}
