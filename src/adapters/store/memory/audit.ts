import type { AuditEntry } from '../../../ports/store/audit-entry.ts'
import type { AuditTable } from '../../../ports/store/store.ts'
import { IndexedMap, keyOf } from './indexed-map.ts'

/** An audit entry with its place in the order of adding. */
export interface PlacedEntry {
  readonly place: number
  readonly entry: AuditEntry
}

export function auditRows(): IndexedMap<PlacedEntry> {
  return new IndexedMap<PlacedEntry>(({ entry }) => keyOf(entry.shop, entry.inventoryItemId ?? '', entry.locationId ?? ''))
}

/** The audit trail in memory; `nextPlace` counts upwards. */
export function memoryAudit(rows: () => IndexedMap<PlacedEntry>, nextPlace: () => number): AuditTable {
  return {
    async add(entries) {
      for (const entry of entries) {
        const place = nextPlace()
        rows().put(String(place), { place, entry })
      }
    },
    async of(key, limit) {
      const placed = rows().group(0, keyOf(key.shop, key.inventoryItemId, key.locationId))
      return placed
        .toSorted((a, b) => b.place - a.place)
        .slice(0, limit)
        .map(({ entry }) => entry)
    },
    async forget(before, limit = Number.POSITIVE_INFINITY) {
      const old = [...rows().values()].filter(({ entry }) => entry.at < before)
      const gone = old.toSorted((a, b) => a.entry.at - b.entry.at).slice(0, limit)
      for (const { place } of gone) rows().remove(String(place))
      return gone.length
    },
  }
}
