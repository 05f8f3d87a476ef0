import { errorLine } from '../../base/error/describe.ts'
import { SyncError } from '../../base/error/sync-error.ts'
import type { UnsaidFailure } from '../../base/messages/failed.ts'
import type { FailedJob } from '../../ports/store/failed-job.ts'
import { isLiveRun } from '../../ports/store/live-run.ts'
import type { PlanRecord } from '../../ports/store/plan-record.ts'
import type { RunRecord } from '../../ports/store/run-record.ts'
import type { StoreTables } from '../../ports/store/store.ts'
import { jobOf } from '../../rules/jobs/job-of.ts'
import { recordedLines } from '../jobs/record-failures.ts'
import type { ReconcilePorts } from './ports.ts'
import { type RunEvent, runStatus } from './status.ts'

/**
 * Stores what one step did, together with the run after it; nothing when the run is over by then. `begun`: elapsed time at
 * which the step began, so that the time worked is known.
 */
export async function keepStep(
  ports: ReconcilePorts,
  run: RunRecord,
  begun: number,
  work: (tables: StoreTables, fresh: RunRecord) => Promise<RunRecord>,
): Promise<void> {
  await ports.store.transaction(async (tables) => {
    await ports.lease?.check(tables)
    const fresh = await tables.runs.get(run.id)
    if (fresh === null || !isLiveRun(fresh)) return
    const worked = fresh.worked + Math.max(0, ports.clock.elapsed() - begun)
    await tables.runs.put({ ...(await work(tables, fresh)), worked })
  })
}

/**
 * Everything was compared. Without dry run, what differs is put right at once, by a run that begins in the same step. A run
 * that a person paused in this very moment ends when it is resumed.
 */
export async function finishCompare(ports: ReconcilePorts, run: RunRecord, plan: PlanRecord): Promise<void> {
  const now = ports.clock.now()
  const ended = await ports.store.transaction(async (tables) => {
    await ports.lease?.check(tables)
    const fresh = await tables.runs.get(run.id)
    if (fresh?.state !== 'running') return false
    await tables.runs.put({ ...fresh, state: 'done', total: fresh.done, endedAt: now })
    const kept = (await tables.plans.get(plan.id)) ?? plan
    const planned = (await tables.plans.countLines(plan.id)).planned ?? 0
    const goesOn = !kept.dryRun && planned > 0
    await tables.plans.put({ ...kept, state: goesOn ? 'applying' : 'ready' })
    if (goesOn) await tables.runs.put(newRun(ports, plan.id, 'apply', 'now', planned))
    return true
  })
  if (ended) await tell(ports, 'report', run.id)
}

export function newRun(
  ports: ReconcilePorts,
  plan: string,
  kind: RunRecord['kind'],
  way: RunRecord['way'],
  total: number | null,
): RunRecord {
  return {
    id: ports.random.uuid(),
    shop: ports.shopify.shop,
    node: ports.node,
    plan,
    kind,
    way,
    state: 'running',
    cursor: { phase: 'pages', after: 0 },
    done: 0,
    total,
    startedAt: ports.clock.now(),
    worked: 0,
    endedAt: null,
    failure: null,
  }
}

/** Tells how a run stands now. */
export async function tell(ports: ReconcilePorts, what: RunEvent['what'], run: string): Promise<void> {
  const status = await ports.store.transaction((tables) => runStatus(tables, ports.shopify.shop, run))
  ports.tell({ what, status })
}

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

function described({ shopify: { shop }, clock }: ReconcilePorts, error: unknown): { fault: SyncError; failure: UnsaidFailure } {
  const fault = error instanceof SyncError ? error : new SyncError('UNEXPECTED', { name: error instanceof Error ? error.name : 'Error' })
  const told = new SyncError(fault.code, { shop, ...fault.values }, { subject: { shop, ...fault.subject } })
  return { fault, failure: errorLine(told, new Date(clock.now()).toISOString()) }
}
