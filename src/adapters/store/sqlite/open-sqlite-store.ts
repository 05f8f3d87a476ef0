import { basename } from 'node:path'
import type { Clock } from '../../../ports/clock.ts'
import { SyncError } from '../../../base/error/sync-error.ts'
import { keepTidy, type Retention } from '../tidy.ts'
import { Connection } from './connection.ts'
import { openDatabase } from './driver.ts'
import { storeFault } from './fault.ts'
import { FileLock } from './file-lock.ts'
import { inspect } from './inspect.ts'
import { migrate } from './migrate.ts'
import { namesOf } from './same-file.ts'
import { SqliteStore } from './sqlite-store.ts'
import { storePath } from './store-path.ts'

export interface SqliteStoreOptions {
  readonly clock: Clock
  /** With it the store keeps itself tidy until it is closed; without it, `keepTidy` is the caller's business. */
  readonly retention?: Retention
  /** Hears of faults of that tidying, which is tried again by itself. */
  readonly onTidyFault?: (fault: unknown) => void
  /** Beyond this size (bytes) the file does not grow: STORE_FULL. No limit when absent. */
  readonly maxBytes?: number
}

/**
 * Every commit survives a power cut: WAL, and a sync to the disk for each group of transactions. The busy time-out (ms)
 * is for somebody who looks into the file with another program; it holds the event loop, so it is short.
 */
const SETTINGS = `
PRAGMA busy_timeout = 50;
PRAGMA journal_mode = WAL;
PRAGMA synchronous = FULL;
PRAGMA fullfsync = ON;
PRAGMA temp_store = MEMORY;
PRAGMA cache_size = -32000;
PRAGMA journal_size_limit = 67108864;
`
const PAGE_SIZE = 4096

/**
 * Opens the sync store in a file, which is made (with its folder) when there is none, and brings it up to date. The file
 * belongs to this store until it is closed. Throws STORE_LOCKED when it belongs to another, STORE_CORRUPT and STORE_NEWER
 * without touching the file, STORE_FULL, or STORE_UNAVAILABLE.
 */
export async function openSqliteStore(file: string, options: SqliteStoreOptions): Promise<SqliteStore> {
  const path = storePath(file)
  const lock = FileLock.take(path)
  const closing = new AbortController()
  const store = openLocked(path, options.maxBytes, lock, closing)
  if (options.retention !== undefined) {
    void keepTidy(store, options.retention, options.clock, closing.signal, options.onTidyFault ?? (() => undefined))
  }
  return store
}

function openLocked(path: string, maxBytes: number | undefined, lock: FileLock, closing: AbortController): SqliteStore {
  let connection: Connection | undefined
  try {
    refuseOtherNames(path)
    inspect(path)
    connection = connect(path)
    connection.exec(SETTINGS)
    if (maxBytes !== undefined) connection.exec(`PRAGMA max_page_count = ${Math.floor(maxBytes / PAGE_SIZE)}`)
    migrate(connection)
    connection.exec("UPDATE leases SET owner = '', until = 0 WHERE owner <> ''")
    return new SqliteStore(connection, { closing: () => closing.abort(), closed: () => lock.release() })
  } catch (failure) {
    connection?.close()
    lock.release()
    throw failure
  }
}

/**
 * SQLite keeps its log beside the name by which a file was opened: under another name (a hard link) the file lacks what the log
 * still holds, and two runtimes would not know of each other.
 */
function refuseOtherNames(path: string): void {
  if (namesOf(path) <= 1) return
  const detail = `${basename(path)} has a second name on the disk (a hard link); copy the file instead, and delete the other name`
  throw new SyncError('STORE_UNAVAILABLE', { detail })
}

function connect(path: string): Connection {
  try {
    return new Connection(path, openDatabase(path))
  } catch (thrown) {
    throw storeFault(thrown, path)
  }
}
