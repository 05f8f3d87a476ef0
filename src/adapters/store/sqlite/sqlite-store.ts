import { SyncError } from '../../../base/error/sync-error.ts'
import { TransactionLife } from '../transaction-life.ts'
import type { Store, StoreTables } from '../../../ports/store/store.ts'
import { sqliteAudit } from './audit.ts'
import { sqliteBatches } from './batches.ts'
import { Checkpoints } from './checkpoints.ts'
import type { Connection } from './connection.ts'
import { sqliteCursors } from './cursors.ts'
import { sqliteFailedJobs } from './failed-jobs.ts'
import { GroupCommit } from './group-commit.ts'
import { sqliteHolds } from './holds.ts'
import { sqliteLeases } from './leases.ts'
import { sqliteLevels } from './levels.ts'
import { sqliteLinks } from './links.ts'
import { sqlitePictures } from './pictures.ts'
import { sqlitePlans } from './plans.ts'
import { ReadingOrder } from './reading-order.ts'
import { sqliteRuns } from './runs.ts'
import type { Session } from './session.ts'
import { sqliteSwitches } from './switches.ts'

/** What the store tells its owner about its end, each once. */
export interface StoreEnd {
  readonly closing: () => void
  readonly closed: () => void
}

/** The store in an SQLite file that is open, up to date and owned by this process; see `openSqliteStore`. */
export class SqliteStore implements Store {
  readonly #connection: Connection
  readonly #order: ReadingOrder
  readonly #checkpoints: Checkpoints
  readonly #transactions: GroupCommit
  readonly #end: StoreEnd
  #closing: Promise<void> | null = null

  constructor(connection: Connection, end: StoreEnd) {
    this.#connection = connection
    this.#order = new ReadingOrder(connection)
    this.#checkpoints = new Checkpoints(connection)
    this.#transactions = new GroupCommit(connection, this.#order, this.#checkpoints)
    this.#end = end
  }

  async transaction<T>(work: (tables: StoreTables) => Promise<T>): Promise<T> {
    TransactionLife.refuseNested()
    if (this.#closing !== null) throw new SyncError('STORE_UNAVAILABLE', { detail: 'it is closed' })
    return await this.#transactions.run((session) => work(this.#tables(session)))
  }

  /** Lets the transactions that wait finish, then gives the file back. */
  close(): Promise<void> {
    this.#closing ??= this.#close()
    return this.#closing
  }

  async #close(): Promise<void> {
    this.#end.closing()
    await this.#transactions.idle()
    await this.#checkpoints.close()
    try {
      this.#connection.close()
    } finally {
      this.#end.closed()
    }
  }

  #tables(session: Session): StoreTables {
    return {
      links: sqliteLinks(session),
      levels: sqliteLevels(session),
      batches: sqliteBatches(session),
      holds: sqliteHolds(session),
      failedJobs: sqliteFailedJobs(session),
      cursors: sqliteCursors(session),
      switches: sqliteSwitches(session),
      audit: sqliteAudit(session),
      pictures: sqlitePictures(session),
      plans: sqlitePlans(session),
      runs: sqliteRuns(session),
      leases: sqliteLeases(session),
      nextAsOf: async () => this.#order.next(session),
      lastAsOf: async () => this.#order.last,
    }
  }
}
