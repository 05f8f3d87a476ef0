import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { isEcho } from '../../../src/rules/direction/echo.ts'
import { ownWrites } from '../../../src/engine/lookups/own-writes.ts'
import { openSqliteStore } from '../../../src/adapters/store/sqlite/open-sqlite-store.ts'
import { VirtualClock } from '../../support/virtual-clock.ts'

const level = { shop: 'example.myshopify.com', inventoryItemId: 'gid://shopify/InventoryItem/1', locationId: 'gid://shopify/Location/1' }

describe('our own writes', () => {
  const folder = mkdtempSync(join(tmpdir(), 'own-writes-'))
  after(() => rmSync(folder, { recursive: true, force: true }))

  it('are known again after a restart, and nothing else is', async () => {
    const clock = new VirtualClock()
    const open = () => openSqliteStore(join(folder, 'sync.sqlite'), { clock })
    const first = await open()
    const at = clock.now()
    await first.transaction(({ audit }) =>
      audit.add([
        { at, what: 'written', from: 5, to: 12, ...level },
        { at, what: 'edit-left', from: 12, to: 99, ...level },
        { at, what: 'written', from: 1, to: 70, ...level, locationId: 'gid://shopify/Location/2' },
      ]),
    )
    await first.close()
    const second = await open()
    const writes = await second.transaction((tables) => ownWrites(tables, level))
    await second.close()
    assert.deepEqual(writes, [{ quantity: 12, at }])
    assert.equal(isEcho({ quantity: 12, at: at + 3000 }, writes), true)
    assert.equal(isEcho({ quantity: 99, at }, writes), false, 'a person typed it')
    assert.equal(isEcho({ quantity: 70, at }, writes), false, 'written elsewhere')
    assert.equal(isEcho({ quantity: 12, at: at + 3_600_000 }, writes), false, 'long after')
  })
})
