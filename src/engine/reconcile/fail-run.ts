import { describeError } from '../../base/error/describe.ts'
import { SyncError } from '../../base/error/sync-error.ts'
import type { FailedLine } from '../../base/messages/failed.ts'
import { jobOf } from '../../rules/jobs/job-of.ts'
import { recordedLines } from '../jobs/record-failures.ts'
import type { FailedJob } from '../../ports/store/failed-job.ts'
import { isLiveRun } from '../../ports/store/live-run.ts'
import type { RunRecord } from '../../ports/store/run-record.ts'
import type { ReconcilePorts } from './ports.ts'
import { tell } from './run-steps.ts'

/**
 * Ends a run that cannot go on, with a failed job that says why (requirement 9.1). What is done stays done; the run can be
 * resumed. When the store itself is in trouble, the listener hears of it all the same.
 */
export async function failRun(ports: ReconcilePorts, run: RunRecord, error: unknown): Promise<void> {
  const now = ports.clock.now()
  const { fault, failure } = described(ports, error)
  let jobs: readonly FailedJob[] = []
  try {
    jobs = await ports.store.transaction(async (tables) => {
      const fresh = await tables.runs.get(run.id)
      if (fresh !== null && isLiveRun(fresh)) await tables.runs.put({ ...fresh, state: 'failed', endedAt: now, failure: fault.code })
      return tables.failedJobs.record([jobOf(failure, ports.random.uuid(), now)])
    })
  } catch {
    // The listener keeps it when it can.
  }
  ports.failed(jobs.length === 0 ? [{ ...failure, recorded: false }] : recordedLines([failure], jobs))
  if (jobs.length > 0) await tell(ports, 'failed', run.id)
}

/** Tells of something that went wrong where no run could be marked as failed; it goes on with the next command or start. */
export function tellFault(ports: ReconcilePorts, error: unknown): void {
  ports.failed([{ ...described(ports, error).failure, recorded: false }])
}

function described({ shopify: { shop }, clock, say }: ReconcilePorts, error: unknown): { fault: SyncError; failure: FailedLine } {
  const fault = error instanceof SyncError ? error : new SyncError('UNEXPECTED', { name: error instanceof Error ? error.name : 'Error' })
  const told = new SyncError(fault.code, { shop, ...fault.values }, { subject: { shop, ...fault.subject } })
  return { fault, failure: describeError(told, say, new Date(clock.now()).toISOString()) }
}
