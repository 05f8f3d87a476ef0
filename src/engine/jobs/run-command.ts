import { failureIn } from '../../base/error/describe.ts'
import { SyncError } from '../../base/error/sync-error.ts'
import type { FailedJob, FailedJobFilter } from '../../ports/store/failed-job.ts'
import type { Store, StoreTables } from '../../ports/store/store.ts'
import { sentence, type Say } from '../../base/text/say.ts'
import { jobsAsCsv } from '../../rules/jobs/export-jobs.ts'
import type { JobCommand } from '../../rules/jobs/job-command.ts'
import { endDoubtfulHolds } from './end-doubtful-holds.ts'
import { retryJobs, type ItemToMatch, type ProductToRead, type RetryTakers } from './retry-jobs.ts'

/** What a command came to; bounded, however many jobs there are. */
export interface CommandAnswer {
  readonly action: JobCommand['action']
  /** A page of a list, or the first hundred of what was retried or dismissed, as they are now; none of an export. */
  readonly jobs: readonly FailedJob[]
  /** How many jobs fit. */
  readonly total: number
  /** How many were retried or dismissed. */
  readonly changed?: number
  /** How many units are not held any more, after end-hold. */
  readonly ended?: number
  /** The export as one text, when that was asked for: at most 10,000 jobs, the newest first. */
  readonly file?: string
  /** Products that Odoo must be asked for again, after a retry. */
  readonly products?: readonly ProductToRead[]
  /** Inventory items that must be matched again, after a retry. */
  readonly items?: readonly ItemToMatch[]
  /** Shops whose deliveries may have work now, after a retry or the end of a hold. */
  readonly shops?: readonly string[]
  /** How many jobs stay as they are after a retry, by why. */
  readonly left?: { readonly unheard: number; readonly nothing: number; readonly stopped: number; readonly held: number }
}

/** Jobs of a list that does not say how many, and of those that are named after they were retried or dismissed. */
const shownAtMost = 100
/** Jobs of an export. */
const exportedAtMost = 10_000
/** Jobs in one transaction. */
const jobsAtOnce = 500

/**
 * Carries out a command on the failed jobs of a store, some hundreds in a transaction; `takers` says who takes up a retry, and with
 * `say` jobs are answered in its language instead of that in which they were kept. Throws MESSAGE_MALFORMED when it does not say which
 * jobs, JOB_RETRY_UNHEARD or JOB_RETRY_NOTHING when a retry would lead nowhere; then no job has changed.
 */
export async function runJobCommand(
  store: Store,
  command: JobCommand,
  now: number,
  takers?: RetryTakers,
  say?: Say,
): Promise<CommandAnswer> {
  const { action } = command
  if ((action === 'retry' || action === 'dismiss') && !saysWhich(command)) {
    throw new SyncError('MESSAGE_MALFORMED', { field: 'payload.ids', problem: sentence('finding.field.which-jobs') })
  }
  const filter = filterOf(command)
  const total = await store.transaction((tables) => tables.failedJobs.count(filter))
  if (action === 'list') return { action, total, jobs: await listed(filter) }
  if (action === 'export') {
    const jobs: FailedJob[] = []
    await eachPage(
      store,
      { ...filter, limit: filter.limit ?? exportedAtMost },
      async (_tables, page) => void jobs.push(...page.map(spoken)),
    )
    return { action, jobs: [], total, file: command.format === 'csv' ? jobsAsCsv(jobs) : JSON.stringify(jobs, null, 2) }
  }
  const shown: string[] = []
  const show = (page: readonly FailedJob[]): void => void shown.push(...page.slice(0, shownAtMost - shown.length).map(({ id }) => id))
  const answer = action === 'retry' ? await retry() : action === 'dismiss' ? await dismiss() : await endHold()
  return { action, total, ...answer, jobs: await listed({ ids: shown }) }

  function spoken(job: FailedJob): FailedJob {
    return say === undefined ? job : { ...job, failure: failureIn(say, job.failure) }
  }

  async function listed(which: FailedJobFilter): Promise<FailedJob[]> {
    return (await store.transaction((tables) => tables.failedJobs.list(which))).map(spoken)
  }

  async function dismiss(): Promise<Pick<CommandAnswer, 'changed'>> {
    let changed = 0
    await eachPage(store, filter, async (tables, page) => {
      const ids = page.map(({ id }) => id)
      await tables.failedJobs.setState(ids, 'dismissed', command.note ?? null, now)
      changed += ids.length
      show(page)
    })
    return { changed }
  }

  async function endHold(): Promise<Pick<CommandAnswer, 'changed' | 'ended' | 'shops'>> {
    let [changed, ended] = [0, 0]
    const shops = new Set<string>()
    await eachPage(store, filter, async (tables, page) => {
      const { note = '', by = '' } = command
      const { jobs, units } = await endDoubtfulHolds(tables, page, { note, by }, now)
      changed += jobs.length
      ended += units
      for (const { failure } of jobs) if (failure.subject.shop !== undefined) shops.add(failure.subject.shop)
      show(jobs)
    })
    return { changed, ended, shops: [...shops] }
  }

  async function retry(): Promise<Pick<CommandAnswer, 'changed' | 'products' | 'items' | 'shops' | 'left'>> {
    // Writes that the circuit breaker stopped are approved only by name, not along with everything else.
    const meant = command.ids !== undefined || command.code !== undefined
    const products = new Map<string, ProductToRead>()
    const items = new Map<string, ItemToMatch>()
    const shops = new Set<string>()
    const left = { unheard: 0, nothing: 0, stopped: 0, held: 0 }
    let tried = 0
    await eachPage(store, filter, async (tables, page) => {
      // To look again changes nothing about a hold: it is ended by its button, with a reason.
      const able = page.filter(({ failure }) => failure.code !== 'HOLD_DOUBTFUL')
      const some = meant ? able : able.filter(({ failure }) => failure.code !== 'BREAKER_TRIPPED')
      const retried = await retryJobs(tables, some, now, takers)
      for (const product of retried.products) products.set(`${product.database}/${product.productId}`, product)
      for (const { failure } of some) if (failure.subject.shop !== undefined) shops.add(failure.subject.shop)
      for (const item of retried.items) items.set(`${item.shop}/${item.inventoryItemId}`, item)
      left.unheard += retried.unheard.length
      left.nothing += retried.nothing.length
      left.stopped += able.length - some.length
      left.held += page.length - able.length
      tried += some.length
      show(page)
    })
    refuseNowhere(tried, left.unheard, left.nothing)
    const changed = tried - left.unheard - left.nothing
    return { changed, products: [...products.values()], items: [...items.values()], shops: [...shops], left }
  }
}

/** Works on the jobs of a filter page by page, each in a transaction of its own; what happens to them does not move the others. */
async function eachPage(
  store: Store,
  { limit = Number.POSITIVE_INFINITY, offset, ...filter }: FailedJobFilter,
  work: (tables: StoreTables, page: readonly FailedJob[]) => Promise<void>,
): Promise<void> {
  let after = filter.after
  for (let left = limit; left > 0;) {
    const most = Math.min(left, jobsAtOnce)
    const from = after !== undefined ? { after } : offset === undefined ? {} : { offset }
    const asked = { ...filter, ...from, limit: most }
    const page = await store.transaction(async (tables) => {
      const jobs = await tables.failedJobs.list(asked)
      if (jobs.length > 0) await work(tables, jobs)
      return jobs
    })
    if (page.length < most) return
    after = page.at(-1)
    left -= most
  }
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
    ...(limit === undefined && action !== 'list' ? {} : { limit: limit ?? shownAtMost }),
    ...(offset === undefined ? {} : { offset }),
  }
}
