import { SyncError } from '../../error/sync-error.ts'
import type { Store } from '../store.ts'
import { openSqliteStore, type SqliteStoreOptions } from './open-sqlite-store.ts'
import type { SqliteStore } from './sqlite-store.ts'
import { storePath } from './store-path.ts'

interface Shared {
  readonly opening: Promise<SqliteStore>
  users: number
}

const shared = new Map<string, Shared>()
const closing = new Map<string, Promise<void>>()

/**
 * Shares one open store per file among everybody in this process who asks for it; the options of the first one count.
 * Closing a lease gives it back, and the last one closes the file. Asking for a file that is just being closed waits for
 * that. Throws what `openSqliteStore` throws.
 */
export async function leaseSqliteStore(file: string, options: SqliteStoreOptions): Promise<Store> {
  const path = storePath(file)
  for (let last = closing.get(path); last !== undefined; last = closing.get(path)) await last
  const entry = shared.get(path) ?? { opening: openSqliteStore(path, options), users: 0 }
  shared.set(path, entry)
  entry.users++
  try {
    return leaseOf(path, entry, await entry.opening)
  } catch (failure) {
    if (shared.get(path) === entry) shared.delete(path)
    throw failure
  }
}

function leaseOf(path: string, entry: Shared, store: SqliteStore): Store {
  let given: Promise<void> | undefined
  return {
    async transaction(work) {
      if (given !== undefined) throw new SyncError('STORE_UNAVAILABLE', { detail: 'it is closed' })
      return await store.transaction(work)
    },
    close() {
      given ??= giveBack(path, entry, store)
      return given
    },
  }
}

async function giveBack(path: string, entry: Shared, store: SqliteStore): Promise<void> {
  entry.users--
  if (entry.users > 0) return
  shared.delete(path)
  const closed = store.close().finally(() => closing.delete(path))
  closing.set(
    path,
    closed.catch(() => undefined),
  )
  await closed
}
