import { errorLine } from '../../base/error/describe.ts'
import { SyncError } from '../../base/error/sync-error.ts'
import type { UnsaidFailure, Subject } from '../../base/messages/failed.ts'
import type { Clock } from '../../ports/clock.ts'
import type { Random } from '../../ports/random.ts'
import type { FailedJob } from '../../ports/store/failed-job.ts'
import type { Store } from '../../ports/store/store.ts'
import { backoffDelay, type Backoff } from '../../rules/backoff.ts'
import { causeOf, jobOf } from '../../rules/jobs/job-of.ts'
import { recordedLines } from '../jobs/record-failures.ts'
import type { KeptLease } from './kept-lease.ts'

/** What a worker is doing, for the status of the node. */
export interface WorkerState {
  readonly running: boolean
  /** The fault that keeps the work from being done, when there is one. */
  readonly trouble: SyncError | null
  readonly attempts: number
}

/** Does one kind of work, whenever there is some, until it is stopped. */
export interface Worker {
  /** Says that there may be work now. */
  wake(): void
  state(): WorkerState
  /** Resolves when what is under way is finished. */
  stop(): Promise<void>
}

/** The work of a worker: levels of a shop, its orders, or whatever else waits in the store. */
export interface Work {
  /** One step; tells whether there was anything to do. Throws what keeps all of the work from being done. */
  step(): Promise<boolean>
  /** Clock time at which the next piece is due; null when none waits. */
  nextDue(): Promise<number | null>
  /** Who is meant when all of the work cannot be done, e.g. the shop. */
  readonly subject: Subject
  /** Causes of jobs that a worker before this one may have raised about all of the work. */
  readonly inherited: readonly string[]
  /** The right to do it, where others could; without one nobody else can. */
  readonly lease?: KeptLease
}

export interface WorkerPorts {
  readonly store: Store
  readonly clock: Clock
  readonly random: Random
  readonly options: { readonly backoff: Backoff; readonly maxAttempts: number }
  readonly listener: { failed(lines: readonly UnsaidFailure[]): void }
}

/** How long an idle worker sleeps at most; holds that expire and approvals are noticed within this time. */
const idle = 5_000

/** How long a lane sleeps when everything that is due is being looked after. */
const notMine = 1_000

/**
 * Starts a worker: `lanes` steps run side by side, because an answer takes longer than its cost. A fault of the whole
 * (unreachable, token refused) costs no single piece anything: the worker rests and tries again, ever slower. One
 * failed job says so, at once or after `maxAttempts` when the fault may pass by itself (requirement 7.2), and is resolved
 * when work goes on. While another has the lease, it waits for its turn.
 */
export function startWorker(ports: WorkerPorts, work: Work, lanes = 4): Worker {
  const { subject, lease } = work
  const stopping = new AbortController()
  let trouble: SyncError | null = null
  let attempts = 0
  let quietUntil = 0
  /** Steps under way, of all lanes. */
  let steps = 0
  let waking = new AbortController()
  const raised = new Set<string>()
  /** What a worker before may have raised; it cannot have resolved what was still wrong when it ended. */
  let { inherited } = work
  const ring = (): void => {
    waking.abort()
    waking = new AbortController()
  }
  const pauseLeft = (): number => Math.min(ports.options.backoff.cap, Math.max(0, quietUntil - ports.clock.elapsed()))

  async function meet(error: unknown): Promise<void> {
    const now = ports.clock.elapsed()
    if (trouble !== null && now < quietUntil) return
    const fault =
      error instanceof SyncError
        ? error
        : new SyncError('UNEXPECTED', { name: error instanceof Error ? error.name : typeof error }, { cause: error })
    attempts++
    trouble = fault
    const { backoff, maxAttempts } = ports.options
    quietUntil = now + (fault.temporary ? backoffDelay(attempts, ports.random, backoff) : backoff.cap)
    if (fault.temporary && attempts < maxAttempts) return
    const about = { ...subject, ...fault.subject }
    const cause = causeOf({ code: fault.code, subject: about })
    // An outage that changes its face (busy, then unreachable) is one outage.
    if (raised.has(cause) || (fault.temporary && raised.size > 0)) return
    raised.add(cause)
    await raiseJob(ports, new SyncError(fault.code, fault.values, { subject: about, cause: fault }))
  }

  /** Work was done: whatever was wrong is over, and so are the jobs that said so. */
  async function recover(): Promise<void> {
    const over = [...raised, ...inherited]
    if (over.length === 0) return
    await ports.store.transaction((tables) => tables.failedJobs.resolve(over, ports.clock.now()))
    inherited = []
    for (const cause of over) raised.delete(cause)
  }

  /** A piece that is due and was not taken is frozen or in the hands of another lane, which goes on by itself. */
  async function untilDue(): Promise<number> {
    const next = await work.nextDue()
    const wait = next === null ? idle : next - ports.clock.now()
    return wait <= 0 ? notMine : Math.min(idle, wait)
  }

  /** While there is trouble, one lane tries and the others wait. */
  async function lane(probing: boolean): Promise<void> {
    while (!stopping.signal.aborted) {
      if (trouble !== null) {
        await ports.clock.sleep(pauseLeft(), stopping.signal)
        if (!probing && !stopping.signal.aborted) await ports.clock.sleep(idle, waking.signal)
        if (stopping.signal.aborted || (trouble !== null && !probing)) continue
      }
      try {
        // Taken before the look for work, so that a wake-up during the look is not missed.
        const { signal } = waking
        if (lease !== undefined && !(await lease.keep(steps === 0))) {
          await ports.clock.sleep(notMine, stopping.signal)
          continue
        }
        steps++
        const worked = await work.step().finally(() => void steps--)
        if (trouble !== null) {
          trouble = null
          attempts = 0
          ring()
        }
        if (worked) await recover()
        else await ports.clock.sleep(await untilDue(), signal)
      } catch (error) {
        // Another goes on with the work: nothing is wrong with it.
        if (error instanceof SyncError && error.code === 'LEASE_LOST') continue
        await meet(error)
      }
    }
  }

  const running = Promise.all(Array.from({ length: lanes }, (_, place) => lane(place === 0)))

  return {
    wake: ring,
    state: () => ({ running: !stopping.signal.aborted, trouble, attempts }),
    async stop() {
      stopping.abort()
      ring()
      await running
      // A store that is in trouble lets it end by its time.
      await lease?.end().catch(() => undefined)
    },
  }
}

/** Raises a job about all of the work. */
async function raiseJob(ports: WorkerPorts, fault: SyncError): Promise<void> {
  const now = ports.clock.now()
  const failure = errorLine(fault, new Date(now).toISOString())
  let jobs: readonly FailedJob[] = []
  try {
    jobs = await ports.store.transaction((tables) => tables.failedJobs.record([jobOf(failure, ports.random.uuid(), now)]))
  } catch {
    // The store itself is in trouble: the listener still hears of the fault, and keeps it when it can.
  }
  ports.listener.failed(jobs.length === 0 ? [{ ...failure, recorded: false }] : recordedLines([failure], jobs))
}
