import assert from 'node:assert/strict'
import { keepAnswered } from '../../../src/engine/watch/sent-picture.ts'
import { originsOf } from '../../../src/engine/watch/acknowledgements.ts'
import { Outstanding } from '../../../src/engine/watch/outstanding.ts'
import type { PollBatch } from '../../../src/engine/watch/poll.ts'
import { PollMemory } from '../../../src/engine/watch/poll-memory.ts'
import { VirtualClock } from '../../support/virtual-clock.ts'
import { ids, PolledOdoo, product, quant } from './support/polled-odoo.ts'

describe('a poll whose batches are taken, answered or refused', () => {
  let odoo: PolledOdoo
  beforeEach(() => (odoo = new PolledOdoo()))

  it('gives the same again when nobody asked for the next batch', async () => {
    const first = odoo.polling({ pageSize: 1 })
    assert.deepEqual(ids([(await first.next()).value ?? assert.fail()]), [1])
    assert.deepEqual(ids([(await first.next()).value ?? assert.fail()]), [2])
    await first.return()
    assert.deepEqual(ids(await odoo.poll({ what: 'changes' }, { pageSize: 1 })), [2])
  })

  it('sends a stock again that came back to what it was, when it is not known whether the picture between was taken', async () => {
    await odoo.poll()
    odoo.quants = [quant(1, 4, '2026-11-20 10:00:09'), quant(2, 7)]
    const stopped = odoo.polling()
    assert.deepEqual(ids([(await stopped.next()).value ?? assert.fail()]), [1])
    await stopped.return()
    odoo.quants = [quant(1, 5, '2026-11-20 10:00:12'), quant(2, 7)]
    assert.deepEqual(ids(await odoo.poll()), [1])
  })

  it('sends what nobody answered again after a restart, whether it changed or not, and what was answered not', async () => {
    const outstanding = new Outstanding()
    const [batch] = await odoo.poll({ what: 'changes' }, { outstanding })
    const answered = (batch?.pictures ?? []).filter((picture) => picture.odoo.productId === 1)
    outstanding.answer(originsOf(answered), { what: 'stored', by: 'a' }, odoo.now)
    await keepAnswered(odoo.store, 'w', outstanding)
    assert.deepEqual(ids(await odoo.poll({ what: 'changes' }, { outstanding })), [], 'it is under way')
    const next = new Outstanding()
    assert.deepEqual(ids(await odoo.poll({ what: 'changes' }, { outstanding: next })), [2])
    assert.deepEqual(ids(await odoo.poll({ what: 'changes' }, { outstanding: next })), [])
  })

  it('does not ask Odoo more often for waiting for answers', async () => {
    const kept = { memory: new PollMemory(), outstanding: new Outstanding() }
    for (let count = 0; count < 3; count++) await odoo.poll({ what: 'changes' }, kept)
    assert.equal(odoo.asked.length, 3)
  })

  it('reads a product again when a node failed with it, and sends what it is now', async () => {
    const kept = { memory: new PollMemory(), outstanding: new Outstanding() }
    const [batch] = await odoo.poll({ what: 'changes' }, kept)
    kept.outstanding.answer(originsOf(batch?.pictures), { what: 'refused' }, odoo.now)
    odoo.now += 119_000
    assert.deepEqual(ids(await odoo.poll({ what: 'changes' }, kept)), [])
    odoo.quants = [quant(1, 8, '2026-11-01 00:00:00'), quant(2, 7)]
    odoo.now += 1_000
    const [again] = await odoo.poll({ what: 'changes' }, kept)
    assert.deepEqual(
      again?.pictures.map((picture) => picture.stock[0]?.quantity),
      [8, 7],
    )
  })

  it('runs no more than three batches ahead of the answers', async () => {
    odoo.products = Array.from({ length: 12 }, (_, place) => product(place + 1))
    odoo.quants = odoo.products.map(({ id }) => quant(id, 5))
    const clock = new VirtualClock()
    const outstanding = new Outstanding()
    outstanding.know(['a'])
    const given: PollBatch[] = []
    const reading = (async () => {
      for await (const batch of odoo.polling({ pageSize: 2, outstanding }, { clock })) given.push(batch)
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
    await odoo.poll()
    const slow = odoo.polling({ request: { what: 'products', productIds: [1] } })
    const older = (await slow.next()).value ?? assert.fail()
    odoo.quants = [quant(1, 9, '2026-11-20 10:00:30'), quant(2, 7)]
    const newer = (await odoo.poll())[0]?.pictures[0] ?? assert.fail()
    assert.ok(newer.asOf > (older.pictures[0]?.asOf ?? 0))
    await slow.next()
    odoo.quants = [quant(1, 5, '2026-11-20 10:00:40'), quant(2, 7)]
    assert.deepEqual(ids(await odoo.poll()), [1], 'what the receiver kept is the 9')
  })
})
