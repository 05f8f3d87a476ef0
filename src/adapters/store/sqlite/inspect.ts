import { existsSync, statSync } from 'node:fs'
import { basename } from 'node:path'
import { SyncError } from '../../../base/error/sync-error.ts'
import { Connection } from './connection.ts'
import { openDatabase } from './driver.ts'
import { migrations } from './migrations/migrations.ts'
import { number, text } from './row.ts'
import { storeFault } from './fault.ts'

/** Marks our files among all SQLite files ("OSIS"). */
export const APPLICATION_ID = 0x4f534953

/** Up to this size (bytes) the whole file is checked before it is used; a check reads all of it. */
const CHECK_UP_TO = 256 * 1024 * 1024

/**
 * Looks at a file without changing it, before it is opened for writing. Throws STORE_CORRUPT when it is damaged or not a
 * sync store, STORE_NEWER when a later version of this package has written it.
 */
export function inspect(file: string): void {
  if (!existsSync(file) || statSync(file).size === 0) return
  const connection = openReadOnly(file)
  try {
    const version = pragma(connection, 'user_version')
    const application = pragma(connection, 'application_id')
    const empty = connection.get('SELECT name FROM sqlite_schema LIMIT 1', []) === undefined
    if (application !== APPLICATION_ID && !empty) {
      throw new SyncError('STORE_CORRUPT', {
        file: basename(file),
        detail: 'it is not a sync store but a database of something else',
      })
    }
    if (version > migrations.length) throw new SyncError('STORE_NEWER', { found: version, known: migrations.length })
    if (statSync(file).size <= CHECK_UP_TO) check(connection)
  } finally {
    connection.close()
  }
}

function check(connection: Connection): void {
  const row = connection.get('PRAGMA quick_check(1)', [])
  const verdict = row === undefined ? 'ok' : text(row, 'quick_check')
  if (verdict !== 'ok') throw new SyncError('STORE_CORRUPT', { file: basename(connection.file), detail: verdict })
}

function openReadOnly(file: string): Connection {
  try {
    return new Connection(file, openDatabase(file, { readOnly: true }))
  } catch (thrown) {
    throw storeFault(thrown, file)
  }
}

/** A pragma that answers with one number. */
export function pragma(connection: Connection, name: 'user_version' | 'application_id'): number {
  const row = connection.get(`PRAGMA ${name}`, [])
  return row === undefined ? 0 : number(row, name)
}
