import type { Clock } from '../../ports/clock.ts'
import { errorLine } from '../../base/error/describe.ts'
import { SyncError } from '../../base/error/sync-error.ts'
import type { ErrorCode } from '../../base/error/catalogue.ts'
import type { UnsaidFailure, Subject } from '../../base/messages/failed.ts'
import type { Random } from '../../ports/random.ts'
import type { Store } from '../../ports/store/store.ts'
import { causeOf, jobOf } from '../../rules/jobs/job-of.ts'

/** While a cause lasts its job is counted up at most this often, in milliseconds. */
const again = 600_000

/** What a standing trouble is told with. */
export interface TroubleTools {
  readonly store: () => Promise<Store>
  readonly clock: Clock
  readonly random: Random
  /** What the fault is about as a whole, e.g. the Odoo database. */
  readonly subject: (code: ErrorCode) => Subject
  /** Failed tries before a fault that may pass by itself has a job. */
  readonly patience: number
  /** Codes that a success disproves, also when a process before this one told of them. */
  readonly disproved: readonly ErrorCode[]
}

/**
 * A fault that keeps work from being done at all is one job, however much work waits for it, and ends with the first success
 * (requirements 7.2, 7.10): nothing is said about the single products, because nothing is known of them.
 */
export class StandingTrouble {
  readonly #tools: TroubleTools
  readonly #raised = new Map<string, number>()
  #tries = 0
  #clean = false

  constructor(tools: TroubleTools) {
    this.#tools = tools
  }

  /** Work failed. The job's line when one was stored now; null otherwise. Throws STORE_*. */
  async meet(error: unknown): Promise<UnsaidFailure | null> {
    const { clock, random, subject, patience } = this.#tools
    this.#tries++
    const fault = error instanceof SyncError ? error : new SyncError('UNEXPECTED', {}, { cause: error })
    if (fault.temporary && this.#tries < patience) return null
    const now = clock.now()
    const line = errorLine(fault, new Date(now).toISOString(), { subject: { ...subject(fault.code), ...fault.subject } })
    const cause = causeOf(line)
    const before = this.#raised.get(cause)
    if (before !== undefined && now >= before && now - before < again) return null
    const store = await this.#tools.store()
    const [job] = await store.transaction((tables) => tables.failedJobs.record([jobOf(line, random.uuid(), now)]))
    this.#raised.set(cause, now)
    return { ...line, recorded: true, ...(job === undefined ? {} : { job: job.id }) }
  }

  /** Work was done: the jobs that told of the trouble are over. Throws STORE_*. */
  async over(): Promise<void> {
    this.#tries = 0
    const { store, clock, subject, disproved } = this.#tools
    const inherited = this.#clean ? [] : disproved.map((code) => causeOf({ code, subject: subject(code) }))
    const causes = [...this.#raised.keys(), ...inherited]
    if (causes.length === 0) return
    await (await store()).transaction((tables) => tables.failedJobs.resolve(causes, clock.now()))
    this.#raised.clear()
    this.#clean = true
  }
}
