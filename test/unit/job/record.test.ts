import assert from 'node:assert/strict'
import { causeOf } from '../../../src/rules/jobs/job-of.ts'
import { recordFailures } from '../../../src/engine/jobs/record-failures.ts'
import { countedRandom } from '../delivery/support/counted-random.ts'
import { failure, start, storeWith } from './failures.ts'

describe('keeping failed lines as jobs', () => {
  it('counts the same cause on the same item as one job, and keeps the newest sentence', async () => {
    const store = await storeWith(failure('ITEM_NOT_STOCKED', 1), failure('ITEM_NOT_STOCKED', 1, { shopifyLocation: 'New Jersey 2' }))
    const [job, ...others] = await store.transaction((tables) => tables.failedJobs.list({}))
    assert.ok(job)
    assert.deepEqual(others, [])
    assert.deepEqual([job.id, job.count, job.firstAt, job.lastAt, job.state], ['id-1', 2, start, start + 1000, 'open'])
    assert.equal(job.failure.subject.shopifyLocation, 'New Jersey 2')
  })

  it('tells causes apart by code, shop, item, product and location, and not by names', () => {
    const base = failure('ITEM_NOT_STOCKED', 1)
    const others = [
      failure('ITEM_UNTRACKED', 1),
      failure('ITEM_NOT_STOCKED', 1, { shop: 'other.myshopify.com' }),
      failure('ITEM_NOT_STOCKED', 1, { inventoryItemId: 'gid://shopify/InventoryItem/2' }),
      failure('ITEM_NOT_STOCKED', 1, { odooProductId: 2 }),
      failure('ITEM_NOT_STOCKED', 1, { odooDatabase: 'copy@odoo.example.com' }),
      failure('ITEM_NOT_STOCKED', 1, { shopifyLocationId: 'gid://shopify/Location/2' }),
      failure('ITEM_NOT_STOCKED', 1, { odooLocation: 'WH/Stock' }),
    ]
    assert.equal(new Set([base, ...others].map(causeOf)).size, 8)
    assert.equal(causeOf(failure('ITEM_NOT_STOCKED', 1, { odooProduct: 'renamed', shopifyLocation: 'renamed', sku: 'NEW' })), causeOf(base))
  })

  it('does not count a line again that its sender has recorded', async () => {
    const store = await storeWith()
    const line = failure('ITEM_NOT_STOCKED', 1)
    const jobs = await recordFailures(store, [{ ...line, recorded: true }], countedRandom(), start)
    assert.deepEqual(jobs, [])
    assert.equal(
      (await recordFailures(store, [line, { ...line, recorded: true }, { ...line, recorded: false }], countedRandom(), start)).length,
      2,
    )
    assert.deepEqual(
      (await store.transaction((tables) => tables.failedJobs.list({}))).map(({ count }) => count),
      [2],
    )
  })

  it('opens a new job when the old one was dismissed or resolved', async () => {
    for (const state of ['dismissed', 'resolved'] as const) {
      const store = await storeWith(failure('ITEM_NOT_STOCKED', 1))
      await store.transaction((tables) => tables.failedJobs.setState(['id-1'], state, null, start))
      const [again] = await recordFailures(store, [failure('ITEM_NOT_STOCKED', 1)], { next: () => 0, uuid: () => 'id-2' }, start + 5000)
      assert.deepEqual([again?.id, again?.count, again?.state], ['id-2', 1, 'open'])
    }
  })
})
