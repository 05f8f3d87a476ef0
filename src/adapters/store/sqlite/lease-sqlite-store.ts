import { SyncError } from '../../../base/error/sync-error.ts'
import type { Store } from '../../../ports/store/store.ts'
import { openSqliteStore, type SqliteStoreOptions } from './open-sqlite-store.ts'
import type { SqliteStore } from './sqlite-store.ts'
import { isSameFile } from './same-file.ts'
import { storePath } from './store-path.ts'

interface Shared {
  readonly path: string
  readonly opening: Promise<SqliteStore>
  users: number
  /** Set while the last user closes it. */
  closed?: Promise<void>
}

/** Every file that is open in this process, or is just being opened or closed. */
const files = new Set<Shared>()
const shareOf = new WeakMap<Store, { readonly entry: Shared; readonly store: SqliteStore }>()

/**
 * Shares one open store per file among everybody in this process who asks for it, whatever name the file is asked for by;
 * the options of the first one count. Closing a lease gives it back, and the last one closes the file. Asking for a file that
 * is just being closed waits for that. Throws what `openSqliteStore` throws.
 */
export async function leaseSqliteStore(file: string, options: SqliteStoreOptions): Promise<Store> {
  const path = storePath(file)
  for (let last = leavingOf(path); last !== undefined; last = leavingOf(path)) await last
  const entry = entryOf(path) ?? { path, opening: openSqliteStore(path, options), users: 0 }
  files.add(entry)
  entry.users++
  try {
    return leaseOf(entry, await entry.opening)
  } catch (failure) {
    files.delete(entry)
    throw failure
  }
}

/**
 * One more lease of the file behind a lease, to be closed by itself. A store that is no lease is its own, and stays open.
 * Throws STORE_UNAVAILABLE when the lease was given back.
 */
export function leaseAgain(store: Store): Store {
  const share = shareOf.get(store)
  if (share === undefined) return { transaction: (work) => store.transaction(work), close: () => Promise.resolve() }
  if (share.entry.users === 0) throw closedFault()
  share.entry.users++
  return leaseOf(share.entry, share.store)
}

/** What all leases of one file have in common, to find what belongs to the file and not to a lease of it. */
export function sharedBy(store: Store): object {
  return shareOf.get(store)?.entry ?? store
}

function entryOf(path: string): Shared | undefined {
  return [...files].find((entry) => isSameFile(entry.path, path))
}

function leavingOf(path: string): Promise<void> | undefined {
  return entryOf(path)?.closed
}

function leaseOf(entry: Shared, store: SqliteStore): Store {
  let given: Promise<void> | undefined
  const lease: Store = {
    async transaction(work) {
      if (given !== undefined) throw closedFault()
      return await store.transaction(work)
    },
    close() {
      given ??= giveBack(entry, store)
      return given
    },
  }
  shareOf.set(lease, { entry, store })
  return lease
}

function closedFault(): SyncError {
  return new SyncError('STORE_UNAVAILABLE', { detail: 'it is closed' })
}

async function giveBack(entry: Shared, store: SqliteStore): Promise<void> {
  entry.users--
  if (entry.users > 0) return
  const closing = store.close()
  entry.closed = closing.then(
    () => void files.delete(entry),
    () => void files.delete(entry),
  )
  await closing
  await entry.closed
}
