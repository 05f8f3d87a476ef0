import { SyncError } from '../../error/sync-error.ts'
import type { FailedJob } from '../failed-job.ts'
import { countedUp, isLive } from '../live-failed-job.ts'
import type { FailedJobTable } from '../store.ts'
import { failedJobColumns, failedJobOf, valuesOf } from './failed-job-row.ts'
import { failedJobsThat } from './failed-jobs-that.ts'
import { number } from './row.ts'
import type { Session } from './session.ts'

const BY_ID = `SELECT ${failedJobColumns} FROM failed_jobs WHERE id = ?`
const LIVE = `SELECT ${failedJobColumns} FROM failed_jobs WHERE cause = ? AND state IN ('open', 'retrying')`
const PUT = `INSERT OR REPLACE INTO failed_jobs (${failedJobColumns}, code, class, shop, sku, shopify_location_id, shopify_location,
  odoo_location, changed_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`
const SET_STATE = 'UPDATE failed_jobs SET state = ?, note = ?, changed_at = ? WHERE id = ?'
const FORGET = `DELETE FROM failed_jobs WHERE id IN (SELECT id FROM failed_jobs
  WHERE state IN ('dismissed', 'resolved') AND changed_at < ? ORDER BY changed_at LIMIT ?)`
const NO_LIMIT = -1

/** Failed jobs in SQLite. */
export function sqliteFailedJobs(session: Session): FailedJobTable {
  const byId = (id: string): FailedJob | null => session.one(BY_ID, failedJobOf, id)
  const live = (cause: string): FailedJob | null => session.one(LIVE, failedJobOf, cause)
  return {
    async record(jobs) {
      return await session.each(jobs, (again) => {
        const before = live(again.cause)
        if (before === null && byId(again.id) !== null) {
          throw session.fail(new SyncError('UNEXPECTED', { name: 'a failed job has an id that is taken' }))
        }
        const job = before === null ? again : countedUp(before, again)
        session.run(PUT, ...valuesOf(job, job.lastAt))
        return job
      })
    },
    async resolve(causes, at) {
      await session.each(causes, (cause) => {
        const job = live(cause)
        if (job !== null) session.run(SET_STATE, 'resolved', job.note, at, job.id)
      })
    },
    async list(filter) {
      const { where, values } = failedJobsThat(filter)
      const sql = `SELECT ${failedJobColumns} FROM failed_jobs ${where} ORDER BY last_at DESC, id LIMIT ? OFFSET ?`
      return session.all(sql, failedJobOf, ...values, filter.limit ?? NO_LIMIT, filter.offset ?? 0)
    },
    async count(filter) {
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
