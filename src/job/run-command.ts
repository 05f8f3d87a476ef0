import { SyncError } from '../error/sync-error.ts'
import type { FailedJob, FailedJobFilter } from '../store/failed-job.ts'
import type { Store } from '../store/store.ts'
import { jobsAsCsv } from './export-jobs.ts'
import type { JobCommand } from './job-command.ts'
import { retryJobs, type ItemToMatch, type ProductToRead, type RetryTakers } from './retry-jobs.ts'

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
  /** Inventory items that must be matched again, after a retry. */
  readonly items?: readonly ItemToMatch[]
  /** How many jobs stay as they are after a retry, by why. */
  readonly left?: { readonly unheard: number; readonly nothing: number; readonly stopped: number }
}

const most = 10_000

/**
 * Carries out a command on the failed jobs of a store; `takers` says who takes up a retry. Throws MESSAGE_MALFORMED when it
 * does not say which jobs, JOB_RETRY_UNHEARD or JOB_RETRY_NOTHING when a retry would lead nowhere; then no job has changed.
 */
export async function runJobCommand(store: Store, command: JobCommand, now: number, takers?: RetryTakers): Promise<CommandAnswer> {
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
      const tried = meant ? jobs : jobs.filter(({ failure }) => failure.code !== 'BREAKER_TRIPPED')
      const { products, items, unheard, nothing } = await retryJobs(tables, tried, now, takers)
      refuseNowhere(tried.length, unheard.length, nothing.length)
      const left = { unheard: unheard.length, nothing: nothing.length, stopped: jobs.length - tried.length }
      return { action, jobs: await tables.failedJobs.list({ ids }), total, products, items, left }
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

/** A retry that nobody takes up keeps the list as it is and says why. */
function refuseNowhere(tried: number, unheard: number, nothing: number): void {
  if (tried === 0 || unheard + nothing < tried) return
  throw new SyncError(unheard > 0 ? 'JOB_RETRY_UNHEARD' : 'JOB_RETRY_NOTHING', { count: unheard > 0 ? unheard : nothing })
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
