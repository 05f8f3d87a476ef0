import assert from 'node:assert/strict'
import { SyncError } from '../../../src/base/error/sync-error.ts'
import { checkJobCommand } from '../../../src/rules/jobs/job-command.ts'
import { runJobCommand, type CommandAnswer } from '../../../src/engine/jobs/run-command.ts'
import type { FailedLine, Subject } from '../../../src/base/messages/failed.ts'
import type { FailedJob } from '../../../src/ports/store/failed-job.ts'
import type { MemoryStore } from '../../../src/adapters/store/memory/memory-store.ts'
import { levelPool } from '../../../src/rules/delivery/level-key.ts'
import { german, inWords } from '../../support/english.ts'
import { failure, start, storeWith } from './failures.ts'

const shop = 'nova-trail.myshopify.com'
const stopped = failure('BREAKER_TRIPPED', 9, {})

/** The failure when these parts of its subject are not known. */
function without(line: FailedLine, ...parts: readonly (keyof Subject)[]): FailedLine {
  const known = Object.entries(line.subject).filter(([name]) => !parts.some((part) => part === name))
  return { ...line, subject: Object.fromEntries(known) }
}

const several = (): Promise<MemoryStore> =>
  storeWith(
    failure('ITEM_NOT_STOCKED', 1),
    failure('ITEM_NOT_STOCKED', 2, { shopifyLocationId: 'gid://shopify/Location/2', shopifyLocation: 'Texas' }),
    failure('PRODUCT_UNLINKED', 3, { odooLocation: 'NJ/Stock' }),
    failure('SHOPIFY_TOKEN_REFUSED', 4, { shop: 'other.myshopify.com' }),
  )

function run(store: MemoryStore, command: object, now = start + 60_000): Promise<CommandAnswer> {
  return runJobCommand(store, checkJobCommand(command), now)
}

const ids = ({ jobs }: { readonly jobs: readonly FailedJob[] }): string[] => jobs.map(({ id }) => id)

describe('commands on failed jobs', () => {
  it('list the open ones, the newest first, by everything that a job is about', async () => {
    const store = await several()
    await store.transaction((tables) => tables.failedJobs.setState(['id-1'], 'dismissed', 'known', start))
    assert.deepEqual(ids(await run(store, { action: 'list' })), ['id-4', 'id-3', 'id-2'])
    const found: [object, string[]][] = [
      [{ state: 'dismissed' }, ['id-1']],
      [{ code: 'ITEM_NOT_STOCKED' }, ['id-2']],
      [{ class: 'product-identity' }, ['id-3']],
      [{ sku: 'SKU-3' }, ['id-3']],
      [{ shop: 'other.myshopify.com' }, ['id-4']],
      [{ location: 'gid://shopify/Location/2' }, ['id-2']],
      [{ location: 'Texas' }, ['id-2']],
      [{ location: 'NJ/Stock' }, ['id-3']],
      [{ shop, class: 'location-mapping' }, ['id-2']],
      [{ sku: 'SKU-3', code: 'ITEM_NOT_STOCKED' }, []],
      [{ ids: ['id-1', 'id-3', 'id-77'] }, ['id-3', 'id-1']],
    ]
    for (const [filter, expected] of found)
      assert.deepEqual(ids(await run(store, { action: 'list', ...filter })), expected, JSON.stringify(filter))
  })

  it('list page by page, with the total', async () => {
    const store = await several()
    const page = await run(store, { action: 'list', limit: 2, offset: 1 })
    assert.deepEqual([ids(page), page.total], [['id-3', 'id-2'], 4])
    const many = await storeWith(...Array.from({ length: 120 }, (_, n) => failure('PRODUCT_UNLINKED', n + 1)))
    const first = await run(many, { action: 'list' })
    assert.deepEqual([first.jobs.length, first.total], [100, 120])
  })

  it('retry one, a class or all, and name the products that Odoo must be asked for', async () => {
    const chosen: [object, string[], number[]][] = [
      [{ ids: ['id-2'] }, ['id-2'], [2]],
      [{ class: 'product-identity' }, ['id-3'], [3]],
      [{ code: 'ITEM_NOT_STOCKED' }, ['id-1', 'id-2'], [1, 2]],
      [{ sku: 'SKU-4' }, ['id-4'], [4]],
      [{ all: true }, ['id-1', 'id-2', 'id-3', 'id-4'], [1, 2, 3, 4]],
    ]
    for (const [which, expected, products] of chosen) {
      const store = await several()
      const answer = await run(store, { action: 'retry', ...which })
      assert.deepEqual(ids(answer).toSorted(), expected)
      assert.ok(
        answer.jobs.every(({ state }) => state === 'retrying'),
        'the answer shows the jobs as they are now',
      )
      assert.deepEqual(
        answer.products?.map(({ productId }) => productId).toSorted((a, b) => a - b),
        products,
      )
      assert.deepEqual(ids(await run(store, { action: 'list', state: 'retrying' })).toSorted(), expected)
    }
  })

  it('leave open, and count, what nobody here can try again', async () => {
    const store = await storeWith(
      without(failure('LINK_SKU_BLANK', 1), 'odooProductId', 'shopifyLocationId'),
      without(failure('MAP_SOURCE_NOT_WATCHED', 2), 'inventoryItemId'),
      without(failure('RECONCILE_STALLED', 3), 'odooProductId', 'inventoryItemId', 'shopifyLocationId'),
      { ...stopped, subject: { shop, shopifyLocationId: 'gid://shopify/Location/1' } },
    )
    const retry = (products: boolean, items: boolean): Promise<CommandAnswer> =>
      runJobCommand(store, { action: 'retry', all: true }, start, { products, items })
    const answer = await retry(false, true)
    assert.deepEqual(answer.items, [{ shop, inventoryItemId: 'gid://shopify/InventoryItem/1' }])
    assert.deepEqual(answer.products, [])
    assert.deepEqual(answer.left, { unheard: 1, nothing: 1, stopped: 1, held: 0 })
    assert.deepEqual(ids(await run(store, { action: 'list' })), ['id-4', 'id-3', 'id-2'])
    const later = await retry(true, false)
    assert.deepEqual([later.products?.length, later.left], [1, { unheard: 0, nothing: 1, stopped: 1, held: 0 }])
  })

  it('refuse a retry that leads nowhere, and keep the list', async () => {
    const store = await storeWith(without(failure('VARIANT_UNLINKED', 1), 'shopifyLocationId', 'inventoryItemId'))
    const nobody = { products: false, items: false }
    await assert.rejects(
      runJobCommand(store, { action: 'retry', all: true }, start, nobody),
      (error) => error instanceof SyncError && error.code === 'JOB_RETRY_UNHEARD' && error.values['count'] === 1,
    )
    assert.deepEqual(ids(await run(store, { action: 'list' })), ['id-1'])
    const idle = await storeWith(without(failure('RECONCILE_STALLED', 1), 'odooProductId', 'inventoryItemId'))
    await assert.rejects(
      runJobCommand(idle, { action: 'retry', all: true }, start, { products: true, items: true }),
      (error) => error instanceof SyncError && error.code === 'JOB_RETRY_NOTHING',
    )
  })

  it('approve a stopped run only when that is meant, not along with everything else', async () => {
    const about = { shop, shopifyLocationId: 'gid://shopify/Location/1', shopifyLocation: 'New Jersey' }
    const approved = async (which: object): Promise<boolean> => {
      const store = await storeWith({ ...stopped, subject: about })
      await run(store, { action: 'retry', ...which })
      return [...store.snapshot().audit.values()].some(({ entry }) => entry.what === 'breaker-approved')
    }
    assert.equal(await approved({ all: true }), false)
    assert.equal(await approved({ class: 'invalid-quantity' }), false)
    assert.equal(await approved({ ids: ['id-1'] }), true)
    assert.equal(await approved({ code: 'BREAKER_TRIPPED' }), true)
  })

  it('end the hold that a job tells of, with a reason and its job with it; to try again leaves such a job as it is', async () => {
    const store = await storeWith(failure('HOLD_DOUBTFUL', 1), failure('PRODUCT_UNLINKED', 2))
    const level = { shop, inventoryItemId: 'gid://shopify/InventoryItem/1', locationId: 'gid://shopify/Location/1' }
    const held = { ...level, pool: levelPool(level), order: null, quantity: 3, seen: 3, asOf: 1, reservedAsOf: null }
    const doubtful = { ...held, id: 'guess', openedAt: start, expiresAt: start + 3_600_000, doubtful: true as const }
    await store.transaction((tables) =>
      tables.holds.put([doubtful, { ...held, id: 'sale', openedAt: start, expiresAt: start + 3_600_000 }]),
    )
    const retried = await run(store, { action: 'retry', ids: ['id-1', 'id-2'] })
    assert.deepEqual([retried.changed, retried.left], [1, { unheard: 0, nothing: 0, stopped: 0, held: 1 }])
    for (const wrong of [{ ids: ['id-1'] }, { ids: ['id-1'], note: '' }, { note: 'counted', all: true }])
      assert.throws(() => checkJobCommand({ action: 'end-hold', ...wrong }), /MESSAGE_MALFORMED/)
    const ended = await run(store, { action: 'end-hold', ids: ['id-1', 'id-2'], note: 'counted', by: 'lagerleitung' })
    assert.deepEqual([ids(ended), ended.changed, ended.ended, ended.jobs[0]?.state], [['id-1'], 1, 3, 'resolved'])
    const { holds, audit } = store.snapshot()
    assert.deepEqual([[...holds.keys()], [...audit.values()].at(-1)?.entry.note], [['sale'], '3 ended by lagerleitung: counted'])
    await assert.rejects(run(store, { action: 'end-hold', ids: ['id-1'], note: 'again' }), (error) => error instanceof SyncError)
  })

  it('end the holds of some jobs when those of others have ended meanwhile, and those jobs, too', async () => {
    const store = await storeWith(...[1, 2, 3].map((item) => failure('HOLD_DOUBTFUL', item)))
    const level = { shop, inventoryItemId: 'gid://shopify/InventoryItem/2', locationId: 'gid://shopify/Location/1' }
    const held = {
      ...level,
      pool: levelPool(level),
      order: null,
      quantity: 3,
      seen: 3,
      asOf: 1,
      reservedAsOf: null,
      doubtful: true as const,
    }
    await store.transaction((tables) => tables.holds.put([{ ...held, id: 'guess', openedAt: start, expiresAt: start + 3_600_000 }]))
    const command = { action: 'end-hold', ids: ['id-1', 'id-2'], note: 'counted' } as const
    const ended = await run(store, command)
    assert.deepEqual([ended.changed, ended.ended, ended.jobs.map(({ state }) => state)], [2, 3, ['resolved', 'resolved']])
    assert.deepEqual(ids(await run(store, { action: 'list' })), ['id-3'])
    await assert.rejects(run(store, command), (error) => error instanceof SyncError && error.code === 'HOLD_UNKNOWN')
    assert.equal((await run(store, { ...command, ids: ['id-1', 'id-3'] })).changed, 1)
  })

  it('answer with figures and the first hundred, however many jobs they are about, and leave none out', async () => {
    const many = await storeWith(...Array.from({ length: 1234 }, (_, n) => failure('PRODUCT_UNLINKED', n + 1)))
    const retried = await run(many, { action: 'retry', all: true })
    assert.deepEqual([retried.jobs.length, retried.changed, retried.total, retried.products?.length], [100, 1234, 1234, 1234])
    assert.equal((await run(many, { action: 'list' })).total, 0)
    const dismissed = await run(many, { action: 'dismiss', class: 'product-identity', state: 'retrying', note: 'not sold' })
    assert.deepEqual([dismissed.jobs.length, dismissed.changed, dismissed.total], [100, 1234, 1234])
    assert.ok(JSON.stringify({ ...dismissed, products: [] }).length < 200_000)
    const exported = await run(many, { action: 'export', state: 'dismissed' })
    assert.deepEqual([exported.jobs.length, exported.total], [0, 1234])
    assert.equal(JSON.parse(exported.file ?? '').length, 1234)
    const some = await run(many, { action: 'export', state: 'dismissed', limit: 700, offset: 20 })
    assert.equal(JSON.parse(some.file ?? '').length, 700)
  })

  it('dismiss with a note, also what is being retried', async () => {
    const store = await several()
    await run(store, { action: 'retry', ids: ['id-1'] })
    const answer = await run(store, { action: 'dismiss', ids: ['id-1', 'id-2'], note: 'sold out for good' })
    assert.deepEqual(
      answer.jobs.map(({ id, state, note }) => [id, state, note]),
      [
        ['id-2', 'dismissed', 'sold out for good'],
        ['id-1', 'dismissed', 'sold out for good'],
      ],
    )
    assert.deepEqual(ids(await run(store, { action: 'list' })), ['id-4', 'id-3'])
  })

  it('refuse to retry or dismiss without being told which', async () => {
    const store = await several()
    for (const action of ['retry', 'dismiss']) {
      for (const which of [{}, { all: false }, { shop }, { state: 'open' }]) {
        await assert.rejects(
          run(store, { action, ...which }),
          (error) => error instanceof SyncError && error.values['field'] === 'payload.ids',
        )
      }
    }
    assert.equal((await run(store, { action: 'list' })).total, 4)
  })

  it('name the field that cannot be used, in the language of the runtime', () => {
    const wrong: [unknown, string, RegExp][] = [
      [{ action: 'delete' }, 'payload.action', /list, retry, dismiss, export/],
      [{}, 'payload.action', /missing/],
      ['list', 'payload', /object/],
      [{ action: 'list', limit: 0 }, 'payload.limit', /1/],
      [{ action: 'list', limit: 10_001 }, 'payload.limit', /10000/],
      [{ action: 'retry', ids: [7] }, 'payload.ids[0]', /string/],
      [{ action: 'list', class: 'weather' }, 'payload.class', /product-identity/],
      [{ action: 'list', colour: 'red' }, 'payload', /colour/],
    ]
    for (const [command, field, problem] of wrong) {
      assert.throws(
        () => checkJobCommand(command),
        (error) =>
          error instanceof SyncError &&
          error.code === 'MESSAGE_MALFORMED' &&
          error.values['field'] === field &&
          problem.test(String(inWords(error.values['problem']))),
        JSON.stringify(command),
      )
    }
    assert.throws(
      () => checkJobCommand({}),
      (error) => error instanceof SyncError && /fehlt/.test(String(inWords(error.values['problem'], german))),
    )
  })
})
