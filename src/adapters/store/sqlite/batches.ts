import type { BatchRecord } from '../../../ports/store/batch-record.ts'
import type { BatchTable } from '../../../ports/store/store.ts'
import { json, type Row } from './row.ts'
import type { Session } from './session.ts'

const PUT = 'INSERT OR REPLACE INTO batches (key, shop, first_sent_at, record) VALUES (?, ?, ?, ?)'
const REMOVE = 'DELETE FROM batches WHERE key = ?'
const ALL = 'SELECT record FROM batches WHERE shop = ? ORDER BY first_sent_at, key'

/** Batches in SQLite. */
export function sqliteBatches(session: Session): BatchTable {
  return {
    async put(batch) {
      session.run(PUT, batch.body.key, batch.shop, batch.firstSentAt, JSON.stringify(batch))
    },
    async remove(key) {
      session.run(REMOVE, key)
    },
    async all(shop) {
      return session.all(ALL, batchOf, shop)
    },
  }
}

function batchOf(row: Row): BatchRecord {
  return json<BatchRecord>(row, 'record')
}
