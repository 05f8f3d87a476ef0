import assert from 'node:assert/strict'
import { readFileSync, writeFileSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import { openSqliteStore } from '../../../src/adapters/store/sqlite/open-sqlite-store.ts'
import { inFolder, stillClock } from './store-folder.ts'

const snapshot = new URL('schema.sql', import.meta.url)

describe('schema of the SQLite store', () => {
  it('is the one in schema.sql; a change needs a migration, and then UPDATE_SCHEMA=1', async () => {
    await inFolder(async (file) => {
      const store = await openSqliteStore(file, { clock: stillClock })
      await store.close()
      const database = new DatabaseSync(file, { readOnly: true })
      const rows = database.prepare('SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY tbl_name, type DESC, name').all()
      const [version] = database.prepare('PRAGMA user_version').all()
      database.close()
      const schema = `-- version ${String(version?.['user_version'])}\n\n${rows.map(({ sql }) => `${String(sql)};\n`).join('\n')}`
      if (process.env['UPDATE_SCHEMA'] === '1') writeFileSync(snapshot, schema)
      assert.equal(schema, readFileSync(snapshot, 'utf8'))
    })
  })
})
