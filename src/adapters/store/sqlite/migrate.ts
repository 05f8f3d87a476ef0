import type { Connection } from './connection.ts'
import { APPLICATION_ID, pragma } from './inspect.ts'
import { migrations } from './migrations/migrations.ts'

/** Brings the tables of an open file up to date, one migration per transaction; what has been done stays done. */
export function migrate(connection: Connection): void {
  const done = pragma(connection, 'user_version')
  for (const [at, sql] of migrations.entries()) {
    if (at < done) continue
    connection.exec('BEGIN IMMEDIATE')
    try {
      connection.exec(sql)
      connection.exec(`PRAGMA application_id = ${APPLICATION_ID}; PRAGMA user_version = ${at + 1}; COMMIT`)
    } catch (failure) {
      if (connection.inTransaction) connection.exec('ROLLBACK')
      throw failure
    }
  }
}
