import type { DatabaseSync, StatementSync } from 'node:sqlite'
import { SyncError } from '../../../base/error/sync-error.ts'

export type Database = DatabaseSync
export type Statement = StatementSync

/**
 * Opens a file with the SQLite that is built into Node. Asked for at run time, so that a Node without it (before 22.13)
 * can still load the package and use another store. Throws what SQLite throws, or STORE_UNAVAILABLE on such a Node.
 */
export function openDatabase(file: string, options: { readOnly?: boolean } = {}): Database {
  const sqlite = process.getBuiltinModule('node:sqlite')
  // Older versions of Node answer undefined here, whatever the types say.
  if (typeof sqlite?.DatabaseSync !== 'function') {
    throw new SyncError('STORE_UNAVAILABLE', { detail: `Node ${process.version} has no SQLite; Node 22.13 or newer is needed` })
  }
  return new sqlite.DatabaseSync(file, options)
}
