import { SyncError } from '../../../base/error/sync-error.ts'
import { isLiveRun } from '../../../ports/store/live-run.ts'
import type { RunRecord } from '../../../ports/store/run-record.ts'
import type { RunTable } from '../../../ports/store/store.ts'
import { json, type Row } from './row.ts'
import type { Session } from './session.ts'

const PUT = `INSERT INTO runs (id, shop, state, started_at, ended_at, record) VALUES (?, ?, ?, ?, ?, ?)
  ON CONFLICT (id) DO UPDATE SET state = excluded.state, ended_at = excluded.ended_at, record = excluded.record`
const GET = 'SELECT record FROM runs WHERE id = ?'
const LIVE = "SELECT record FROM runs WHERE shop = ? AND state IN ('running', 'paused')"
const LATEST = 'SELECT record FROM runs WHERE shop = ? ORDER BY started_at DESC, id DESC LIMIT 1'
const FORGET = `DELETE FROM runs WHERE id IN (SELECT id FROM runs
  WHERE state NOT IN ('running', 'paused') AND coalesce(ended_at, started_at) < ? ORDER BY started_at LIMIT ?)`
const NO_LIMIT = -1

/** Runs in SQLite. */
export function sqliteRuns(session: Session): RunTable {
  const live = (shop: string): RunRecord | null => session.one(LIVE, runOf, shop)
  return {
    async put(run) {
      if (isLiveRun(run) && (live(run.shop)?.id ?? run.id) !== run.id) {
        throw session.fail(new SyncError('UNEXPECTED', { name: 'a second reconciliation of a shop' }))
      }
      session.run(PUT, run.id, run.shop, run.state, run.startedAt, run.endedAt, JSON.stringify(run))
    },
    async get(id) {
      return session.one(GET, runOf, id)
    },
    async live(shop) {
      return live(shop)
    },
    async latest(shop) {
      return session.one(LATEST, runOf, shop)
    },
    async forget(before, limit = NO_LIMIT) {
      return session.run(FORGET, before, limit)
    },
  }
}

function runOf(row: Row): RunRecord {
  return json<RunRecord>(row, 'record')
}
