import assert from 'node:assert/strict'
import { writeFileSync, rmSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import failedJobStore from '../../nodes/failed-job-store/failed-job-store.ts'
import { onReread, tellRetry } from '../../nodes/failed-job-store/retry-signals.ts'
import syncStore from '../../nodes/sync-store/sync-store.ts'
import type { FailedJob } from '../../src/ports/store/failed-job.ts'
import { describeFailure } from '../../src/base/error/describe.ts'
import type { FailedLine } from '../../src/base/messages/failed.ts'
import { english } from '../support/english.ts'
import { levelLine } from '../support/levels.ts'
import { openFiles } from '../support/node-demo.ts'
import { withNodeRed } from '../support/node-helper.ts'

const failure = (sku: string, more: object = {}): FailedLine => ({
  ...describeFailure(
    { code: 'PRODUCT_UNLINKED', values: {}, subject: { sku, odooDatabase: 'shop@odoo.example.com', odooProductId: 482 } },
    english,
    '2026-03-01T10:00:00Z',
    { line: levelLine(482, 5, 3) },
  ),
  ...more,
})
const stores = [{ id: 'store', type: 'sync-store' }]
const permissions = ['failed-jobs.read', 'failed-jobs.write']

function listOf(message: object | undefined): FailedJob[] {
  const jobs: unknown = message === undefined ? [] : Reflect.get(message, 'payload')
  return Array.isArray(jobs) ? jobs : []
}

describe('failed-job-store', () => {
  const start = withNodeRed(failedJobStore, syncStore)
  const begin = (others: readonly object[] = stores) => start({ type: 'failed-job-store', outputs: 2, config: { store: 'store' }, others })

  it('keeps failed lines as jobs, counts the same cause, and shows how many are open', async () => {
    const flow = await begin()
    const message = { payload: [failure('A-1'), failure('A-2')], topic: 'failed', ticket: 7 }
    const before = structuredClone(message)
    await flow.ask(message)
    await flow.ask({ payload: failure('A-1') })
    assert.partialDeepStrictEqual(flow.output(0)[0], {
      topic: 'failed',
      ticket: 7,
      payload: [{ state: 'open', failure: { subject: { sku: 'A-1' } } }, { count: 1 }],
    })
    assert.partialDeepStrictEqual(flow.output(0)[1], { payload: [{ count: 2, failure: { subject: { sku: 'A-1' } } }] })
    assert.deepEqual(flow.output(1), [])
    assert.deepEqual(message.payload, before.payload)
    assert.partialDeepStrictEqual(flow.statuses.at(-1), { fill: 'yellow', shape: 'dot', text: '2 open jobs' })
  })

  it('keeps what direction-gate stopped, with the reason', async () => {
    const flow = await begin()
    const values = { event: 'reservation', direction: 'Odoo → Shopify', policy: 'off' }
    const trace = [{ by: 'direction-gate', code: 'direction-stopped', text: 'stopped', values }]
    await flow.ask({ payload: [{ ...levelLine(482, 5, 3), trace }] })
    assert.partialDeepStrictEqual(flow.output(0)[0], {
      payload: [{ failure: { code: 'DIRECTION_STOPPED', subject: { sku: 'SKU-482' }, values } }],
    })
    assert.deepEqual(flow.caught, [])
  })

  it('sends nothing for a failure that its node has recorded already', async () => {
    const flow = await begin()
    await flow.ask({ payload: [failure('A-1', { recorded: true })] })
    assert.deepEqual([flow.output(0), flow.caught], [[], []])
    assert.partialDeepStrictEqual(flow.statuses.at(-1), { fill: 'green', text: '0 open jobs' })
  })

  it('tells each new job once, some hundreds in a message, and gives none of them away to the other output', async () => {
    const flow = await start({ type: 'failed-job-store', outputs: 3, config: { store: 'store' }, others: stores })
    const payload = Array.from({ length: 1200 }, (_, at) => failure(`A-${at}`, { subject: { sku: `A-${at}` } }))
    await flow.ask({ payload, ticket: 7 })
    await flow.until(() => flow.output(2).length === 3)
    const told = flow.output(2).map((message) => ({ jobs: listOf(message), ticket: Reflect.get(message, 'ticket') }))
    assert.deepEqual(
      told.map(({ jobs, ticket }) => [jobs.length, ticket]),
      [500, 500, 200].map((length) => [length, 7]),
    )
    assert.equal(new Set(told.flatMap(({ jobs }) => jobs.map(({ id }) => id))).size, 1200)
    assert.notEqual(told[0]?.jobs[0], listOf(flow.output(0)[0])[0])
    await flow.ask({ payload: payload.slice(0, 3) })
    assert.equal(flow.output(2).length, 3, 'what fails once more is no news')
  })

  it('lists, dismisses and exports by message', async () => {
    const flow = await begin()
    await flow.ask({ payload: [failure('A-1'), failure('A-2')] })
    await flow.ask({ payload: { action: 'list', sku: 'A-2' }, ticket: 7 })
    assert.partialDeepStrictEqual(flow.output(0)[1], {
      ticket: 7,
      payload: { action: 'list', total: 1, jobs: [{ failure: { subject: { sku: 'A-2' } } }] },
    })
    await flow.ask({ payload: { action: 'dismiss', sku: 'A-2', note: 'sold out' } })
    assert.partialDeepStrictEqual(flow.output(0)[2], { payload: { jobs: [{ state: 'dismissed', note: 'sold out' }] } })
    await flow.ask({ payload: { action: 'export', format: 'csv' } })
    assert.partialDeepStrictEqual(flow.output(0)[3], { payload: { total: 1 } })
    assert.equal(flow.output(1).length, 0)
  })

  it('asks for the products of retried jobs on its second output', async () => {
    const flow = await begin()
    await flow.ask({ payload: failure('A-1') })
    await flow.ask({ payload: { action: 'retry', code: 'PRODUCT_UNLINKED' } })
    assert.partialDeepStrictEqual(flow.output(1), [{ topic: 'retry', payload: { products: [{ productId: 482 }] } }])
  })

  it('shows the job of a failure that its node has kept, and counts it no second time', async () => {
    const flow = await begin()
    await flow.ask({ payload: failure('A-1') })
    const [kept] = [flow.output(0)[0]?.payload].flat()
    assert.ok(typeof kept === 'object' && kept !== null && 'id' in kept)
    await flow.ask({ payload: [failure('A-1', { recorded: true, job: kept.id })] })
    assert.partialDeepStrictEqual(flow.output(0)[1], { payload: [{ id: kept.id, count: 1 }] })
  })

  it('refuses a retry where nobody reads the products again, and keeps the list', async () => {
    const flow = await start({ type: 'failed-job-store', outputs: 2, config: { store: 'store' }, others: stores, unwired: [1] })
    await flow.ask({ payload: failure('A-1') })
    await flow.ask({ payload: { action: 'retry', all: true } })
    assert.equal(flow.caught[0]?.error.code, 'JOB_RETRY_UNHEARD')
    const answer = await flow.admin('POST', 'failed-jobs/store/retry', { permissions, body: { all: true } })
    assert.equal(answer.status, 409)
    assert.match(await answer.text(), /Wire the second output/)
    await flow.ask({ payload: { action: 'list' } })
    assert.partialDeepStrictEqual(flow.output(0).at(-1), { payload: { total: 1 } })
  })

  it('has a watch of the same store read the products where its second output leads nowhere', async () => {
    const flow = await start({ type: 'failed-job-store', outputs: 2, config: { store: 'store' }, others: stores, unwired: [1] })
    const read: object[] = []
    const quiet = onReread(join(flow.userDir, 'odoo-shopify-inventory.sqlite'), (products) => void read.push(...products))
    await flow.ask({ payload: failure('A-1') })
    await flow.ask({ payload: { action: 'retry', all: true } })
    quiet()
    assert.deepEqual(read, [{ database: 'shop@odoo.example.com', productId: 482 }])
    assert.deepEqual(flow.caught, [])
  })

  const bad: readonly [string, unknown, RegExp][] = [
    ['a line that has not failed', [levelLine(1, 5, 3)], /payload\[0\]/],
    ['a failure without a code', { ...failure('A-1'), code: undefined }, /code/],
    ['an action that it does not know', { action: 'explode' }, /payload\.action must be one of/],
    ['a retry that does not say of what', { action: 'retry' }, /payload\.ids/],
  ]
  for (const [what, payload, words] of bad) {
    it(`hands ${what} to the Catch node once, and goes on`, async () => {
      const flow = await begin()
      await flow.ask({ payload, topic: 'bad' })
      assert.equal(flow.caught.length, 1)
      assert.partialDeepStrictEqual(flow.caught[0], {
        topic: 'bad',
        error: { code: 'MESSAGE_MALFORMED', cause: { kind: 'failed', code: 'MESSAGE_MALFORMED' } },
      })
      assert.match(flow.caught[0]?.error.message ?? '', words)
      await flow.ask({ payload: failure('A-1') })
      assert.equal(flow.output(0).length, 1)
    })
  }

  it('names the store when none is chosen', async () => {
    const flow = await begin([])
    await flow.ask({ payload: failure('A-1') })
    assert.partialDeepStrictEqual(flow.caught.at(-1)?.error, {
      code: 'CONFIG_MISSING',
      cause: { values: { setting: 'store', node: 'failed-job-store' } },
    })
  })

  it('names the setting of the chosen store that keeps it from being used', async () => {
    const flow = await begin([{ id: 'store', type: 'sync-store', auditDays: 'many' }])
    await flow.ask({ payload: failure('A-1') })
    assert.partialDeepStrictEqual(flow.caught.at(-1)?.error, {
      code: 'CONFIG_INVALID',
      cause: { values: { setting: 'auditDays', node: 'sync-store' } },
    })
  })

  it('tries a store again that could not be opened', async () => {
    const flow = await begin([{ id: 'store', type: 'sync-store', file: 'sub/store.sqlite' }])
    const obstacle = join(flow.userDir, 'sub')
    writeFileSync(obstacle, 'not a folder')
    await flow.ask({ payload: failure('A-1') })
    assert.equal(flow.caught.length, 1)
    assert.match(flow.caught[0]?.error.code ?? '', /^STORE_/)
    rmSync(obstacle)
    mkdirSync(obstacle)
    await flow.ask({ payload: failure('A-1') })
    assert.equal(flow.output(0).length, 1)
  })

  it('hears of retries from the dialog until it is closed, and leaves no file open', async () => {
    const flow = await begin()
    await flow.ask({ payload: failure('A-1') })
    const none = await flow.admin('POST', 'failed-jobs/store/retry', { permissions, body: { code: 'ITEM_UNKNOWN' } })
    assert.equal(none.status, 200)
    const answer = await flow.admin('POST', 'failed-jobs/store/retry', { permissions, body: { code: 'PRODUCT_UNLINKED' } })
    assert.equal(answer.status, 200)
    await flow.until(() => flow.output(1).length > 0)
    assert.partialDeepStrictEqual(flow.output(1), [{ topic: 'retry', payload: { products: [{ productId: 482 }] } }])
    await flow.stop()
    assert.equal(tellRetry(join(flow.userDir, 'odoo-shopify-inventory.sqlite'), []), 0)
    assert.deepEqual(openFiles(flow.userDir), [])
  })
})
