import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openSqliteStore } from '../../../src/adapters/store/sqlite/open-sqlite-store.ts'
import { storeContract } from './store-contract.ts'
import { stillClock } from './store-folder.ts'

describe('SQLite store', () => {
  storeContract(async () => {
    const folder = mkdtempSync(join(tmpdir(), 'sync-store-'))
    const open = () => openSqliteStore(join(folder, 'sync.sqlite'), { clock: stillClock })
    const opened = [await open()]
    return {
      store: opened[0] ?? (await open()),
      async again() {
        for (const store of opened) await store.close()
        const next = await open()
        opened.push(next)
        return next
      },
      async end() {
        for (const store of opened) await store.close()
        rmSync(folder, { recursive: true, force: true })
      },
    }
  })
})
