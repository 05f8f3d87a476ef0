import assert from 'node:assert/strict'
import { MemoryStore } from '../../../src/adapters/store/memory/memory-store.ts'
import type { Store } from '../../../src/ports/store/store.ts'

function cursor(store: Store): Promise<string | null> {
  return store.transaction(({ cursors }) => cursors.get('cursor'))
}

describe('snapshot of the memory store', () => {
  it('shows the last committed state while a transaction runs', async () => {
    const store = new MemoryStore()
    await store.transaction(({ cursors }) => cursors.put('cursor', 'committed'))
    const crashed = await store.transaction(async ({ cursors, audit }) => {
      await cursors.put('cursor', 'half way')
      await cursors.put('cursor', 'further')
      await cursors.put('new', 'value')
      await audit.add([{ at: 1, shop: 'a-shop', what: 'frozen' }])
      return store.snapshot()
    })
    const next = new MemoryStore(crashed)
    assert.equal(await cursor(next), 'committed')
    assert.equal(await next.transaction(({ cursors }) => cursors.get('new')), null)
    assert.equal(await next.transaction(({ audit }) => audit.forget(2)), 0)
    assert.equal(await cursor(store), 'further')
  })

  it('does not change with the store it was taken of, nor with the one made of it', async () => {
    const store = new MemoryStore()
    await store.transaction(({ cursors }) => cursors.put('cursor', 'then'))
    const snapshot = store.snapshot()
    const other = new MemoryStore(snapshot)
    await store.transaction(({ cursors }) => cursors.put('cursor', 'later'))
    await other.transaction(({ cursors }) => cursors.put('cursor', 'elsewhere'))
    assert.equal(await cursor(new MemoryStore(snapshot)), 'then')
    store.restore(snapshot)
    assert.equal(await cursor(store), 'then')
  })

  it('never gives a place in the order of readings again, not even after going back', async () => {
    const store = new MemoryStore()
    const before = store.snapshot()
    const drawn = await store.transaction((tables) => tables.nextAsOf())
    const crashed = store.snapshot()
    store.restore(before)
    assert.ok((await store.transaction((tables) => tables.nextAsOf())) > drawn)
    assert.ok((await new MemoryStore(crashed).transaction((tables) => tables.nextAsOf())) > drawn)
  })
})
