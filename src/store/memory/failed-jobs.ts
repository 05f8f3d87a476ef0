import { SyncError } from '../../error/sync-error.ts'
import type { FailedJob, FailedJobFilter } from '../failed-job.ts'
import { countedUp, isLive } from '../live-failed-job.ts'
import type { Scope } from '../scope.ts'
import type { FailedJobTable } from '../store.ts'
import { IndexedMap } from './indexed-map.ts'

/** A failed job with the time of its last change of state, from which its retention counts. */
export interface KeptJob {
  readonly job: FailedJob
  readonly changedAt: number
}

const LIVE_CAUSE = 0

export function failedJobRows(): IndexedMap<KeptJob> {
  return new IndexedMap<KeptJob>(({ job }) => (isLive(job) ? job.cause : null))
}

/** Failed jobs in memory. */
export function memoryFailedJobs(rows: () => IndexedMap<KeptJob>, scope: Scope): FailedJobTable {
  const live = (cause: string): FailedJob | undefined => rows().group(LIVE_CAUSE, cause)[0]?.job
  const change = (job: FailedJob, at: number): void => rows().put(job.id, { job, changedAt: at })
  const matching = (filter: FailedJobFilter): FailedJob[] => [...rows().values()].map(({ job }) => job).filter((job) => fits(job, filter))
  return {
    async record(jobs) {
      return jobs.map((again) => {
        const before = live(again.cause)
        if (before === undefined && rows().get(again.id) !== undefined) {
          throw scope.fail(new SyncError('UNEXPECTED', { name: 'a failed job has an id that is taken' }))
        }
        const job = before === undefined ? again : countedUp(before, again)
        change(job, job.lastAt)
        return job
      })
    },
    async resolve(causes, at) {
      for (const cause of causes) {
        const job = live(cause)
        if (job !== undefined) change({ ...job, state: 'resolved' }, at)
      }
    },
    async list(filter) {
      const from = filter.offset ?? 0
      const jobs = matching(filter).toSorted((a, b) => b.lastAt - a.lastAt || (a.id < b.id ? -1 : 1))
      return jobs.slice(from, filter.limit === undefined ? undefined : from + filter.limit)
    },
    async count(filter) {
      return matching(filter).length
    },
    async setState(ids, state, note, at) {
      for (const id of ids) {
        const before = rows().get(id)?.job
        if (before === undefined) continue
        const job = { ...before, state, note }
        if (isLive(job) && (live(job.cause)?.id ?? id) !== id) continue
        change(job, at)
      }
    },
    async forget(before, limit = Number.POSITIVE_INFINITY) {
      const old = [...rows().values()].filter(({ job, changedAt }) => !isLive(job) && changedAt < before)
      const gone = old.toSorted((a, b) => a.changedAt - b.changedAt).slice(0, limit)
      for (const { job } of gone) rows().remove(job.id)
      return gone.length
    },
  }
}

function fits(job: FailedJob, filter: FailedJobFilter): boolean {
  const { shop, sku, shopifyLocationId, shopifyLocation, odooLocation } = job.failure.subject
  const same = (asked: string | undefined, ...values: readonly (string | undefined)[]): boolean =>
    asked === undefined || values.includes(asked)
  return (
    (filter.ids === undefined || filter.ids.includes(job.id)) &&
    same(filter.code, job.failure.code) &&
    same(filter.class, job.failure.class) &&
    same(filter.sku, sku) &&
    same(filter.shop, shop) &&
    same(filter.location, shopifyLocationId, shopifyLocation, odooLocation) &&
    same(filter.state, job.state)
  )
}
