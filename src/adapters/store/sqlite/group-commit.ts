import { TransactionLife } from '../transaction-life.ts'
import type { Checkpoints } from './checkpoints.ts'
import type { Connection } from './connection.ts'
import { storeFault } from './fault.ts'
import { Pace } from './pace.ts'
import type { ReadingOrder } from './reading-order.ts'
import { Session } from './session.ts'

/** A transaction that waits for its turn. */
interface Waiting {
  /** Does the work; gives what to call when it is durable. */
  run(session: Session): Promise<() => void>
  reject(failure: unknown): void
}

/** A transaction that waits for the commit of its group. */
interface Worked {
  readonly succeed: () => void
  readonly reject: (failure: unknown) => void
}

/** A group takes no further transaction after this long, in milliseconds; the ones in it wait for its commit. */
const GROUP_UP_TO = 30

/**
 * Runs transactions one after the other and commits those that wait together, with one sync to the disk for all of them.
 * Each can be taken back by itself, so that one that fails takes nothing with it; only when SQLite gives the whole group
 * up, or the commit fails, all of the group fail. The event loop gets its turn between groups and inside long ones.
 */
export class GroupCommit {
  readonly #connection: Connection
  readonly #order: ReadingOrder
  readonly #checkpoints: Checkpoints
  readonly #pace = new Pace()
  readonly #queue: Waiting[] = []
  #draining: Promise<void> | null = null

  constructor(connection: Connection, order: ReadingOrder, checkpoints: Checkpoints) {
    this.#connection = connection
    this.#order = order
    this.#checkpoints = checkpoints
  }

  /** Resolves when the change is durable. */
  run<T>(work: (session: Session) => Promise<T>): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      this.#queue.push({
        run: async (session) => {
          const value = await work(session)
          return () => resolve(value)
        },
        reject,
      })
      this.#draining ??= this.#drain()
    })
  }

  /** Resolves when nothing runs and nothing waits. */
  async idle(): Promise<void> {
    while (this.#draining !== null) await this.#draining
  }

  async #drain(): Promise<void> {
    // The first rest also collects the transactions of everybody who is about to ask in this turn of the event loop.
    do {
      await this.#pace.rest()
      await this.#group()
      await this.#checkpoints.keepUp()
    } while (this.#queue.length > 0)
    this.#draining = null
  }

  async #group(): Promise<void> {
    const worked: Worked[] = []
    try {
      this.#connection.exec('BEGIN IMMEDIATE')
    } catch (failure) {
      for (const waiting of this.#queue.splice(0)) waiting.reject(failure)
      return
    }
    const end = performance.now() + GROUP_UP_TO
    const next = (): Waiting | undefined => (this.#pace.tired || performance.now() > end ? undefined : this.#queue.shift())
    try {
      for (let waiting = this.#queue.shift(); waiting !== undefined; waiting = next()) await this.#one(waiting, worked)
      this.#connection.exec('COMMIT')
      this.#order.committed()
      for (const { succeed } of worked) succeed()
    } catch (failure) {
      this.#rollBackGroup()
      const fault = storeFault(failure, this.#connection.file)
      for (const { reject } of worked) reject(fault)
    }
  }

  /** Runs one transaction. Throws only when the whole group is lost. */
  async #one(waiting: Waiting, worked: Worked[]): Promise<void> {
    const scope = new TransactionLife()
    const session = new Session(this.#connection, scope, this.#pace)
    // As long as the group holds nothing, rolling it back is as good as a savepoint, and copies no pages.
    const savepoint = worked.length > 0
    try {
      if (savepoint) this.#connection.run('SAVEPOINT work', [])
      const succeed = await scope.run(() => waiting.run(session))
      if (savepoint) this.#connection.run('RELEASE work', [])
      worked.push({ succeed, reject: (failure) => waiting.reject(failure) })
    } catch (failure) {
      waiting.reject(failure)
      this.#order.rolledBack()
      if (savepoint && !this.#connection.inTransaction) throw scope.failure ?? failure
      if (savepoint) this.#connection.exec('ROLLBACK TO work; RELEASE work')
      else this.#beginAnew()
    }
  }

  #beginAnew(): void {
    if (this.#connection.inTransaction) this.#connection.exec('ROLLBACK')
    this.#connection.exec('BEGIN IMMEDIATE')
  }

  #rollBackGroup(): void {
    this.#order.rolledBack()
    if (!this.#connection.inTransaction) return
    try {
      this.#connection.exec('ROLLBACK')
    } catch {
      // SQLite had rolled back already; the failure that led here is the one to report.
    }
  }
}
