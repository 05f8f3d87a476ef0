import assert from 'node:assert/strict'
import { wordsOf } from '../../support/english.ts'
import { retryJobs } from '../../../src/engine/jobs/retry-jobs.ts'
import { DeliveryScene } from './support/delivery-scene.ts'

/** A level that showed 10 until somebody wrote 15 into it, and Odoo says 11: more than before, so that the edit may stay. */
async function edited(editPolicy: 'overwrite' | 'leave'): Promise<DeliveryScene> {
  const scene = new DeliveryScene({ items: 2, options: { editPolicy } })
  await scene.accept([await scene.read(1, 1, 10), await scene.read(2, 1, 10)])
  scene.edit(1, 15)
  await scene.accept([await scene.read(1, 1, 11), await scene.read(2, 1, 8)])
  return scene
}

describe('an increase in Shopify that nobody explains', () => {
  it('is replaced by policy "overwrite", with a line in the audit trail and in the trace', async () => {
    const scene = await edited('overwrite')
    assert.equal(scene.available(1), 11)
    const audit = (await scene.audit(1)).slice(1).map(({ what, from, to }) => [what, from, to])
    assert.deepEqual(audit, [
      ['written', 15, 11],
      ['edit-overwritten', 15, 11],
    ])
    const line = scene.applied.find(({ from }) => from === 15)
    assert.match(wordsOf(line?.trace).join('; '), /showed 5 more than was left there.*set from 15 to 11/)
    assert.deepEqual(await scene.jobs(), [])
  })

  it('is left by policy "leave", with a job, and the other levels go on', async () => {
    const scene = await edited('leave')
    assert.deepEqual([scene.available(1), scene.available(2)], [15, 8])
    const [job] = await scene.jobs()
    assert.ok(job)
    assert.deepEqual([job.failure.code, job.failure.retry, job.failure.subject.sku], ['SHOPIFY_EDITED', 'when-fixed', 'SKU-1'])
    assert.match(job.failure.text, /Somebody added 5 to SKU SKU-1 at Location 1 in Shopify: it shows 15, and 11 may be sold/)
    assert.deepEqual((await scene.audit(1)).at(-1)?.what, 'edit-left')
    assert.equal((await scene.level(1)).state, 'failed')
  })

  it('stays when newer pictures come, and its job counts them', async () => {
    const scene = await edited('leave')
    await scene.deliver(1, 1, 12)
    assert.equal(scene.available(1), 15)
    assert.deepEqual(
      (await scene.jobs()).map(({ count, state }) => [count, state]),
      [[2, 'open']],
    )
  })

  it('gives way to a lower number of Odoo, whatever it was, also when it had been left before', async () => {
    const scene = await edited('leave')
    await scene.deliver(1, 1, 13)
    assert.equal(scene.available(1), 15)
    await scene.deliver(1, 1, 12)
    assert.equal(scene.available(1), 12)
    scene.edit(1, 20)
    await scene.deliver(1, 1, 11)
    assert.equal(scene.available(1), 11, 'less than was left there: at once')
    assert.deepEqual(await scene.jobs('open'), [])
  })

  it('is over when Shopify shows again what Odoo says', async () => {
    const scene = await edited('leave')
    scene.edit(1, 10)
    await scene.deliver(1, 1, 10)
    assert.equal(scene.available(1), 10)
    assert.deepEqual(
      (await scene.jobs()).map(({ state }) => state),
      ['resolved'],
    )
    assert.equal((await scene.level(1)).state, 'settled')
  })

  it('gives way to the number of Odoo when a person retries the job', async () => {
    const scene = await edited('leave')
    await scene.within(async (tables) => retryJobs(tables, await tables.failedJobs.list({}), scene.clock.now()))
    scene.delivery.wake()
    await scene.work()
    assert.equal(scene.available(1), 11)
    assert.deepEqual(
      (await scene.jobs()).map(({ state }) => state),
      ['resolved'],
    )
    scene.edit(1, 30)
    await scene.deliver(1, 1, 12)
    assert.equal(scene.available(1), 30, 'the next edit is left again')
  })
})

describe('units that had been sold and come back into stock in Shopify', () => {
  for (const editPolicy of ['leave', 'overwrite'] as const) {
    it(`are no edit, so that every later number of Odoo goes out (edits: ${editPolicy})`, async () => {
      const scene = new DeliveryScene({ options: { editPolicy } })
      await scene.deliver(1, 1, 10)
      scene.sell(1, 2)
      await scene.deliver(1, 1, 8, { reserved: 2 })
      assert.equal(scene.available(1), 8)
      scene.edit(1, 10)
      await scene.deliver(1, 1, 9, { reserved: 2 })
      assert.equal(scene.available(1), 9)
      const { trace = [] } = scene.applied.at(-1) ?? {}
      assert.match(wordsOf(trace).join('; '), /showed 2 more than was left there: units that had been sold are back/)
      assert.ok((await scene.audit(1)).some(({ what }) => what === 'restock-seen'))
      await scene.deliver(1, 1, 3)
      await scene.deliver(1, 1, 1)
      assert.equal(scene.available(1), 1)
      assert.deepEqual(await scene.jobs(), [])
    })
  }

  it('are an edit when they are more than was sold there in the last months', async () => {
    const scene = new DeliveryScene({ options: { editPolicy: 'leave' } })
    await scene.deliver(1, 1, 10)
    scene.sell(1, 2)
    await scene.deliver(1, 1, 8, { reserved: 2 })
    scene.edit(1, 11)
    await scene.deliver(1, 1, 9, { reserved: 2 })
    assert.equal(scene.available(1), 11)
    assert.deepEqual(
      (await scene.jobs()).map(({ failure }) => failure.code),
      ['SHOPIFY_EDITED'],
    )
  })
})

describe('a decrease in Shopify that a person made', () => {
  it('looks like a sale and is held until its time is over', async () => {
    const scene = new DeliveryScene({ options: { holdFor: 3_600_000, editPolicy: 'leave' } })
    await scene.deliver(1, 1, 10)
    scene.edit(1, 6)
    await scene.deliver(1, 1, 11)
    assert.equal(scene.available(1), 7)
    await scene.work(3_700_000)
    assert.equal(scene.available(1), 11)
  })
})

describe('the very first value of a level', () => {
  it('replaces what Shopify shows, compared, and takes no difference for a sale or an edit', async () => {
    for (const available of [4, 25]) {
      const scene = new DeliveryScene({ available, options: { editPolicy: 'leave' } })
      await scene.deliver(1, 1, 10)
      assert.equal(scene.available(1), 10)
      assert.deepEqual(
        scene.shopify.written.map(({ from, to }) => [from, to]),
        [[available, 10]],
      )
      assert.deepEqual([await scene.holds(), await scene.jobs()], [[], []])
    }
  })

  it('is written without reading and without comparing when that is asked for', async () => {
    const scene = new DeliveryScene({ available: 25, options: { firstWrite: 'overwrite' } })
    await scene.deliver(1, 1, 10)
    assert.deepEqual(
      scene.shopify.written.map(({ from, to }) => [from, to]),
      [[null, 10]],
    )
    assert.deepEqual(scene.shopify.reads, [])
    assert.equal(scene.applied[0]?.from, null)
    scene.sell(1, 2)
    await scene.deliver(1, 1, 12)
    assert.equal(scene.available(1), 10, 'from then on it compares')
  })

  it('is read after all when the answer to a write without comparing is lost and settled too late', async () => {
    const scene = new DeliveryScene({ available: 25, options: { firstWrite: 'overwrite', keyLife: 60_000 } })
    scene.fate = (call) => (call === 'setQuantities' ? 'lost-after' : 'carried-out')
    await scene.deliver(1, 1, 10)
    scene.fate = () => 'unreachable'
    await scene.work(10 * 60_000)
    scene.fate = () => 'carried-out'
    await scene.work(2 * 60_000)
    assert.equal(scene.available(1), 10)
  })
})
