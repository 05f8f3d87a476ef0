import assert from 'node:assert/strict'
import { tidy } from '../../../src/adapters/store/tidy.ts'
import { NOW, OTHER_SHOP, SHOP, level, location, written } from './example.ts'
import { onStore, type StoreFactory } from './store-under-test.ts'

const DAY = 86_400_000

export function auditContract(make: StoreFactory): void {
  describe('audit trail', () => {
    it(
      'gives the entries of one level as they were added, the newest first',
      onStore(make, async (store) => {
        const first = written(1)
        const second = written(1, { at: NOW - 5, what: 'edit-left', from: 3, note: 'a person' })
        await store.transaction(({ audit }) =>
          audit.add([
            first,
            written(2),
            second,
            written(1, { locationId: location(2) }),
            written(1, { shop: OTHER_SHOP }),
            { at: NOW, shop: SHOP, what: 'frozen' },
          ]),
        )
        await store.transaction(async ({ audit }) => {
          assert.deepEqual(await audit.of(level(1), 10), [second, first])
          assert.deepEqual(await audit.of(level(1), 1), [second])
          assert.deepEqual(await audit.of(level(9), 10), [])
        })
      }),
    )

    it(
      'forgets entries before a time, the oldest first when it may not forget all',
      onStore(make, async (store) => {
        const entries = [3, 1, 2, 4].map((number) => written(1, { at: NOW + number, to: number }))
        await store.transaction(async ({ audit }) => {
          await audit.add(entries)
          assert.equal(await audit.forget(NOW + 4, 2), 2)
          assert.deepEqual(
            (await audit.of(level(1), 10)).map(({ to }) => to),
            [4, 3],
          )
          assert.equal(await audit.forget(NOW + 4), 1)
          assert.equal(await audit.forget(NOW + 4), 0)
        })
      }),
    )

    it(
      'tidies away what is older than its retention, however much',
      onStore(make, async (store) => {
        const old = Array.from({ length: 2500 }, (_, at) => written(at))
        const young = written(1, { at: NOW + DAY })
        await store.transaction(({ audit }) => audit.add([...old, young]))
        const tidied = await tidy(store, { auditDays: 90, closedJobDays: 30 }, NOW + 90 * DAY + 1)
        assert.deepEqual(tidied, { audit: 2500, failedJobs: 0, plans: 0 })
        assert.deepEqual(await store.transaction(({ audit }) => audit.of(level(1), 10)), [young])
      }),
    )
  })
}
