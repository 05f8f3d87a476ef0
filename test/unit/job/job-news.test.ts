import assert from 'node:assert/strict'
import { JobNews } from '../../../src/rules/jobs/job-news.ts'
import { recordFailures } from '../../../src/engine/jobs/record-failures.ts'
import type { FailedJob } from '../../../src/ports/store/failed-job.ts'
import { MemoryStore } from '../../../src/adapters/store/memory/memory-store.ts'
import { failure, start } from './failures.ts'

describe('the news of failed jobs', () => {
  let store: MemoryStore
  let now = start
  let count = 0
  beforeEach(() => {
    store = new MemoryStore()
    now = start
    count = 0
  })
  const fails = (code: 'PRODUCT_UNLINKED' | 'ODOO_TIMEOUT', ...numbers: readonly number[]): Promise<FailedJob[]> => {
    now += 1000
    const lines = numbers.map((n) => failure(code, n))
    return recordFailures(store, lines, { next: () => 0, uuid: () => `id-${++count}` }, now)
  }
  const ids = (jobs: readonly FailedJob[]): string[] => jobs.map(({ id }) => id)

  it('are new jobs, once, and not the old ones that fail again beside them', async () => {
    const news = new JobNews(start)
    assert.deepEqual(ids(news.of(await fails('PRODUCT_UNLINKED', 1))), ['id-1'])
    assert.deepEqual(ids(news.of(await fails('PRODUCT_UNLINKED', 1, 2))), ['id-3'])
    assert.deepEqual(ids(news.of(await fails('PRODUCT_UNLINKED', 1, 2))), [])
  })

  it('are jobs that open again after a retry', async () => {
    const news = new JobNews(start)
    news.of(await fails('PRODUCT_UNLINKED', 1))
    await store.transaction((tables) => tables.failedJobs.setState(['id-1'], 'retrying', null, now))
    assert.deepEqual(ids(news.of(await fails('PRODUCT_UNLINKED', 1))), ['id-1'])
    assert.deepEqual(ids(news.of(await fails('PRODUCT_UNLINKED', 1))), [])
  })

  it('are not dismissed ones whose facts are the same, and are new ones of a fault that comes back', async () => {
    const news = new JobNews(start)
    news.of(await fails('PRODUCT_UNLINKED', 1))
    news.of(await fails('ODOO_TIMEOUT', 2))
    await store.transaction((tables) => tables.failedJobs.setState(['id-1', 'id-2'], 'dismissed', 'known', now))
    assert.deepEqual(ids(news.of(await fails('PRODUCT_UNLINKED', 1))), [])
    assert.deepEqual(ids(news.of(await fails('ODOO_TIMEOUT', 2))), ['id-4'])
  })

  it('are not what was open before a restart', async () => {
    await fails('PRODUCT_UNLINKED', 1)
    now += 60_000
    const news = new JobNews(now)
    assert.deepEqual(ids(news.of(await fails('PRODUCT_UNLINKED', 1, 2))), ['id-3'])
  })

  it('are told although somebody else has counted the job up meanwhile', async () => {
    const news = new JobNews(start)
    const [first] = await fails('PRODUCT_UNLINKED', 1)
    const again = await fails('PRODUCT_UNLINKED', 1)
    assert.equal(again[0]?.count, 2)
    assert.deepEqual(ids(news.of(again)), [first?.id])
    assert.deepEqual(ids(news.of(first === undefined ? [] : [first])), [])
  })
})
