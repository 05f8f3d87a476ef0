import assert from 'node:assert/strict'
import { NOW, OTHER_SHOP, SHOP, run } from './example.ts'
import { onStore, type StoreFactory } from './store-under-test.ts'

export function runContract(make: StoreFactory): void {
  describe('runs', () => {
    it(
      'keeps runs, and knows the one of a shop that is not over, also for the next process',
      onStore(make, async (store, underTest) => {
        const [over, live] = [
          run('a', { state: 'done', endedAt: NOW }),
          run('b', { startedAt: NOW + 1, cursor: { phase: 'looks', after: 7 } }),
        ]
        await store.transaction(async ({ runs }) => {
          for (const one of [run('a'), over, live, run('c', { shop: OTHER_SHOP, state: 'paused' })]) await runs.put(one)
        })
        const next = await underTest.again()
        await next.transaction(async ({ runs }) => {
          assert.deepEqual([await runs.live(SHOP), await runs.latest(SHOP), await runs.get('a')], [live, live, over])
          assert.equal((await runs.live(OTHER_SHOP))?.id, 'c')
          await runs.put({ ...live, state: 'failed' })
          assert.deepEqual([await runs.live(SHOP), await runs.get('nobody'), await runs.latest('nobody')], [null, null, null])
        })
      }),
    )

    it(
      'refuses a second run of a shop, whole transaction and all',
      onStore(make, async (store) => {
        await store.transaction(({ runs }) => runs.put(run('a', { state: 'paused' })))
        const second = store.transaction(async ({ runs, cursors }) => {
          await cursors.put('beside', 'it')
          await runs.put(run('b')).catch(() => undefined)
        })
        await assert.rejects(second, { code: 'UNEXPECTED' })
        assert.deepEqual(await store.transaction(async ({ runs, cursors }) => [await runs.get('b'), await cursors.get('beside')]), [
          null,
          null,
        ])
        await store.transaction(({ runs }) => runs.put(run('a', { state: 'running', done: 5 })))
      }),
    )

    it(
      'forgets runs that are long over, never one that is not',
      onStore(make, async (store) => {
        await store.transaction(async ({ runs }) => {
          for (const id of ['a', 'b']) await runs.put(run(id, { state: 'done', endedAt: NOW - 5, startedAt: NOW - 9 }))
          await runs.put(run('c', { startedAt: NOW - 9 }))
          assert.equal(await runs.forget(NOW, 1), 1)
          assert.equal(await runs.forget(NOW), 1)
          assert.equal((await runs.live(SHOP))?.id, 'c')
        })
      }),
    )
  })
}
