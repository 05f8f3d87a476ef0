import { SyncError } from '../../../base/error/sync-error.ts'
import type { FailedJob } from '../../../ports/store/failed-job.ts'
import { isLive, metAgain } from '../live-failed-job.ts'
import type { FailedJobTable } from '../../../ports/store/store.ts'
import { failedJobColumns, failedJobOf, valuesOf } from './failed-job-row.ts'
import { failedJobsThat } from './failed-jobs-that.ts'
import { number } from './row.ts'
import type { Session } from './session.ts'

const BY_ID = `SELECT ${failedJobColumns} FROM failed_jobs WHERE id = ?`
const LIVE = `SELECT ${failedJobColumns} FROM failed_jobs WHERE cause = ? AND state IN ('open', 'retrying')`
const NOT_OVER = "state IN ('open', 'retrying', 'dismissed')"
/** Named, because SQLite would rather read every job in these states and sort them. */
const BY_CAUSE = 'failed_jobs INDEXED BY failed_jobs_standing'
const STANDING = `SELECT ${failedJobColumns} FROM ${BY_CAUSE} WHERE cause = ? AND ${NOT_OVER}`
const STANDING_PAGE = `SELECT ${failedJobColumns} FROM ${BY_CAUSE} WHERE cause > ? AND cause < ? AND ${NOT_OVER} ORDER BY cause, id LIMIT ?`
const RESOLVE = `UPDATE ${BY_CAUSE} SET state = 'resolved', changed_at = ? WHERE cause = ? AND ${NOT_OVER}`
const PUT = `INSERT OR REPLACE INTO failed_jobs (${failedJobColumns}, code, class, shop, sku, shopify_location_id, shopify_location,
  odoo_location) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`
const SET_STATE = 'UPDATE failed_jobs SET state = ?, note = ?, changed_at = ? WHERE id = ?'
const FORGET = `DELETE FROM failed_jobs WHERE id IN (SELECT id FROM failed_jobs
  WHERE state IN ('dismissed', 'resolved') AND changed_at < ? ORDER BY changed_at LIMIT ?)`
const NO_LIMIT = -1
/** Behind every text that begins with what stands before it. */
const LAST = '\u{10FFFF}'

/** Failed jobs in SQLite. */
export function sqliteFailedJobs(session: Session): FailedJobTable {
  const byId = (id: string): FailedJob | null => session.one(BY_ID, failedJobOf, id)
  const live = (cause: string): FailedJob | null => session.one(LIVE, failedJobOf, cause)
  return {
    async record(jobs) {
      return await session.each(jobs, (again) => {
        const met = metAgain(session.all(STANDING, failedJobOf, again.cause), again)
        if (met === undefined && byId(again.id) !== null) {
          throw session.fail(new SyncError('UNEXPECTED', { name: 'a failed job has an id that is taken' }))
        }
        const job = met ?? again
        session.run(PUT, ...valuesOf(job))
        return job
      })
    },
    async restate(id, failure) {
      const job = byId(id)
      if (job !== null) session.run(PUT, ...valuesOf({ ...job, failure }))
    },
    async resolve(causes, at) {
      await session.each(causes, (cause) => session.run(RESOLVE, at, cause))
    },
    async standing(prefix, after, limit) {
      return session.all(STANDING_PAGE, failedJobOf, after === null || after < prefix ? prefix : after, prefix + LAST, limit)
    },
    async list(filter) {
      const { where, values } = failedJobsThat(filter)
      const sql = `SELECT ${failedJobColumns} FROM failed_jobs ${where} ORDER BY last_at DESC, id LIMIT ? OFFSET ?`
      return session.all(sql, failedJobOf, ...values, filter.limit ?? NO_LIMIT, filter.offset ?? 0)
    },
    async count({ after: _after, ...filter }) {
      const { where, values } = failedJobsThat(filter)
      return session.one(`SELECT count(*) AS jobs FROM failed_jobs ${where}`, (row) => number(row, 'jobs'), ...values) ?? 0
    },
    async setState(ids, state, note, at) {
      await session.each(ids, (id) => {
        const before = byId(id)
        if (before === null) return
        const job = { ...before, state, note }
        if (isLive(job) && (live(job.cause)?.id ?? id) !== id) return
        session.run(SET_STATE, state, note, at, id)
      })
    },
    async forget(before, limit = NO_LIMIT) {
      return session.run(FORGET, before, limit)
    },
  }
}
