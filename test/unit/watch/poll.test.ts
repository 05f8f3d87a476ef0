import assert from 'node:assert/strict'
import { PollMemory } from '../../../src/engine/watch/poll-memory.ts'
import { ids, PolledOdoo, product, quant } from './support/polled-odoo.ts'

describe('one poll', () => {
  let odoo: PolledOdoo
  beforeEach(() => (odoo = new PolledOdoo()))

  it('gives everything that has stock the first time, and what differs after that', async () => {
    assert.deepEqual(ids(await odoo.poll()), [1, 2])
    assert.deepEqual(ids(await odoo.poll()), [])
    odoo.quants = [quant(1, 4, '2026-11-20 10:00:09'), quant(2, 7)]
    assert.deepEqual(ids(await odoo.poll()), [1])
  })

  it('needs three calls when nothing happened, and no write to the store', async () => {
    const kept = new PollMemory()
    await odoo.poll({ what: 'changes' }, { memory: kept })
    await odoo.poll({ what: 'changes' }, { memory: kept })
    const before = await odoo.store.transaction((tables) => tables.nextAsOf())
    await odoo.poll({ what: 'changes' }, { memory: kept })
    assert.deepEqual(
      odoo.asked.map((search) => search.model),
      ['stock.quant', 'stock.move', 'stock.location'],
    )
    assert.equal(await odoo.store.transaction((tables) => tables.nextAsOf()), before + 1)
  })

  it('sends zero for a product whose quants are gone, when a move tells of it', async () => {
    await odoo.poll()
    odoo.quants = [quant(2, 7)]
    odoo.moves = [{ id: 1, product_id: 1, state: 'done', quantity: 5, write_date: '2026-11-20 10:00:20' }]
    const batches = await odoo.poll()
    assert.deepEqual(ids(batches), [1])
    assert.deepEqual(batches[0]?.pictures[0]?.stock, [])
  })

  it('gives what is asked for whether it changed or not, with zero for a product without quants', async () => {
    await odoo.poll()
    assert.deepEqual(ids(await odoo.poll({ what: 'products', productIds: [2, 3, 2] })), [2, 3])
    assert.deepEqual(ids(await odoo.poll({ what: 'skus', skus: ['SKU-1'] })), [1])
    assert.deepEqual(ids(await odoo.poll({ what: 'everything' })), [1, 2, 3])
  })

  it('says what it cannot find', async () => {
    assert.deepEqual((await odoo.poll({ what: 'products', productIds: [2, 9] }))[0]?.missing, { productIds: [9], skus: [] })
    assert.deepEqual((await odoo.poll({ what: 'skus', skus: ['SKU-9', 'SKU-1'] }))[0]?.missing, { productIds: [], skus: ['SKU-9'] })
  })

  it('does not take a service for a product with no stock', async () => {
    odoo.products.push(product(4, { type: 'service', is_storable: false }))
    const [batch] = await odoo.poll({ what: 'products', productIds: [4] })
    assert.deepEqual([batch?.pictures, batch?.unstocked], [[], [4]])
  })

  it('tells once of a product that was sent and is gone', async () => {
    await odoo.poll()
    odoo.products = odoo.products.filter((row) => row.id !== 1)
    assert.deepEqual((await odoo.poll({ what: 'compare' }))[0]?.missing.productIds, [1])
    assert.deepEqual(await odoo.poll({ what: 'compare' }), [])
  })

  it('compares everything when that is due, and finds what no time tells', async () => {
    await odoo.poll()
    odoo.quants = [quant(1, 5), quant(2, 8)]
    assert.deepEqual(ids(await odoo.poll({ what: 'changes' }, { compareEveryMs: 60_000, memory: new PollMemory() })), [2])
    odoo.quants = [quant(1, 6, '2026-11-01 00:00:00'), quant(2, 8)]
    assert.deepEqual(ids(await odoo.poll({ what: 'changes' }, { compareEveryMs: 60_000 })), [])
    odoo.now += 60_000
    assert.deepEqual(ids(await odoo.poll({ what: 'changes' }, { compareEveryMs: 60_000 })), [1])
    odoo.now += 1000
    assert.deepEqual(ids(await odoo.poll({ what: 'changes' }, { compareEveryMs: 60_000 })), [])
  })

  it('compares everything again when something else is watched', async () => {
    await odoo.poll()
    const wider = { name: 'w', locations: [{ locationId: 8 }], includeTransit: true }
    odoo.asked.length = 0
    for await (const _ of odoo.polling({}, { watch: wider })) assert.fail('the figures are the same')
    assert.ok(odoo.asked.some((search) => search.model === 'product.product'))
  })

  it('sends what fell before what rose, and marks the last batch', async () => {
    odoo.products = Array.from({ length: 6 }, (_, place) => product(place + 1))
    odoo.quants = odoo.products.map(({ id }) => quant(id, 5))
    await odoo.poll()
    odoo.quants = odoo.products.map(({ id }) => quant(id, [6, 7, 4, 8, 0, 9][id - 1] ?? 0, '2026-11-20 10:00:30'))
    const batches = await odoo.poll({ what: 'changes' }, { pageSize: 2 })
    assert.deepEqual(
      batches.map(({ pictures, index, last }) => [pictures.map((picture) => picture.odoo.productId), index, last]),
      [
        [[5, 3], 0, false],
        [[1, 2], 1, false],
        [[4, 6], 2, true],
      ],
    )
    assert.deepEqual(batches.at(-1)?.progress, { read: 6, of: 6 })
  })
})
