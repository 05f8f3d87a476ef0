import assert from 'node:assert/strict'
import { NOW, OTHER_SHOP, SHOP, batch } from './example.ts'
import { onStore, type StoreFactory } from './store-under-test.ts'

export function batchContract(make: StoreFactory): void {
  describe('batches', () => {
    it(
      'keeps batches to the byte, the one sent first comes first',
      onStore(make, async (store) => {
        const [later, earlier] = [batch('a', { firstSentAt: NOW + 5 }), batch('b', { lost: true, attempts: 2 })]
        await store.transaction(async ({ batches }) => {
          for (const one of [later, earlier, batch('c', { shop: OTHER_SHOP })]) await batches.put(one)
        })
        const kept = await store.transaction(({ batches }) => batches.all(SHOP))
        assert.deepEqual(kept, [earlier, later])
        assert.equal(JSON.stringify(kept[0]?.body), JSON.stringify(earlier.body))
      }),
    )

    it(
      'replaces a batch by its key and removes it',
      onStore(make, async (store) => {
        await store.transaction(async ({ batches }) => {
          await batches.put(batch('a'))
          await batches.put(batch('a', { attempts: 1, due: NOW + 9 }))
          assert.deepEqual(await batches.all(SHOP), [batch('a', { attempts: 1, due: NOW + 9 })])
          await batches.remove('a')
          await batches.remove('unknown')
          assert.deepEqual(await batches.all(SHOP), [])
        })
      }),
    )
  })
}
