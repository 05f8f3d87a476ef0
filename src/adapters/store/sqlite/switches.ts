import type { SwitchTable } from '../../../ports/store/store.ts'
import { text } from './row.ts'
import type { Session } from './session.ts'

const GET = 'SELECT value FROM switches WHERE name = ?'
const PUT = 'INSERT OR REPLACE INTO switches (name, value) VALUES (?, ?)'
const REMOVE = 'DELETE FROM switches WHERE name = ?'

/** Switches in SQLite; null takes a value away. */
export function sqliteSwitches(session: Session): SwitchTable {
  return {
    async get(name) {
      return session.one(GET, (row) => text(row, 'value'), name)
    },
    async put(name, value) {
      if (value === null) session.run(REMOVE, name)
      else session.run(PUT, name, value)
    },
  }
}
