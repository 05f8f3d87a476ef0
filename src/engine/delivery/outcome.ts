import { errorLine } from '../../base/error/describe.ts'
import type { SyncError } from '../../base/error/sync-error.ts'
import type { AppliedLine } from '../../base/messages/applied.ts'
import type { UnsaidFailure } from '../../base/messages/failed.ts'
import type { AuditEntry } from '../../ports/store/audit-entry.ts'
import type { StepEnd } from '../../ports/store/plan-record.ts'
import type { StoreTables } from '../../ports/store/store.ts'
import { jobOf, causeOf } from '../../rules/jobs/job-of.ts'
import { recordedLines } from '../jobs/record-failures.ts'
import type { FailedJob } from '../../ports/store/failed-job.ts'
import type { DeliveryPorts } from './ports.ts'
import type { LevelRecord } from '../../ports/store/level-record.ts'
import { failureSubject, levelSubject } from '../../rules/delivery/level-key.ts'

/** What one transaction of the engine has to tell; stored with it, told to the listener once it is committed. */
export class Outcome {
  readonly applied: AppliedLine[] = []
  readonly failed: UnsaidFailure[] = []
  readonly audit: AuditEntry[] = []
  readonly resolved: string[] = []
  /** Shops that have something to do now. */
  readonly stirred = new Set<string>()
  /** Steps of plans that ended. */
  readonly ended: StepEnd[] = []
  #jobs: readonly FailedJob[] = []

  /** Stores failed jobs and the audit trail; the last thing a transaction does. */
  async store(tables: StoreTables, ports: DeliveryPorts): Promise<void> {
    const now = ports.clock.now()
    if (this.failed.length > 0)
      this.#jobs = await tables.failedJobs.record(this.failed.map((failure) => jobOf(failure, ports.random.uuid(), now)))
    if (this.resolved.length > 0) await tables.failedJobs.resolve(this.resolved, now)
    if (this.ended.length > 0) await tables.plans.endSteps(this.ended)
    if (this.audit.length > 0) await tables.audit.add(this.audit)
  }

  tell(ports: DeliveryPorts): void {
    if (this.stirred.size > 0) ports.stirred?.(this.stirred)
    if (this.applied.length > 0) ports.listener.applied(this.applied)
    if (this.failed.length > 0) ports.listener.failed(recordedLines(this.failed, this.#jobs))
  }

  /** `via`: the node that asked. */
  fail(error: SyncError, ports: DeliveryPorts, via: string): void {
    this.failed.push({ ...errorLine(error, new Date(ports.clock.now()).toISOString()), via })
  }
}

/** Runs one transaction and tells its outcome when, and only when, it is committed. */
export async function transact(ports: DeliveryPorts, work: (tables: StoreTables, outcome: Outcome) => Promise<void>): Promise<void> {
  let outcome = new Outcome()
  await ports.store.transaction(async (tables) => {
    outcome = new Outcome()
    await work(tables, outcome)
    await outcome.store(tables, ports)
  })
  outcome.tell(ports)
}

/**
 * The same for what only the worker of the shop may store: what it read, sent and heard. Throws LEASE_LOST, and stores
 * nothing, when another worker has taken over.
 */
export function transactAsWorker(ports: DeliveryPorts, work: (tables: StoreTables, outcome: Outcome) => Promise<void>): Promise<void> {
  return transact(ports, async (tables, outcome) => {
    await ports.lease?.check(tables)
    await work(tables, outcome)
  })
}

/** The job that the level stands for is over: the level came right, or it fails for another reason now. */
export function resolveFailure(outcome: Outcome, record: LevelRecord): void {
  if (record.failure !== null) {
    const { failure: code } = record
    // A job of an older version is about the level, whatever the code.
    outcome.resolved.push(...[failureSubject(code, record), levelSubject(record)].map((subject) => causeOf({ code, subject })))
  }
}
