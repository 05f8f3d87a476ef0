import { SyncError } from '../error/sync-error.ts'
import type { FailedJob, FailedJobFilter } from '../store/failed-job.ts'
import type { Store } from '../store/store.ts'
import { jobsAsCsv } from './export-jobs.ts'
import type { JobCommand } from './job-command.ts'
import { retryJobs, type ProductToRead } from './retry-jobs.ts'

/** What a command came to. */
export interface CommandAnswer {
  readonly action: JobCommand['action']
  /** The jobs, as they are after the command. */
  readonly jobs: readonly FailedJob[]
  readonly total: number
  /** The export as one text, when that was asked for. */
  readonly file?: string
  /** Products that Odoo must be asked for again, after a retry. */
  readonly products?: readonly ProductToRead[]
}

const most = 10_000

/** Carries out a command on the failed jobs of a store. Throws MESSAGE_MALFORMED when it does not say which jobs. */
export async function runJobCommand(store: Store, command: JobCommand, now: number): Promise<CommandAnswer> {
  const { action } = command
  if ((action === 'retry' || action === 'dismiss') && !saysWhich(command)) {
    throw new SyncError('MESSAGE_MALFORMED', { field: 'payload.ids', problem: 'name ids, a code, a class or a SKU, or set all to true' })
  }
  const filter = filterOf(command)
  return store.transaction(async (tables) => {
    const jobs = await tables.failedJobs.list(filter)
    const total = await tables.failedJobs.count(filter)
    const ids = jobs.map((job) => job.id)
    if (action === 'retry') {
      // A stopped run is approved only by somebody who means it, not along with everything else.
      const meant = command.ids !== undefined || command.code !== undefined
      const products = await retryJobs(tables, meant ? jobs : jobs.filter(({ failure }) => failure.code !== 'BREAKER_TRIPPED'), now)
      return { action, jobs: await tables.failedJobs.list({ ids }), total, products }
    }
    if (action === 'dismiss') {
      await tables.failedJobs.setState(ids, 'dismissed', command.note ?? null, now)
      return { action, jobs: await tables.failedJobs.list({ ids }), total }
    }
    if (action === 'export')
      return { action, jobs, total, file: command.format === 'csv' ? jobsAsCsv(jobs) : JSON.stringify(jobs, null, 2) }
    return { action, jobs, total }
  })
}

function saysWhich(command: JobCommand): boolean {
  return command.all === true || command.ids !== undefined || [command.code, command.class, command.sku].some((part) => part !== undefined)
}

function filterOf(command: JobCommand): FailedJobFilter {
  const { ids, code, class: causeClass, sku, shop, location, state, limit, offset, action } = command
  return {
    ...(ids === undefined ? {} : { ids }),
    ...(code === undefined ? {} : { code }),
    ...(causeClass === undefined ? {} : { class: causeClass }),
    ...(sku === undefined ? {} : { sku }),
    ...(shop === undefined ? {} : { shop }),
    ...(location === undefined ? {} : { location }),
    // Somebody who names jobs means them, whatever became of them since.
    ...(state === undefined && ids !== undefined ? {} : { state: state ?? 'open' }),
    limit: limit ?? (action === 'list' ? 100 : most),
    ...(offset === undefined ? {} : { offset }),
  }
}
