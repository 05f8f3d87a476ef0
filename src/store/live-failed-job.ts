import type { FailedJob } from './failed-job.ts'

/** True for a job that new failures with the same cause are counted on; at most one per cause (requirement 7.10). */
export function isLive(job: FailedJob): boolean {
  return job.state === 'open' || job.state === 'retrying'
}

/** The live job after it failed once more: the newest failure is kept, and it is open again. */
export function countedUp(job: FailedJob, again: FailedJob): FailedJob {
  return { ...job, failure: again.failure, count: job.count + 1, lastAt: again.lastAt, state: 'open' }
}
