import assert from 'node:assert/strict'
import { NOW, OTHER_SHOP, SHOP, hold } from './example.ts'
import { onStore, type StoreFactory } from './store-under-test.ts'

export function holdContract(make: StoreFactory): void {
  describe('holds', () => {
    it(
      'finds holds by pool, by order and by shop, the oldest first',
      onStore(make, async (store) => {
        const named = hold('a', { order: '#1042', expiresAt: null, reservedAsOf: 12, seen: 1, openedAt: NOW + 1 })
        const unnamed = hold('b', { doubtful: true })
        const otherPool = hold('c', { pool: 'pool-2', openedAt: NOW + 2 })
        const otherShop = hold('d', { shop: OTHER_SHOP, pool: 'pool-3', order: '#1042' })
        await store.transaction(({ holds }) => holds.put([named, unnamed, otherPool, otherShop]))
        await store.transaction(async ({ holds }) => {
          assert.deepEqual(await holds.ofStocks(['pool-1', 'pool-1']), [unnamed, named])
          assert.deepEqual(await holds.ofStocks(['pool-2', 'pool-1', 'pool-9']), [unnamed, named, otherPool])
          assert.deepEqual(await holds.ofStocks([]), [])
          assert.deepEqual(await holds.ofOrder(SHOP, '#1042'), [named])
          assert.deepEqual(await holds.all(SHOP), [unnamed, named, otherPool])
        })
      }),
    )

    it(
      'gives unnamed holds whose time is over',
      onStore(make, async (store) => {
        const over = hold('a', { expiresAt: NOW })
        const named = hold('c', { order: '#1', expiresAt: null })
        await store.transaction(({ holds }) => holds.put([over, hold('b', { expiresAt: NOW + 1 }), named]))
        await store.transaction(async ({ holds }) => {
          assert.deepEqual(await holds.expired(NOW), [over])
          assert.deepEqual(await holds.expired(NOW - 1), [])
        })
      }),
    )

    it(
      'replaces a hold by its id and removes it',
      onStore(make, async (store) => {
        const smaller = hold('a', { quantity: 1, pool: 'pool-2' })
        await store.transaction(async ({ holds }) => {
          await holds.put([hold('a'), hold('b')])
          await holds.put([smaller])
          assert.deepEqual(await holds.ofStocks(['pool-1']), [hold('b')])
          assert.deepEqual(await holds.ofStocks(['pool-2']), [smaller])
          await holds.remove(['a', 'unknown'])
          assert.deepEqual(await holds.all(SHOP), [hold('b')])
        })
      }),
    )
  })
}
