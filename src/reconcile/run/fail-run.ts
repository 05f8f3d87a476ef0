import { describeError } from '../../error/describe.ts'
import { SyncError } from '../../error/sync-error.ts'
import { jobOf } from '../../job/job-of.ts'
import { isLiveRun } from '../../store/live-run.ts'
import type { RunRecord } from '../../store/run-record.ts'
import type { ReconcilePorts } from './ports.ts'
import { tell } from './run-steps.ts'

/**
 * Ends a run that cannot go on, with a failed job that says why (requirement 9.1). What is done stays done; the run can be
 * resumed. When the store itself is in trouble, the listener hears of it all the same.
 */
export async function failRun(ports: ReconcilePorts, run: RunRecord, error: unknown): Promise<void> {
  const now = ports.clock.now()
  const fault = error instanceof SyncError ? error : new SyncError('UNEXPECTED', { name: error instanceof Error ? error.name : 'Error' })
  const subject = { shop: run.shop, ...fault.subject }
  const failure = describeError(
    new SyncError(fault.code, { shop: run.shop, ...fault.values }, { subject }),
    ports.say,
    new Date(now).toISOString(),
  )
  let recorded = true
  try {
    await ports.store.transaction(async (tables) => {
      const fresh = await tables.runs.get(run.id)
      if (fresh !== null && isLiveRun(fresh)) await tables.runs.put({ ...fresh, state: 'failed', endedAt: now, failure: fault.code })
      await tables.failedJobs.record([jobOf(failure, ports.random.uuid(), now)])
    })
  } catch {
    recorded = false
  }
  ports.failed([{ ...failure, recorded }])
  if (recorded) await tell(ports, 'failed', run.id)
}
