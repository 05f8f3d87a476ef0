import assert from 'node:assert/strict'
import { existsSync, statSync } from 'node:fs'
import { Checkpoints } from '../../../src/adapters/store/sqlite/checkpoints.ts'
import { Connection } from '../../../src/adapters/store/sqlite/connection.ts'
import { openDatabase } from '../../../src/adapters/store/sqlite/driver.ts'
import { openSqliteStore } from '../../../src/adapters/store/sqlite/open-sqlite-store.ts'
import { NOW, SHOP, waiting } from './example.ts'
import { inFolder, stillClock } from './store-folder.ts'

const thousand = `WITH RECURSIVE up (number) AS (VALUES (1) UNION ALL SELECT number + 1 FROM up WHERE number < 1000)
  SELECT number, hex(zeroblob(1500)) FROM up`
const MEGABYTE = 1024 * 1024

describe('log of an SQLite store', () => {
  it('stays short however much is written, and is gone when the store is closed', async function () {
    this.timeout(60_000)
    await inFolder(async (file) => {
      const store = await openSqliteStore(file, { clock: stillClock })
      let longest = 0
      for (let round = 0; round < 30; round++) {
        const some = Array.from({ length: 2000 }, (_, number) => waiting(round * 2000 + number, NOW))
        await store.transaction(({ levels }) => levels.put(some))
        longest = Math.max(longest, statSync(`${file}-wal`).size)
      }
      assert.equal((await store.transaction(({ levels }) => levels.depth(SHOP))).waiting, 60_000)
      await store.close()
      assert.ok(statSync(file).size > 50 * MEGABYTE, 'the test writes less than it should')
      assert.ok(longest < 30 * MEGABYTE, `the log was ${longest} bytes long`)
      assert.ok(!existsSync(`${file}-wal`))
    })
  })

  it('is copied by SQLite itself when the thread is lost', async () => {
    await inFolder(async (file) => {
      const connection = new Connection(file, openDatabase(file))
      connection.exec('PRAGMA journal_mode = WAL; CREATE TABLE numbers (number INTEGER, filler TEXT)')
      let asked = 0
      const checkpoints = new Checkpoints(connection, () => ({
        async copy() {
          asked += 1
          throw new Error('the thread is lost')
        },
        async end() {
          throw new Error('nobody to end')
        },
      }))
      for (let round = 0; round < 10; round++) {
        connection.exec(`INSERT INTO numbers ${thousand}`)
        await checkpoints.keepUp()
      }
      await checkpoints.close()
      const log = statSync(`${file}-wal`).size
      connection.close()
      assert.equal(asked, 1)
      assert.ok(log < 20 * MEGABYTE, `the log was ${log} bytes long`)
    })
  })
})
