import assert from 'node:assert/strict'
import { readFileSync, writeFileSync } from 'node:fs'
import { basename } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { migrations } from '../../../src/adapters/store/sqlite/migrations/migrations.ts'
import { openSqliteStore } from '../../../src/adapters/store/sqlite/open-sqlite-store.ts'
import { SyncError } from '../../../src/base/error/sync-error.ts'
import { NOW, waiting } from './example.ts'
import { inFolder, stillClock } from './store-folder.ts'
import { code } from './transaction-contract.ts'

const options = { clock: stillClock }

/** Opening fails with the code, and the file is to the byte what it was. */
async function refusesUntouched(file: string, expected: string): Promise<unknown> {
  const before = readFileSync(file)
  const error: unknown = await openSqliteStore(file, options).catch((thrown: unknown) => thrown)
  assert.ok(code(expected)(error), String(error))
  if (expected === 'STORE_CORRUPT') assert.equal(error instanceof SyncError && error.values['file'], basename(file))
  assert.ok(readFileSync(file).equals(before), 'the file was changed')
  return error
}

/** A closed store with so many levels. */
async function filled(file: string, levels: number): Promise<void> {
  const store = await openSqliteStore(file, options)
  await store.transaction((tables) => tables.levels.put(Array.from({ length: levels }, (_, number) => waiting(number, NOW))))
  await store.close()
}

describe('file of an SQLite store', () => {
  it('is refused and left alone when it is no database', async () => {
    await inFolder(async (file) => {
      writeFileSync(file, 'These are not the bytes of a database, but they are long enough to be looked at. '.repeat(100))
      await refusesUntouched(file, 'STORE_CORRUPT')
    })
  })

  it('is refused and left alone when it is cut off', async () => {
    await inFolder(async (file) => {
      await filled(file, 500)
      writeFileSync(file, readFileSync(file).subarray(0, 100_000))
      await refusesUntouched(file, 'STORE_CORRUPT')
    })
  })

  it('is refused and left alone when a page in the middle is damaged', async () => {
    await inFolder(async (file) => {
      await filled(file, 500)
      const bytes = readFileSync(file)
      bytes.fill(0x5a, 50 * 4096, 52 * 4096)
      writeFileSync(file, bytes)
      await refusesUntouched(file, 'STORE_CORRUPT')
    })
  })

  it('is refused and left alone when it belongs to something else', async () => {
    await inFolder(async (file) => {
      const other = new DatabaseSync(file)
      other.exec('CREATE TABLE recipes (name TEXT)')
      other.close()
      await refusesUntouched(file, 'STORE_CORRUPT')
    })
  })

  it('is refused and left alone when a newer version has written it', async () => {
    await inFolder(async (file) => {
      await filled(file, 1)
      const newer = new DatabaseSync(file)
      newer.exec('PRAGMA user_version = 4711')
      newer.close()
      const error = await refusesUntouched(file, 'STORE_NEWER')
      assert.ok(error instanceof SyncError)
      assert.deepEqual(error.values, { found: 4711, known: migrations.length })
    })
  })

  it('is not locked any more after it was refused', async () => {
    await inFolder(async (file) => {
      writeFileSync(file, 'not a database'.repeat(1000))
      await refusesUntouched(file, 'STORE_CORRUPT')
      writeFileSync(file, '')
      const store = await openSqliteStore(file, options)
      await store.close()
    })
  })

  it('survives being full: the transaction is taken back, and there is work again when there is room', async () => {
    await inFolder(async (file) => {
      const store = await openSqliteStore(file, { ...options, maxBytes: 1_000_000 })
      const old = { at: NOW, shop: 'a-shop', what: 'frozen', note: 'x'.repeat(2000) } as const
      let kept = 0
      const fill = async (): Promise<void> => {
        for (;;) {
          await store.transaction(async (tables) => {
            await tables.cursors.put('kept', String(kept + 1))
            await tables.audit.add(Array.from({ length: 20 }, () => old))
          })
          kept += 1
        }
      }
      await assert.rejects(fill(), code('STORE_FULL'))
      assert.ok(kept > 5, `only ${kept} transactions`)
      assert.equal(await store.transaction(({ cursors }) => cursors.get('kept')), String(kept))
      await assert.rejects(fill(), code('STORE_FULL'))
      assert.equal(await store.transaction(({ audit }) => audit.forget(NOW + 1, 100)), 100)
      await store.transaction((tables) => tables.audit.add([old, old]))
      await store.close()
      await filled(file, 1)
    })
  })

  it('lets small transactions through beside one that does not fit', async () => {
    await inFolder(async (file) => {
      const store = await openSqliteStore(file, { ...options, maxBytes: 1_000_000 })
      const huge = store.transaction((tables) => tables.levels.put(Array.from({ length: 3000 }, (_, number) => waiting(number, NOW))))
      const small = [1, 2, 3].map((number) => store.transaction(({ cursors }) => cursors.put(`cursor-${number}`, 'small')))
      await assert.rejects(huge, code('STORE_FULL'))
      await Promise.allSettled(small)
      const retried = store.transaction(async (tables) => {
        await tables.cursors.put('after', 'works')
        return (await tables.levels.depth('north.myshopify.com')).waiting
      })
      assert.equal(await retried, 0)
      await Promise.all(small)
      await store.close()
    })
  })
})
