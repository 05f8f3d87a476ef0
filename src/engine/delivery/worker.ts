import { describeError } from '../../base/error/describe.ts'
import { SyncError } from '../../base/error/sync-error.ts'
import { backoffDelay } from '../../rules/backoff.ts'
import { causeOf, jobOf } from '../../rules/jobs/job-of.ts'
import { recordedLines } from '../jobs/record-failures.ts'
import type { FailedJob } from '../../ports/store/failed-job.ts'
import { pass, type Busy } from './pass.ts'
import type { DeliveryPorts } from './ports.ts'
import { shopCauses } from '../../rules/delivery/shop-causes.ts'

/** What a worker is doing, for the status of the node. */
export interface WorkerState {
  readonly running: boolean
  /** The fault that keeps the shop from being written, when there is one. */
  readonly trouble: SyncError | null
  readonly attempts: number
}

/** Drains one shop's queue until it is stopped. */
export interface Worker {
  /** Says that there may be work now. */
  wake(): void
  state(): WorkerState
  /** Resolves when what is under way is finished. */
  stop(): Promise<void>
}

/** How long an idle worker sleeps at most; holds that expire and approvals are noticed within this time. */
const idle = 5_000

/** How long a lane sleeps when everything that is due is being looked after. */
const notMine = 1_000

/**
 * Starts the worker of a shop: `lanes` passes run side by side, because an answer takes longer than its cost. A fault of
 * the whole shop (unreachable, token refused) costs no level anything: the worker rests and tries again, ever slower. One
 * failed job says so, at once or after `maxAttempts` when the fault may pass by itself (requirement 7.2), and is resolved
 * when work goes on.
 */
export function startWorker(ports: DeliveryPorts, lanes = 4): Worker {
  const busy: Busy = { levels: new Set(), batches: new Set() }
  const stopping = new AbortController()
  let trouble: SyncError | null = null
  let attempts = 0
  let quietUntil = 0
  let bell = new AbortController()
  const raised = new Set<string>()
  /** What a process before may have raised; it cannot have resolved what was still wrong when it ended. */
  let inherited: readonly string[] = shopCauses(ports.shopify.shop)
  const ring = (): void => {
    bell.abort()
    bell = new AbortController()
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
    const subject = { shop: ports.shopify.shop, ...fault.subject }
    const cause = causeOf({ code: fault.code, subject })
    // An outage that changes its face (busy, then unreachable) is one outage.
    if (raised.has(cause) || (fault.temporary && raised.size > 0)) return
    raised.add(cause)
    await raiseJob(ports, new SyncError(fault.code, fault.values, { subject, cause: fault }))
  }

  /** Work was done: whatever was wrong with the shop is over, and so are the jobs that said so. */
  async function recover(): Promise<void> {
    const over = [...raised, ...inherited]
    if (over.length === 0) return
    await ports.store.transaction((tables) => tables.failedJobs.resolve(over, ports.clock.now()))
    inherited = []
    for (const cause of over) raised.delete(cause)
  }

  /** While the shop is in trouble, one lane tries and the others wait. */
  async function lane(probing: boolean): Promise<void> {
    while (!stopping.signal.aborted) {
      if (trouble !== null) {
        await ports.clock.sleep(pauseLeft(), stopping.signal)
        if (!probing && !stopping.signal.aborted) await ports.clock.sleep(idle, bell.signal)
        if (stopping.signal.aborted || (trouble !== null && !probing)) continue
      }
      try {
        // Taken before the look for work, so that a bell that rings during the look is not missed.
        const { signal } = bell
        const worked = await pass(ports, busy)
        if (trouble !== null) {
          trouble = null
          attempts = 0
          ring()
        }
        if (worked) await recover()
        else await ports.clock.sleep(await untilDue(ports), signal)
      } catch (error) {
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
    },
  }
}

/** A level that is due and was not taken is frozen or in the hands of another lane, which goes on by itself. */
async function untilDue(ports: DeliveryPorts): Promise<number> {
  const next = await ports.store.transaction((tables) => tables.levels.nextDue(ports.shopify.shop))
  const wait = next === null ? idle : next - ports.clock.now()
  return wait <= 0 ? notMine : Math.min(idle, wait)
}

/** Raises a job about the whole shop. */
async function raiseJob(ports: DeliveryPorts, fault: SyncError): Promise<void> {
  const now = ports.clock.now()
  const failure = describeError(fault, ports.say, new Date(now).toISOString())
  let jobs: readonly FailedJob[] = []
  try {
    jobs = await ports.store.transaction((tables) => tables.failedJobs.record([jobOf(failure, ports.random.uuid(), now)]))
  } catch {
    // The store itself is in trouble: the listener still hears of the fault, and keeps it when it can.
  }
  ports.listener.failed(jobs.length === 0 ? [{ ...failure, recorded: false }] : recordedLines([failure], jobs))
}
