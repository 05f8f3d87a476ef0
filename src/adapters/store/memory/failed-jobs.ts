import { SyncError } from '../../../base/error/sync-error.ts'
import type { FailedJob, FailedJobFilter } from '../../../ports/store/failed-job.ts'
import { isLive, isStanding, metAgain } from '../live-failed-job.ts'
import type { TransactionLife } from '../transaction-life.ts'
import type { FailedJobTable } from '../../../ports/store/store.ts'
import { IndexedMap } from './indexed-map.ts'

const STANDING_CAUSE = 0

export function failedJobRows(): IndexedMap<FailedJob> {
  return new IndexedMap<FailedJob>((job) => (isStanding(job) ? job.cause : null))
}

/** Failed jobs in memory. */
export function memoryFailedJobs(rows: () => IndexedMap<FailedJob>, scope: TransactionLife): FailedJobTable {
  const standing = (cause: string): FailedJob[] => rows().group(STANDING_CAUSE, cause)
  const live = (cause: string): FailedJob | undefined => standing(cause).find(isLive)
  const put = (job: FailedJob): void => rows().put(job.id, job)
  const matching = (filter: FailedJobFilter): FailedJob[] => [...rows().values()].filter((job) => fits(job, filter))
  return {
    async record(jobs) {
      return jobs.map((again) => {
        const met = metAgain(standing(again.cause), again)
        if (met === undefined && rows().get(again.id) !== undefined) {
          throw scope.fail(new SyncError('UNEXPECTED', { name: 'a failed job has an id that is taken' }))
        }
        const job = met ?? again
        put(job)
        return job
      })
    },
    async restate(id, failure) {
      const job = rows().get(id)
      if (job !== undefined) put({ ...job, failure })
    },
    async resolve(causes, at) {
      for (const cause of causes) for (const job of standing(cause)) put({ ...job, state: 'resolved', since: at })
    },
    async standing(prefix, after, limit) {
      const found = [...rows().values()].filter((job) => isStanding(job) && job.cause.startsWith(prefix) && job.cause > (after ?? ''))
      return found.toSorted((a, b) => (a.cause < b.cause ? -1 : a.cause > b.cause ? 1 : a.id < b.id ? -1 : 1)).slice(0, limit)
    },
    async list(filter) {
      const from = filter.offset ?? 0
      const { after } = filter
      const behind = (job: FailedJob): boolean => after === undefined || inOrder(after, job) < 0
      const jobs = matching(filter).filter(behind).toSorted(inOrder)
      return jobs.slice(from, filter.limit === undefined ? undefined : from + filter.limit)
    },
    async count(filter) {
      return matching(filter).length
    },
    async setState(ids, state, note, at) {
      for (const id of ids) {
        const before = rows().get(id)
        if (before === undefined) continue
        const job = { ...before, state, note, since: at }
        if (isLive(job) && (live(job.cause)?.id ?? id) !== id) continue
        put(job)
      }
    },
    async forget(before, limit = Number.POSITIVE_INFINITY) {
      const old = [...rows().values()].filter((job) => !isLive(job) && job.since < before)
      const gone = old.toSorted((a, b) => a.since - b.since).slice(0, limit)
      for (const job of gone) rows().remove(job.id)
      return gone.length
    },
  }
}

function inOrder(a: Pick<FailedJob, 'lastAt' | 'id'>, b: Pick<FailedJob, 'lastAt' | 'id'>): number {
  return b.lastAt - a.lastAt || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0)
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
