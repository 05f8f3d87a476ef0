import { SyncError } from '../../../base/error/sync-error.ts'
import { isLiveRun } from '../../../ports/store/live-run.ts'
import type { RunRecord } from '../../../ports/store/run-record.ts'
import type { TransactionLife } from '../transaction-life.ts'
import type { RunTable } from '../../../ports/store/store.ts'
import { IndexedMap } from './indexed-map.ts'

const LIVE = 0
const SHOP = 1

export function runRows(): IndexedMap<RunRecord> {
  return new IndexedMap<RunRecord>(
    (run) => (isLiveRun(run) ? run.shop : null),
    (run) => run.shop,
  )
}

/** Runs in memory. */
export function memoryRuns(rows: () => IndexedMap<RunRecord>, scope: TransactionLife): RunTable {
  const live = (shop: string): RunRecord | null => rows().group(LIVE, shop)[0] ?? null
  return {
    async put(run) {
      if (isLiveRun(run) && (live(run.shop)?.id ?? run.id) !== run.id) {
        throw scope.fail(new SyncError('UNEXPECTED', { name: 'a second reconciliation of a shop' }))
      }
      rows().put(run.id, run)
    },
    async get(id) {
      return rows().get(id) ?? null
    },
    async live(shop) {
      return live(shop)
    },
    async latest(shop) {
      return (
        rows()
          .group(SHOP, shop)
          .toSorted((a, b) => b.startedAt - a.startedAt || (a.id > b.id ? -1 : 1))[0] ?? null
      )
    },
    async forget(before, limit = Number.POSITIVE_INFINITY) {
      const old = [...rows().values()].filter((run) => !isLiveRun(run) && (run.endedAt ?? run.startedAt) < before)
      const gone = old.toSorted((a, b) => a.startedAt - b.startedAt).slice(0, limit)
      for (const run of gone) rows().remove(run.id)
      return gone.length
    },
  }
}
