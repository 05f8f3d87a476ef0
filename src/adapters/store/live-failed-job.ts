import type { FailedJob } from '../../ports/store/failed-job.ts'
import { announcements } from '../../base/error/catalogue.ts'

/** True for a job that new failures with the same cause are counted on; at most one per cause (requirement 7.10). */
export function isLive(job: FailedJob): boolean {
  return job.state === 'open' || job.state === 'retrying'
}

/** True for a job that is not over: a live one, or one that a person has dismissed and that can be met again. */
export function isStanding(job: FailedJob): boolean {
  return isLive(job) || job.state === 'dismissed'
}

/** The live job after it failed once more: the newest failure is kept, and it is open again. */
export function countedUp(job: FailedJob, again: FailedJob): FailedJob {
  const since = job.state === 'open' ? job.since : again.lastAt
  return { ...job, failure: again.failure, count: job.count + 1, lastAt: again.lastAt, state: 'open', since }
}

/**
 * What a failure is counted on, of the standing jobs with its cause: the live one; else the one dismissed last, when its facts
 * are the same still (requirement 1.6). Undefined when it is a job of its own.
 */
export function metAgain(standing: readonly FailedJob[], again: FailedJob): FailedJob | undefined {
  const live = standing.find(isLive)
  if (live !== undefined) return countedUp(live, again)
  const [latest] = standing.toSorted((one, other) => other.lastAt - one.lastAt)
  if (latest === undefined || !staysDismissed(latest, again)) return undefined
  return { ...latest, failure: again.failure, count: latest.count + 1, lastAt: again.lastAt, since: again.lastAt }
}

/** Only what a person can know to be right as it is: which products are sold, an end that is known. Any fault is told each time. */
function staysDismissed(dismissed: FailedJob, again: FailedJob): boolean {
  const known = again.failure.class === 'product-identity' || announcements.has(again.failure.code)
  return known && factsOf(dismissed) === factsOf(again)
}

/** What a failure says, in no language: its values and the names of what it is about. */
function factsOf({ failure: { code, values = {}, subject } }: FailedJob): string {
  const { sku, odooProduct, shopifyLocation, odooLocation } = subject
  const said = Object.entries(values).toSorted(([one], [other]) => (one < other ? -1 : 1))
  return JSON.stringify([code, said, sku, odooProduct, shopifyLocation, odooLocation])
}
