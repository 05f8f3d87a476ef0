import { describeError } from '../error/describe.ts'
import { SyncError } from '../error/sync-error.ts'
import { backoffDelay } from '../retry/backoff.ts'
import { jobOf } from '../job/job-of.ts'
import { distrustStoredBatches, pass, type Busy } from './pass.ts'
import type { DeliveryPorts } from './ports.ts'

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

/**
 * Starts the worker of a shop: `lanes` passes run side by side, because an answer takes longer than its cost. A fault of
 * the whole shop (unreachable, token refused) costs no level anything: the worker rests and tries again, ever slower, and
 * after `maxAttempts` raises one failed job (requirement 7.2).
 */
export function startWorker(ports: DeliveryPorts, lanes = 4): Worker {
  const busy: Busy = { levels: new Set(), batches: new Set() }
  const stopping = new AbortController()
  let trouble: SyncError | null = null
  let attempts = 0
  let quietUntil = 0
  let bell = new AbortController()
  const ring = (): void => {
    bell.abort()
    bell = new AbortController()
  }

  async function rest(ms: number): Promise<void> {
    await ports.clock.sleep(ms, AbortSignal.any([bell.signal, stopping.signal]))
  }

  async function meet(error: unknown): Promise<void> {
    const now = ports.clock.now()
    if (trouble !== null && now < quietUntil) return
    const fault = error instanceof SyncError ? error : new SyncError('UNEXPECTED', { name: error instanceof Error ? error.name : typeof error }, { cause: error })
    attempts++
    trouble = fault
    const lasting = !fault.temporary
    quietUntil = now + (lasting ? ports.options.backoff.cap : backoffDelay(attempts, ports.random, ports.options.backoff))
    if ((lasting && attempts === 1) || (!lasting && attempts === ports.options.maxAttempts)) await raiseJob(ports, fault)
  }

  /** While the shop is in trouble, one lane tries and the others wait. */
  async function lane(probing: boolean): Promise<void> {
    while (!stopping.signal.aborted) {
      if (trouble !== null) {
        await ports.clock.sleep(Math.max(0, quietUntil - ports.clock.now()), stopping.signal)
        if (!probing) await rest(idle)
        if (stopping.signal.aborted || (trouble !== null && !probing)) continue
      }
      try {
        const worked = await pass(ports, busy)
        if (trouble !== null) {
          trouble = null
          attempts = 0
          ring()
        }
        if (!worked) await rest(await untilDue(ports))
      } catch (error) {
        await meet(error)
      }
    }
  }

  async function run(): Promise<void> {
    for (;;) {
      try {
        await distrustStoredBatches(ports)
        break
      } catch (error) {
        await meet(error)
        await ports.clock.sleep(Math.max(0, quietUntil - ports.clock.now()), stopping.signal)
        if (stopping.signal.aborted) return
      }
    }
    await Promise.all(Array.from({ length: lanes }, (_, place) => lane(place === 0)))
  }
  const running = run()

  return {
    wake: ring,
    state: () => ({ running: !stopping.signal.aborted, trouble, attempts }),
    async stop() {
      stopping.abort()
      await running
    },
  }
}

async function untilDue(ports: DeliveryPorts): Promise<number> {
  let next: number | null = null
  await ports.store.transaction(async (tables) => {
    next = await tables.levels.nextDue(ports.shopify.shop)
  })
  return next === null ? idle : Math.min(idle, Math.max(10, next - ports.clock.now()))
}

async function raiseJob(ports: DeliveryPorts, fault: SyncError): Promise<void> {
  const now = ports.clock.now()
  const about = new SyncError(fault.code, fault.values, { subject: { shop: ports.shopify.shop, ...fault.subject }, cause: fault })
  const failure = describeError(about, ports.say, new Date(now).toISOString())
  let recorded = true
  try {
    await ports.store.transaction(async (tables) => {
      await tables.failedJobs.record([jobOf(failure, ports.random.uuid(), now)])
    })
  } catch {
    // The store itself is in trouble: the listener still hears of the fault, and keeps it when it can.
    recorded = false
  }
  ports.listener.failed([{ ...failure, recorded }])
}
