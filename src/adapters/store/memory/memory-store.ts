import { SyncError } from '../../../base/error/sync-error.ts'
import { TransactionLife } from '../transaction-life.ts'
import type { Store, StoreTables } from '../../../ports/store/store.ts'
import { auditRows, memoryAudit } from './audit.ts'
import { batchRows, memoryBatches } from './batches.ts'
import { failedJobRows, memoryFailedJobs } from './failed-jobs.ts'
import { holdRows, memoryHolds } from './holds.ts'
import type { IndexedMap } from './indexed-map.ts'
import { leaseRows, memoryLeases } from './leases.ts'
import { levelRows, memoryLevels } from './levels.ts'
import { linkRows, memoryLinks } from './links.ts'
import { memoryNamedValues, namedValueRows } from './named-values.ts'
import { memoryPictures, pictureRows } from './pictures.ts'
import { memoryPlans, planLineRows, planRows } from './plans.ts'
import { memoryRuns, runRows } from './runs.ts'

type Rows<M> = M extends IndexedMap<infer V> ? ReadonlyMap<string, V> : never
type State = ReturnType<typeof emptyState>

/** Everything that had been committed when it was taken. Never changes. */
export type MemorySnapshot = { readonly [T in keyof State]: Rows<State[T]> } & { readonly counted: number }

/**
 * The store without a disk: the twin of the SQLite store for tests and demonstrations. It keeps the promises of the port
 * but one, a crash of the process. A simulated crash is `new MemoryStore(crashed.snapshot())`: the last committed state.
 * Rows are kept as they are given, without a copy.
 */
export class MemoryStore implements Store {
  readonly #state = emptyState()
  /** The highest place given out, in the order of readings and of the audit trail; an undone transaction does not give it back. */
  #counted = 0
  #last: Promise<unknown> = Promise.resolve()
  #closed = false

  constructor(snapshot?: MemorySnapshot) {
    if (snapshot !== undefined) this.restore(snapshot)
  }

  async transaction<T>(work: (tables: StoreTables) => Promise<T>): Promise<T> {
    TransactionLife.refuseNested()
    if (this.#closed) throw new SyncError('STORE_UNAVAILABLE', { detail: 'it is closed' })
    const result = this.#last.then(() => this.#run(work))
    this.#last = result.catch(() => undefined)
    return await result
  }

  async close(): Promise<void> {
    this.#closed = true
    await this.#last
  }

  /** The last committed state, also while a transaction runs. */
  snapshot(): MemorySnapshot {
    const state = this.#state
    return {
      links: state.links.committed(),
      levels: state.levels.committed(),
      batches: state.batches.committed(),
      holds: state.holds.committed(),
      failedJobs: state.failedJobs.committed(),
      cursors: state.cursors.committed(),
      switches: state.switches.committed(),
      audit: state.audit.committed(),
      pictures: state.pictures.committed(),
      plans: state.plans.committed(),
      planLines: state.planLines.committed(),
      runs: state.runs.committed(),
      leases: state.leases.committed(),
      counted: this.#counted,
    }
  }

  /** Goes back to a snapshot; only between transactions. */
  restore(snapshot: MemorySnapshot): void {
    const state = this.#state
    state.links.load(snapshot.links)
    state.levels.load(snapshot.levels)
    state.batches.load(snapshot.batches)
    state.holds.load(snapshot.holds)
    state.failedJobs.load(snapshot.failedJobs)
    state.cursors.load(snapshot.cursors)
    state.switches.load(snapshot.switches)
    state.audit.load(snapshot.audit)
    state.pictures.load(snapshot.pictures)
    state.plans.load(snapshot.plans)
    state.planLines.load(snapshot.planLines)
    state.runs.load(snapshot.runs)
    // Who held one has gone, as with a file that is opened.
    state.leases.load(new Map([...snapshot.leases].map(([name, lease]) => [name, { ...lease, owner: '', until: 0 }])))
    this.#counted = Math.max(this.#counted, snapshot.counted)
  }

  async #run<T>(work: (tables: StoreTables) => Promise<T>): Promise<T> {
    const scope = new TransactionLife()
    const tables = this.#tables(scope)
    try {
      const value = await scope.run(() => work(tables))
      for (const rows of Object.values(this.#state)) rows.commit()
      return value
    } catch (failure) {
      for (const rows of Object.values(this.#state)) rows.undo()
      throw failure
    }
  }

  #tables(scope: TransactionLife): StoreTables {
    const within =
      <M>(rows: M): (() => M) =>
      () => {
        scope.check()
        return rows
      }
    const state = this.#state
    return {
      links: memoryLinks(within(state.links)),
      levels: memoryLevels(within(state.levels)),
      batches: memoryBatches(within(state.batches)),
      holds: memoryHolds(within(state.holds)),
      failedJobs: memoryFailedJobs(within(state.failedJobs), scope),
      cursors: memoryNamedValues(within(state.cursors)),
      switches: memoryNamedValues(within(state.switches)),
      audit: memoryAudit(within(state.audit), () => ++this.#counted),
      pictures: memoryPictures(within(state.pictures)),
      plans: memoryPlans(within(state.plans), within(state.planLines)),
      runs: memoryRuns(within(state.runs), scope),
      leases: memoryLeases(within(state.leases)),
      nextAsOf: async () => {
        scope.check()
        return ++this.#counted
      },
      lastAsOf: async () => {
        scope.check()
        return this.#counted
      },
    }
  }
}

function emptyState() {
  return {
    links: linkRows(),
    levels: levelRows(),
    batches: batchRows(),
    holds: holdRows(),
    failedJobs: failedJobRows(),
    cursors: namedValueRows(),
    switches: namedValueRows(),
    audit: auditRows(),
    pictures: pictureRows(),
    plans: planRows(),
    planLines: planLineRows(),
    runs: runRows(),
    leases: leaseRows(),
  }
}
