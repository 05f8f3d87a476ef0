import type { CursorTable } from '../../../ports/store/store.ts'
import { text } from './row.ts'
import type { Session } from './session.ts'

const GET = 'SELECT value FROM cursors WHERE name = ?'
const PUT = 'INSERT OR REPLACE INTO cursors (name, value) VALUES (?, ?)'

/** Cursors in SQLite. */
export function sqliteCursors(session: Session): CursorTable {
  return {
    async get(name) {
      return session.one(GET, (row) => text(row, 'value'), name)
    },
    async put(name, value) {
      session.run(PUT, name, value)
    },
  }
}
