import type { BatchRecord } from '../../../ports/store/batch-record.ts'
import type { BatchTable } from '../../../ports/store/store.ts'
import { IndexedMap } from './indexed-map.ts'

export function batchRows(): IndexedMap<BatchRecord> {
  return new IndexedMap<BatchRecord>((batch) => batch.shop)
}

/** Batches in memory. */
export function memoryBatches(rows: () => IndexedMap<BatchRecord>): BatchTable {
  return {
    async put(batch) {
      rows().put(batch.body.key, batch)
    },
    async remove(key) {
      rows().remove(key)
    },
    async all(shop) {
      const batches = rows().group(0, shop)
      return batches.toSorted((a, b) => a.firstSentAt - b.firstSentAt || (a.body.key < b.body.key ? -1 : 1))
    },
  }
}
