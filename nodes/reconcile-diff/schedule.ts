import { Cron } from 'croner'
import { SyncError } from '../../src/base/error/sync-error.ts'

/** When runs begin by themselves. */
export interface Schedule {
  /** Clock time of the next run; null when there is none. */
  next(): number | null
  stop(): void
}

/**
 * Calls `begin` at the times of a cron expression, in a time zone (that of the machine when empty). Times that passed while
 * Node-RED was down are not made up for. Throws RECONCILE_SCHEDULE_INVALID.
 */
export function startSchedule(expression: string, timezone: string, begin: () => void): Schedule {
  try {
    const job = new Cron(expression, { ...(timezone === '' ? {} : { timezone }), paused: true }, begin)
    const next = job.nextRun()
    if (next === null) throw new Error('that time never comes')
    job.resume()
    return { next: () => job.nextRun()?.getTime() ?? null, stop: () => job.stop() }
  } catch (error) {
    const detail = (error instanceof Error ? error.message : String(error)).replace(/^\w+: /, '')
    throw new SyncError('RECONCILE_SCHEDULE_INVALID', { schedule: [expression, timezone].filter((text) => text !== '').join(' '), detail })
  }
}
