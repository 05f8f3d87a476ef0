import { SyncError } from '../../base/error/sync-error.ts'
import { backoffDelay, type Backoff } from '../../rules/backoff.ts'
import type { RunRecord } from '../../ports/store/run-record.ts'
import { carryOutStep } from './carry-out.ts'
import { compareStep } from './compare-run.ts'
import { failRun, tellFault, tell } from './run-steps.ts'
import { KeptLease } from '../worker/kept-lease.ts'
import { PagesAhead, Pages, type Page } from './pages.ts'
import type { ReconcilePorts } from './ports.ts'

const backoff: Backoff = { base: 1000, cap: 60_000 }
/** A step that fails for a cause that may pass by itself is tried so often. */
const triesAtMost = 8
/** How often somebody who has not got the lease asks for it, in milliseconds. */
const elsewhere = 1000

/**
 * Works on the run of one shop, whenever there is one: step by step, each stored as a whole, so that whoever comes after a
 * crash goes on where this one stopped.
 */
export class Reconciler {
  readonly #ports: ReconcilePorts
  readonly #lease: KeptLease
  readonly #pages: Pages
  readonly #ahead = new PagesAhead()
  #stopping = new AbortController()
  #working: Promise<void> | null = null
  #again = false
  #closed = false
  #toldAt = Number.NEGATIVE_INFINITY

  constructor(ports: ReconcilePorts) {
    this.#lease = new KeptLease(ports, `reconcile ${ports.shopify.shop}`, ports.random.uuid())
    this.#ports = { ...ports, lease: this.#lease }
    this.#pages = new Pages((request) => ports.ask(request), ports.clock, ports.timing.answer)
  }

  /** An answer of the flow to what was asked for. */
  take(page: Page): void {
    this.#pages.take(page)
  }

  /** A node of the flow failed with what was asked for; the step is tried again, or the run fails for that very reason. */
  refuse(token: string, error: unknown): void {
    this.#pages.refuse(token, error)
  }

  /** Works on the shop's run, if there is one and it is running. */
  work(): void {
    if (this.#closed) return
    this.#again = true
    this.#working ??= this.#drain()
      .catch((error: unknown) => tellFault(this.#ports, error))
      .finally(() => {
        this.#working = null
        // Somebody asked for work at the very end.
        if (this.#again) this.work()
      })
  }

  /** Lets go of what is under way and looks again: the run was paused, cancelled or replaced. */
  async interrupt(): Promise<void> {
    this.#stopping.abort()
    await this.#working
    this.#stopping = new AbortController()
    this.#pages.clear()
    this.#ahead.clear()
  }

  /** Resolves when the step under way is stored or given up. The run goes on with the next reconciler. */
  async close(): Promise<void> {
    this.#closed = true
    this.#stopping.abort()
    await this.#working
    await this.#ahead.settled()
    // A store that is in trouble lets it end by its time.
    await this.#lease.end().catch(() => undefined)
  }

  /** Resolves when nothing is being worked on. */
  async idle(): Promise<void> {
    while (this.#working !== null) await this.#working
  }

  async #drain(): Promise<void> {
    while (this.#again && !this.#closed) {
      this.#again = false
      await this.#run()
    }
  }

  async #run(): Promise<void> {
    const { signal } = this.#stopping
    let tries = 0
    let first: string | null = null
    while (!signal.aborted) {
      let run: RunRecord | null = null
      try {
        run = await this.#next()
        if (run === null) return
        if (!(await this.#lease.keep())) {
          await this.#ports.clock.sleep(elsewhere, signal)
          continue
        }
        const plan = await this.#ports.store.transaction((tables) => tables.plans.get(run?.plan ?? ''))
        if (plan === null) throw new SyncError('RECONCILE_PLAN_UNKNOWN', { shop: run.shop, plan: run.plan })
        const begins = first !== run.id
        first = run.id
        if (run.kind === 'compare') await compareStep(this.#ports, { pages: this.#pages, ahead: this.#ahead, signal }, run, plan)
        else await carryOutStep(this.#ports, run, begins, signal)
        tries = 0
        await this.#progress(run)
      } catch (error) {
        // Another goes on with the run: nothing is wrong with it.
        if (error instanceof SyncError && error.code === 'LEASE_LOST') continue
        tries++
        this.#ahead.clear()
        if (!mayPass(error) || tries >= triesAtMost) {
          // Without a run it was the store that failed: there is nothing to be marked as failed.
          if (run === null) throw error
          await failRun(this.#ports, run, error)
          return
        }
        await this.#ports.clock.sleep(backoffDelay(tries, this.#ports.random, backoff), signal)
      }
    }
  }

  async #next(): Promise<RunRecord | null> {
    const run = await this.#ports.store.transaction((tables) => tables.runs.live(this.#ports.shopify.shop))
    return run?.state === 'running' && run.node === this.#ports.node ? run : null
  }

  /** At most once in a while. */
  async #progress(run: RunRecord): Promise<void> {
    const now = this.#ports.clock.elapsed()
    if (now < this.#toldAt + this.#ports.timing.progress) return
    this.#toldAt = now
    await tell(this.#ports, 'progress', run.id)
  }
}

function mayPass(error: unknown): boolean {
  return error instanceof SyncError && error.temporary
}
