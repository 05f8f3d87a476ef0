import assert from 'node:assert/strict'
import { linkSync, mkdirSync, rmSync, symlinkSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import { dirname, join } from 'node:path'
import { leaseAgain, leaseSqliteStore, sharedBy } from '../../../src/adapters/store/sqlite/lease-sqlite-store.ts'
import { openSqliteStore } from '../../../src/adapters/store/sqlite/open-sqlite-store.ts'
import { startChild } from './child-process.ts'
import { inFolder, stillClock } from './store-folder.ts'
import { code } from './transaction-contract.ts'

const options = { clock: stillClock }

describe('owner of an SQLite store', () => {
  it('refuses a file that another process holds, until that process ends, however it ends', async function () {
    this.timeout(20_000)
    await inFolder(async (file) => {
      const child = startChild('holding-child.ts', file)
      try {
        assert.equal((await child.lines.next()).value, 'open')
        await assert.rejects(openSqliteStore(file, options), code('STORE_LOCKED'))
        await assert.rejects(leaseSqliteStore(file, options), code('STORE_LOCKED'))
      } finally {
        await child.kill()
      }
      const store = await leaseSqliteStore(file, options)
      await store.close()
    })
  })

  it('refuses to open a file twice in one process, also under another name', async () => {
    await inFolder(async (file) => {
      const store = await openSqliteStore(file, options)
      const link = join(dirname(file), 'other-name.sqlite')
      symlinkSync(file, link)
      await assert.rejects(openSqliteStore(file, options), code('STORE_LOCKED'))
      await assert.rejects(openSqliteStore(link, options), code('STORE_LOCKED'))
      await store.transaction(({ cursors }) => cursors.put('still', 'works'))
      await store.close()
    })
  })

  it('shares a leased file and closes it with the last lease', async () => {
    await inFolder(async (file) => {
      const [one, two] = await Promise.all([leaseSqliteStore(file, options), leaseSqliteStore(join(file, '..', 'sync.sqlite'), options)])
      await one.transaction(({ cursors }) => cursors.put('by', 'one'))
      assert.equal(await two.transaction(({ cursors }) => cursors.get('by')), 'one')
      await Promise.all([one.close(), one.close()])
      await assert.rejects(
        one.transaction(async () => 'given back'),
        code('STORE_UNAVAILABLE'),
      )
      assert.equal(await two.transaction(({ cursors }) => cursors.get('by')), 'one')
      const closing = two.close()
      const three = await leaseSqliteStore(file, options)
      await closing
      assert.equal(await three.transaction(({ cursors }) => cursors.get('by')), 'one')
      await three.close()
    })
  })

  it('knows an open file by every name that it has, and what is shared by its leases', async () => {
    await inFolder(async (file) => {
      const one = await leaseSqliteStore(file, options)
      const [soft, hard] = [join(dirname(file), 'soft.sqlite'), join(dirname(file), 'hard.sqlite')]
      symlinkSync(file, soft)
      linkSync(file, hard)
      const others = [await leaseSqliteStore(soft, options), await leaseSqliteStore(hard, options), leaseAgain(one)]
      await one.transaction(({ cursors }) => cursors.put('by', 'one'))
      await one.close()
      for (const other of others) {
        assert.equal(await other.transaction(({ cursors }) => cursors.get('by')), 'one')
        assert.equal(sharedBy(other), sharedBy(one))
      }
      for (const other of others) await other.close()
      assert.throws(() => leaseAgain(one), code('STORE_UNAVAILABLE'))
      // The log of a file lies beside the name that it was opened by: with two names, nobody could tell what is in it.
      await assert.rejects(leaseSqliteStore(hard, options), code('STORE_UNAVAILABLE'))
      await assert.rejects(leaseSqliteStore(file, options), /second name on the disk/)
      rmSync(hard)
      const again = await leaseSqliteStore(file, options)
      assert.equal(await again.transaction(({ cursors }) => cursors.get('by')), 'one')
      await again.close()
    })
  })

  it('can be leased again after it could not be opened', async () => {
    await inFolder(async (file) => {
      const held = await openSqliteStore(file, options)
      await assert.rejects(leaseSqliteStore(file, options), code('STORE_LOCKED'))
      await held.close()
      const store = await leaseSqliteStore(file, options)
      await store.close()
    })
  })

  it('rejects transactions while somebody else writes into the file, and works again afterwards', async () => {
    await inFolder(async (file) => {
      const store = await openSqliteStore(file, options)
      const intruder = new DatabaseSync(file)
      intruder.exec('BEGIN IMMEDIATE')
      await assert.rejects(
        store.transaction(({ cursors }) => cursors.put('key', 'value')),
        code('STORE_LOCKED'),
      )
      intruder.exec('ROLLBACK')
      intruder.close()
      await store.transaction(({ cursors }) => cursors.put('key', 'value'))
      await store.close()
    })
  })

  it('makes the folder of the file, and says what is wrong when it cannot', async () => {
    await inFolder(async (file) => {
      const deep = join(dirname(file), 'a', 'b', 'sync.sqlite')
      const store = await openSqliteStore(deep, options)
      await store.close()
      await assert.rejects(openSqliteStore(join(deep, 'below-a-file.sqlite'), options), code('STORE_UNAVAILABLE'))
      mkdirSync(join(dirname(file), 'folder'))
      await assert.rejects(openSqliteStore(join(dirname(file), 'folder'), options), code('STORE_UNAVAILABLE'))
    })
  })
})
