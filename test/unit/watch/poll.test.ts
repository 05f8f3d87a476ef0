import assert from 'node:assert/strict'
import type { OdooRow } from '../../../src/odoo/odoo.ts'
import { MemoryStore } from '../../../src/store/memory/memory-store.ts'
import { keepAnswered } from '../../../src/watch/open-pictures.ts'
import { originsOf } from '../../../src/watch/origin.ts'
import { Outstanding } from '../../../src/watch/outstanding.ts'
import { pollOnce, type PollAsk, type PollBatch, type PollSettings } from '../../../src/watch/poll.ts'
import { PollMemory } from '../../../src/watch/poll-memory.ts'
import { VirtualClock } from '../../support/virtual-clock.ts'
import { answersOdoo, comparedWith } from '../../support/watch/answers-odoo.ts'

const location: OdooRow = { id: 8, complete_name: 'NJ/Stock', parent_path: '8/', usage: 'internal' }
const product = (id: number, more: Record<string, unknown> = {}): OdooRow => ({
  id,
  default_code: `SKU-${id}`,
  barcode: false,
  display_name: `Item ${id}`,
  active: true,
  type: 'consu',
  is_storable: true,
  ...more,
})
const quant = (product_id: number, quantity: number, write_date = '2026-11-20 10:00:00'): OdooRow => ({
  id: product_id * 10,
  product_id,
  location_id: 8,
  quantity,
  reserved_quantity: 0,
  write_date,
})

describe('one poll', () => {
  let store: MemoryStore
  let quants: OdooRow[]
  let products: OdooRow[]
  let moves: OdooRow[]
  let now: number
  const memory = () => new PollMemory()

  beforeEach(() => {
    store = new MemoryStore()
    products = [product(1), product(2), product(3)]
    quants = [quant(1, 5), quant(2, 7)]
    moves = []
    now = 1_000_000
  })

  const { odoo, asked } = answersOdoo(({ model, domain, fields }) => {
    if (model === 'stock.location') return [location]
    if (model === 'mrp.bom') return []
    const ids = comparedWith(domain, model === 'product.product' ? 'id' : 'product_id')
    const since = comparedWith(domain, 'write_date')
    if (model === 'stock.move') return moves.filter((row) => typeof since !== 'string' || String(row['write_date']) >= since)
    if (model === 'stock.quant') {
      return quants
        .filter((row) => !Array.isArray(ids) || ids.includes(row['product_id']))
        .filter((row) => typeof since !== 'string' || String(row['write_date']) >= since)
    }
    const skus = comparedWith(domain, 'default_code')
    if (Array.isArray(skus)) return products.filter((row) => skus.includes(row['default_code']))
    assert.ok(fields.includes('is_storable'))
    return products.filter((row) => (Array.isArray(ids) ? ids.includes(row.id) : row.id > Number(ids)))
  })

  function polling(options: NonNullable<PollSettings['options']> = {}) {
    const clock = { now: () => now, sleep: () => Promise.resolve() }
    const watch = { name: 'w', locations: [{ locationId: 8 }] }
    return pollOnce({ odoo, store, watch, clock, say: (key) => key, options })
  }

  async function poll(ask: PollAsk = { what: 'changes' }, more: NonNullable<PollSettings['options']> = {}) {
    const batches: PollBatch[] = []
    asked.length = 0
    for await (const batch of polling({ ask, ...more })) batches.push(batch)
    return batches
  }

  const ids = (batches: readonly PollBatch[]) => batches.flatMap((batch) => batch.pictures.map((picture) => picture.odoo.productId))

  it('gives everything that has stock the first time, and what differs after that', async () => {
    assert.deepEqual(ids(await poll()), [1, 2])
    assert.deepEqual(ids(await poll()), [])
    quants = [quant(1, 4, '2026-11-20 10:00:09'), quant(2, 7)]
    assert.deepEqual(ids(await poll()), [1])
  })

  it('needs two calls when nothing happened, and no write to the store', async () => {
    const kept = memory()
    await poll({ what: 'changes' }, { memory: kept })
    await poll({ what: 'changes' }, { memory: kept })
    const before = await store.transaction((tables) => tables.nextAsOf())
    await poll({ what: 'changes' }, { memory: kept })
    assert.deepEqual(
      asked.map((search) => search.model),
      ['stock.quant', 'stock.move'],
    )
    assert.equal(await store.transaction((tables) => tables.nextAsOf()), before + 1)
  })

  it('sends zero for a product whose quants are gone, when a move tells of it', async () => {
    await poll()
    quants = [quant(2, 7)]
    moves = [{ id: 1, product_id: 1, state: 'done', quantity: 5, write_date: '2026-11-20 10:00:20' }]
    const batches = await poll()
    assert.deepEqual(ids(batches), [1])
    assert.deepEqual(batches[0]?.pictures[0]?.stock, [])
  })

  it('gives the same again when nobody asked for the next batch', async () => {
    const first = polling({ pageSize: 1 })
    assert.deepEqual(ids([(await first.next()).value ?? assert.fail()]), [1])
    assert.deepEqual(ids([(await first.next()).value ?? assert.fail()]), [2])
    await first.return()
    assert.deepEqual(ids(await poll({ what: 'changes' }, { pageSize: 1 })), [2])
  })

  it('sends a stock again that came back to what it was, when it is not known whether the picture between was taken', async () => {
    await poll()
    quants = [quant(1, 4, '2026-11-20 10:00:09'), quant(2, 7)]
    const stopped = polling()
    assert.deepEqual(ids([(await stopped.next()).value ?? assert.fail()]), [1])
    await stopped.return()
    quants = [quant(1, 5, '2026-11-20 10:00:12'), quant(2, 7)]
    assert.deepEqual(ids(await poll()), [1])
  })

  it('gives what is asked for whether it changed or not, with zero for a product without quants', async () => {
    await poll()
    assert.deepEqual(ids(await poll({ what: 'products', productIds: [2, 3, 2] })), [2, 3])
    assert.deepEqual(ids(await poll({ what: 'skus', skus: ['SKU-1'] })), [1])
    assert.deepEqual(ids(await poll({ what: 'everything' })), [1, 2, 3])
  })

  it('says what it cannot find', async () => {
    assert.deepEqual((await poll({ what: 'products', productIds: [2, 9] }))[0]?.missing, { productIds: [9], skus: [] })
    assert.deepEqual((await poll({ what: 'skus', skus: ['SKU-9', 'SKU-1'] }))[0]?.missing, { productIds: [], skus: ['SKU-9'] })
  })

  it('does not take a service for a product with no stock', async () => {
    products.push(product(4, { type: 'service', is_storable: false }))
    const [batch] = await poll({ what: 'products', productIds: [4] })
    assert.deepEqual([batch?.pictures, batch?.unstocked], [[], [4]])
  })

  it('tells once of a product that was sent and is gone', async () => {
    await poll()
    products = products.filter((row) => row.id !== 1)
    assert.deepEqual((await poll({ what: 'compare' }))[0]?.missing.productIds, [1])
    assert.deepEqual(await poll({ what: 'compare' }), [])
  })

  it('compares everything when that is due, and finds what no time tells', async () => {
    await poll()
    quants = [quant(1, 5), quant(2, 8)]
    assert.deepEqual(ids(await poll({ what: 'changes' }, { compareEveryMs: 60_000, memory: memory() })), [2])
    quants = [quant(1, 6, '2026-11-01 00:00:00'), quant(2, 8)]
    assert.deepEqual(ids(await poll({ what: 'changes' }, { compareEveryMs: 60_000 })), [])
    now += 60_000
    assert.deepEqual(ids(await poll({ what: 'changes' }, { compareEveryMs: 60_000 })), [1])
    now += 1000
    assert.deepEqual(ids(await poll({ what: 'changes' }, { compareEveryMs: 60_000 })), [])
  })

  it('compares everything again when something else is watched', async () => {
    await poll()
    const clock = { now: () => now, sleep: () => Promise.resolve() }
    const wider = { name: 'w', locations: [{ locationId: 8 }], includeTransit: true }
    asked.length = 0
    for await (const _ of pollOnce({ odoo, store, watch: wider, clock, say: (key) => key })) assert.fail('the figures are the same')
    assert.ok(asked.some((search) => search.model === 'product.product'))
  })

  it('sends what nobody answered again after a restart, whether it changed or not, and what was answered not', async () => {
    const outstanding = new Outstanding()
    const [batch] = await poll({ what: 'changes' }, { outstanding })
    const answered = (batch?.pictures ?? []).filter((picture) => picture.odoo.productId === 1)
    outstanding.answer(originsOf(answered), { what: 'stored', by: 'a' }, now)
    await keepAnswered(store, 'w', outstanding)
    assert.deepEqual(ids(await poll({ what: 'changes' }, { outstanding })), [], 'it is under way')
    const next = new Outstanding()
    assert.deepEqual(ids(await poll({ what: 'changes' }, { outstanding: next })), [2])
    assert.deepEqual(ids(await poll({ what: 'changes' }, { outstanding: next })), [])
  })

  it('does not ask Odoo more often for waiting for answers', async () => {
    const kept = { memory: memory(), outstanding: new Outstanding() }
    for (let count = 0; count < 3; count++) await poll({ what: 'changes' }, kept)
    assert.equal(asked.length, 2)
  })

  it('reads a product again when a node failed with it, and sends what it is now', async () => {
    const kept = { memory: memory(), outstanding: new Outstanding() }
    const [batch] = await poll({ what: 'changes' }, kept)
    kept.outstanding.answer(originsOf(batch?.pictures), { what: 'refused' }, now)
    now += 119_000
    assert.deepEqual(ids(await poll({ what: 'changes' }, kept)), [])
    quants = [quant(1, 8, '2026-11-01 00:00:00'), quant(2, 7)]
    now += 1_000
    const [again] = await poll({ what: 'changes' }, kept)
    assert.deepEqual(
      again?.pictures.map((picture) => picture.stock[0]?.quantity),
      [8, 7],
    )
  })

  it('sends what fell before what rose, and marks the last batch', async () => {
    products = Array.from({ length: 6 }, (_, place) => product(place + 1))
    quants = products.map(({ id }) => quant(id, 5))
    await poll()
    quants = products.map(({ id }) => quant(id, [6, 7, 4, 8, 0, 9][id - 1] ?? 0, '2026-11-20 10:00:30'))
    const batches = await poll({ what: 'changes' }, { pageSize: 2 })
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

  it('runs no more than three batches ahead of the answers', async () => {
    products = Array.from({ length: 12 }, (_, place) => product(place + 1))
    quants = products.map(({ id }) => quant(id, 5))
    const clock = new VirtualClock()
    const outstanding = new Outstanding()
    outstanding.know(['a'])
    const watch = { name: 'w', locations: [{ locationId: 8 }] }
    const given: PollBatch[] = []
    const reading = (async () => {
      for await (const batch of pollOnce({ odoo, store, watch, clock, say: (key) => key, options: { pageSize: 2, outstanding } }))
        given.push(batch)
    })()
    await clock.advance(1000)
    assert.equal(given.length, 4, 'the fourth goes when no more than three are under way')
    outstanding.answer(originsOf(given[0]?.pictures), { what: 'stored', by: 'a' }, clock.now())
    await clock.advance(1000)
    assert.equal(given.length, 5)
    for (const batch of given) outstanding.answer(originsOf(batch.pictures), { what: 'stored', by: 'a' }, clock.now())
    await clock.run(reading)
    assert.equal(given.length, 6)
  })

  it('does not let an older reading hide that a newer one was sent', async () => {
    await poll()
    const slow = polling({ ask: { what: 'products', productIds: [1] } })
    const older = (await slow.next()).value ?? assert.fail()
    quants = [quant(1, 9, '2026-11-20 10:00:30'), quant(2, 7)]
    const newer = (await poll())[0]?.pictures[0] ?? assert.fail()
    assert.ok(newer.asOf > (older.pictures[0]?.asOf ?? 0))
    await slow.next()
    quants = [quant(1, 5, '2026-11-20 10:00:40'), quant(2, 7)]
    assert.deepEqual(ids(await poll()), [1], 'what the receiver kept is the 9')
  })
})
