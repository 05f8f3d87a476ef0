import assert from 'node:assert/strict'
import type { FailedJobFilter } from '../../../src/ports/store/failed-job.ts'
import { tidy } from '../../../src/adapters/store/tidy.ts'
import { NOW, OTHER_SHOP, SHOP, failedJob } from './example.ts'
import { onStore, type StoreFactory } from './store-under-test.ts'

const DAY = 86_400_000

export function failedJobContract(make: StoreFactory): void {
  describe('failed jobs', () => {
    it(
      'counts the same cause on one job, with the newest failure',
      onStore(make, async (store) => {
        const first = failedJob('a')
        const again = failedJob('b', { cause: first.cause, firstAt: NOW + 9, lastAt: NOW + 9 })
        const counted = { ...first, failure: again.failure, count: 2, lastAt: NOW + 9 }
        await store.transaction(async ({ failedJobs }) => {
          assert.deepEqual(await failedJobs.record([first]), [first])
          assert.deepEqual(await failedJobs.record([again, failedJob('c')]), [counted, failedJob('c')])
          assert.deepEqual(await failedJobs.list({}), [counted, failedJob('c')])
        })
      }),
    )

    it(
      'opens a job that is being retried when it fails again, and keeps a closed one closed',
      onStore(make, async (store) => {
        const again = failedJob('b', { cause: 'cause-a', lastAt: NOW + 5 })
        const third = failedJob('c', { cause: 'cause-a', lastAt: NOW + 8 })
        await store.transaction(async ({ failedJobs }) => {
          await failedJobs.record([failedJob('a')])
          await failedJobs.setState(['a'], 'retrying', 'asked again', NOW + 1)
          const [reopened] = await failedJobs.record([again])
          assert.deepEqual([reopened?.id, reopened?.state, reopened?.count, reopened?.note], ['a', 'open', 2, 'asked again'])
          await failedJobs.setState(['a'], 'dismissed', 'discontinued', NOW + 6)
          assert.deepEqual(await failedJobs.record([third]), [third])
          assert.deepEqual(
            (await failedJobs.list({})).map(({ id, state, note }) => [id, state, note]),
            [
              ['c', 'open', null],
              ['a', 'dismissed', 'discontinued'],
            ],
          )
        })
      }),
    )

    it(
      'counts repetitions within one recording',
      onStore(make, async (store) => {
        const jobs = ['a', 'b', 'c'].map((id) => failedJob(id, { cause: 'one' }))
        const kept = await store.transaction(({ failedJobs }) => failedJobs.record(jobs))
        assert.deepEqual(
          kept.map(({ id, count }) => [id, count]),
          [
            ['a', 1],
            ['a', 2],
            ['a', 3],
          ],
        )
        assert.equal(await store.transaction(({ failedJobs }) => failedJobs.count({})), 1)
      }),
    )

    it(
      'resolves the open, retried and dismissed jobs of a cause, and no others',
      onStore(make, async (store) => {
        await store.transaction(async ({ failedJobs }) => {
          await failedJobs.record(['a', 'b', 'c', 'd'].map((id) => failedJob(id)))
          await failedJobs.setState(['b'], 'retrying', 'a note', NOW)
          await failedJobs.setState(['c'], 'dismissed', null, NOW)
          await failedJobs.resolve(['cause-a', 'cause-b', 'cause-c', 'unknown'], NOW + 1)
          assert.deepEqual(
            (await failedJobs.list({})).map(({ id, state, note }) => [id, state, note]),
            [
              ['a', 'resolved', null],
              ['b', 'resolved', 'a note'],
              ['c', 'resolved', null],
              ['d', 'open', null],
            ],
          )
        })
      }),
    )

    it(
      'keeps a dismissed job dismissed as long as its facts are the same',
      onStore(make, async (store) => {
        const named = (id: string, sku: string, at: number) => failedJob(id, { cause: 'one', firstAt: at, lastAt: at }, { sku })
        await store.transaction(async ({ failedJobs }) => {
          await failedJobs.record([named('a', 'A', NOW)])
          await failedJobs.setState(['a'], 'dismissed', 'not sold', NOW + 1)
          const [again] = await failedJobs.record([named('b', 'A', NOW + 2)])
          assert.partialDeepStrictEqual(again, { id: 'a', state: 'dismissed', count: 2, note: 'not sold', since: NOW + 2 })
          assert.equal(await failedJobs.count({ state: 'open' }), 0)
          const [renamed] = await failedJobs.record([named('c', 'B', NOW + 3)])
          assert.partialDeepStrictEqual(renamed, { id: 'c', state: 'open', count: 1, since: NOW + 3 })
          const [counted] = await failedJobs.record([named('d', 'B', NOW + 4)])
          assert.partialDeepStrictEqual(counted, { id: 'c', state: 'open', count: 2, since: NOW + 3 })
        })
      }),
    )

    it(
      'opens a job of its own again for what was over in between, and for a fault, whatever was dismissed',
      onStore(make, async (store) => {
        const { failure } = failedJob('x')
        const fault = { ...failure, code: 'ODOO_BUSY', class: 'throttling-or-delay' as const }
        await store.transaction(async ({ failedJobs }) => {
          await failedJobs.record([failedJob('a', { cause: 'one' }), failedJob('b', { cause: 'two', failure: fault })])
          await failedJobs.setState(['a', 'b'], 'dismissed', null, NOW + 1)
          await failedJobs.resolve(['one'], NOW + 2)
          const again = [
            failedJob('c', { cause: 'one', failure: failedJob('a').failure }),
            failedJob('d', { cause: 'two', failure: fault }),
          ]
          const recorded = await failedJobs.record(again)
          assert.deepEqual(
            recorded.map(({ id, state }) => [id, state]),
            [
              ['c', 'open'],
              ['d', 'open'],
            ],
          )
        })
      }),
    )

    it(
      'gives what is not over by its cause, page by page, however many jobs are over',
      onStore(make, async (store) => {
        await store.transaction(async ({ failedJobs }) => {
          const causes = ['A|s|1', 'A|s|2', 'A|s|3', 'A|t|1', 'B|s|1']
          await failedJobs.record(causes.map((cause, at) => failedJob(`id-${at}`, { cause })))
          await failedJobs.setState(['id-1'], 'dismissed', null, NOW)
          await failedJobs.setState(['id-4'], 'retrying', null, NOW)
          const ids = async (prefix: string, after: string | null, limit = 9) =>
            (await failedJobs.standing(prefix, after, limit)).map(({ id }) => id).join()
          assert.equal(await ids('A|s|', null), 'id-0,id-1,id-2')
          assert.equal(await ids('A|s|', null, 2), 'id-0,id-1')
          assert.equal(await ids('A|s|', 'A|s|2'), 'id-2')
          assert.equal(await ids('A|s|', 'A|s|3'), '')
          assert.equal(await ids('B', null), 'id-4')
          await failedJobs.resolve(['A|s|2'], NOW)
          assert.equal(await ids('A|', null), 'id-0,id-2,id-3')
        })
      }),
    )

    it(
      'does not open a closed job beside a newer one with its cause',
      onStore(make, async (store) => {
        await store.transaction(async ({ failedJobs }) => {
          await failedJobs.record([failedJob('a', { cause: 'one' })])
          await failedJobs.setState(['a', 'unknown'], 'dismissed', null, NOW)
          await failedJobs.record([failedJob('b', { cause: 'one' })])
          await failedJobs.setState(['a', 'b'], 'retrying', null, NOW)
          assert.deepEqual(
            (await failedJobs.list({})).map(({ id, state }) => [id, state]),
            [
              ['a', 'dismissed'],
              ['b', 'retrying'],
            ],
          )
        })
      }),
    )

    it(
      'filters by every field, and by all of them together',
      onStore(make, async (store) => {
        const place = { shopifyLocationId: 'gid://shopify/Location/1', shopifyLocation: 'New Jersey', odooLocation: 'NJ/Stock' }
        const plain = failedJob('a')
        const placed = failedJob('b', {}, place)
        const southern = failedJob('c', {}, { shop: OTHER_SHOP, sku: 'a' })
        const refused = failedJob('d')
        const coded = { ...refused, failure: { ...refused.failure, code: 'ODOO_BUSY', class: 'throttling-or-delay' as const } }
        await store.transaction(async ({ failedJobs }) => {
          await failedJobs.record([plain, placed, southern, coded])
          await failedJobs.setState(['a'], 'dismissed', null, NOW)
        })
        const cases: [FailedJobFilter, string][] = [
          [{}, 'abcd'],
          [{ ids: ['d', 'a', 'z'] }, 'ad'],
          [{ ids: [] }, ''],
          [{ code: 'ODOO_BUSY' }, 'd'],
          [{ class: 'product-identity' }, 'abc'],
          [{ sku: 'a' }, 'ac'],
          [{ shop: OTHER_SHOP }, 'c'],
          [{ location: 'New Jersey' }, 'b'],
          [{ location: 'gid://shopify/Location/1' }, 'b'],
          [{ location: 'NJ/Stock' }, 'b'],
          [{ location: 'Texas' }, ''],
          [{ state: 'open' }, 'bcd'],
          [{ shop: SHOP, sku: 'a', state: 'dismissed', class: 'product-identity', code: 'PRODUCT_UNLINKED', ids: ['a'] }, 'a'],
          [{ shop: SHOP, sku: 'a', state: 'open' }, ''],
        ]
        await store.transaction(async ({ failedJobs }) => {
          for (const [filter, expected] of cases) {
            const found = await failedJobs.list(filter)
            assert.equal(found.map(({ id }) => id).join(''), expected, JSON.stringify(filter))
            assert.equal(await failedJobs.count(filter), expected.length, JSON.stringify(filter))
          }
        })
      }),
    )

    it(
      'pages through jobs, the newest failure first',
      onStore(make, async (store) => {
        const jobs = Array.from({ length: 25 }, (_, at) => failedJob(`job-${at}`, { lastAt: NOW + at }))
        await store.transaction(({ failedJobs }) => failedJobs.record(jobs))
        await store.transaction(async ({ failedJobs }) => {
          const newest = jobs.toReversed()
          assert.deepEqual(await failedJobs.list({ limit: 10 }), newest.slice(0, 10))
          assert.deepEqual(await failedJobs.list({ limit: 10, offset: 20 }), newest.slice(20))
          assert.deepEqual(await failedJobs.list({ offset: 24 }), newest.slice(24))
          const [, , third] = newest
          assert.ok(third !== undefined)
          assert.deepEqual(await failedJobs.list({ after: third, limit: 4 }), newest.slice(3, 7))
          assert.equal(await failedJobs.count({ after: third }), 25)
          assert.equal(await failedJobs.count({ limit: 10 }), 25)
        })
      }),
    )

    it(
      'forgets jobs that have been closed for long, never open ones',
      onStore(make, async (store) => {
        await store.transaction(async ({ failedJobs }) => {
          await failedJobs.record(['a', 'b', 'c', 'd'].map((id) => failedJob(id)))
          await failedJobs.setState(['a'], 'resolved', null, NOW)
          await failedJobs.setState(['b'], 'dismissed', null, NOW + 5 * DAY)
          await failedJobs.setState(['c'], 'retrying', null, NOW)
        })
        const retention = { auditDays: 90, closedJobDays: 30 }
        assert.equal((await tidy(store, retention, NOW + 30 * DAY)).failedJobs, 0)
        assert.equal((await tidy(store, retention, NOW + 31 * DAY)).failedJobs, 1)
        assert.equal((await tidy(store, retention, NOW + 999 * DAY)).failedJobs, 1)
        const left = await store.transaction(({ failedJobs }) => failedJobs.list({}))
        assert.deepEqual(
          left.map(({ id }) => id),
          ['c', 'd'],
        )
      }),
    )
  })
}
