import assert from 'node:assert/strict'
import { openNamedHold } from '../../../src/engine/delivery/named-hold.ts'
import type { FailedJob } from '../../../src/ports/store/failed-job.ts'
import { DeliveryScene, type SceneSettings } from './support/delivery-scene.ts'

const minute = 60_000

/**
 * A write of 10 to 60 that never arrived, and 20 units that somebody added meanwhile: nothing tells whether it was carried out and 30
 * were sold since, or not and nobody bought anything.
 */
async function unproven(settings: SceneSettings = {}): Promise<DeliveryScene> {
  const scene = new DeliveryScene(settings)
  await scene.deliver(1, 1, 10)
  scene.fate = (call) => (call === 'setQuantities' ? 'lost-before' : 'carried-out')
  await scene.deliver(1, 1, 60)
  scene.edit(1, 30)
  scene.fate = () => 'carried-out'
  await scene.work(2 * minute)
  assert.equal(scene.available(1), 30)
  return scene
}

/** The open jobs of doubtful holds, with the figures that they say. */
async function told(scene: DeliveryScene, state: FailedJob['state'] = 'open'): Promise<unknown[]> {
  const jobs = (await scene.jobs(state)).filter(({ failure }) => failure.code === 'HOLD_DOUBTFUL')
  return jobs.map(({ failure: { values = {} }, count }) => [values['units'], values['before'], values['after'], count])
}

describe('a hold that was opened without proof', () => {
  it('has one failed job that names both readings, what is held, until when, and what to do', async () => {
    const scene = await unproven()
    await scene.deliver(1, 1, 60)
    assert.deepEqual(await told(scene), [[30, 10, 30, 1]])
    const [job] = await scene.jobs('open')
    const [hold] = await scene.holds()
    const until = new Date(hold?.expiresAt ?? 0).toISOString()
    assert.match(job?.failure.text ?? '', /30 units of SKU SKU-1 \(Product 1\) are held back at Location 1/)
    assert.match(job?.failure.text ?? '', /Shopify showed 10 .* 30 /)
    assert.ok(job?.failure.text.includes(until), job?.failure.text)
    assert.match(job?.failure.cure ?? '', /End the hold/)
    assert.equal(scene.failed.filter(({ code }) => code === 'HOLD_DOUBTFUL').length, 1)
  })

  it('loses its job when its time is over', async () => {
    const scene = await unproven({ options: { holdFor: 10 * minute } })
    await scene.work(11 * minute)
    assert.deepEqual([scene.available(1), await told(scene), await told(scene, 'resolved')], [60, [], [[30, 10, 30, 1]]])
  })

  it('says what is left when Odoo has reserved a part, and loses its job when all is', async () => {
    const scene = await unproven()
    await scene.deliver(1, 1, 48, { reserved: 12 })
    await scene.work(6000)
    assert.deepEqual(await told(scene), [[18, 10, 30, 1]])
    assert.match((await scene.jobs('open'))[0]?.failure.text ?? '', /18 units/)
    await scene.deliver(1, 1, 30, { reserved: 30 })
    await scene.work(6000)
    assert.deepEqual([await told(scene), await scene.holds()], [[], []])
  })

  it('loses its job to an order that takes its place, also when nobody wants anything to be written', async () => {
    const scene = await unproven({ options: { orders: 'named' } })
    await scene.delivery.freeze('stocktaking')
    const sale = { ...scene.key(1), order: '#1001', quantity: 30 }
    await scene.within((tables) => openNamedHold(tables, scene.random, sale, scene.clock.now()))
    await scene.work(6000)
    assert.deepEqual(await told(scene), [])
  })

  it('is ended by a person at once, and only what is in doubt: a younger sale goes on being held', async () => {
    const scene = await unproven()
    scene.sell(1, 2)
    await scene.deliver(1, 1, 61)
    const ask = { level: scene.key(1), doubtful: true, note: 'counted', by: 'lagerleitung' }
    const ended = await scene.clock.run(scene.delivery.endHolds(ask))
    assert.deepEqual([ended.map(({ quantity }) => quantity), await told(scene)], [[30], []])
    await scene.work()
    assert.equal(scene.available(1), 59)
    assert.deepEqual(
      (await scene.holds()).map(({ quantity }) => quantity),
      [2],
    )
  })

  it('keeps its job where a person ends another hold of the level', async () => {
    const scene = await unproven()
    scene.sell(1, 2)
    await scene.deliver(1, 1, 61)
    const sale = (await scene.holds()).find(({ quantity }) => quantity === 2)
    assert.ok(sale)
    await scene.clock.run(scene.delivery.endHolds({ level: scene.key(1), hold: sale.id, note: 'a test order', by: '' }))
    await scene.work()
    assert.deepEqual([scene.available(1), await told(scene)], [31, [[30, 10, 30, 1]]])
  })

  it('stays dismissed while it shrinks, and its job is over with it all the same', async () => {
    const scene = await unproven({ options: { holdFor: 10 * minute } })
    const ids = (await scene.jobs('open')).map(({ id }) => id)
    await scene.within((tables) => tables.failedJobs.setState(ids, 'dismissed', 'seen', scene.clock.now()))
    await scene.deliver(1, 1, 48, { reserved: 12 })
    await scene.work(6000)
    assert.deepEqual([await told(scene), await told(scene, 'dismissed')], [[], [[18, 10, 30, 1]]])
    await scene.work(11 * minute)
    assert.deepEqual(await told(scene, 'resolved'), [[18, 10, 30, 1]])
  })

  it('says until when also after the clock was set', async () => {
    const scene = await unproven()
    scene.clock.set(scene.clock.now() + 3 * 3_600_000)
    await scene.work(6000)
    const [hold] = await scene.holds()
    const [job] = await scene.jobs('open')
    assert.equal(job?.failure.values?.['until'], new Date(hold?.expiresAt ?? 0).toISOString())
  })

  it('is the same cause when another product of Odoo is linked to the level', async () => {
    const scene = await unproven()
    const line = await scene.read(1, 1, 60)
    await scene.accept([{ ...line, odoo: { ...line.odoo, productId: 77, name: 'Another' } }])
    await scene.clock.run(scene.delivery.endHolds({ level: scene.key(1), note: 'counted', by: '' }))
    assert.deepEqual([await told(scene), await scene.jobs('open')], [[], []])
  })
})

describe('units that are gone from what is on hand', () => {
  it('have a job when more are gone than were sold here lately: a person took them off, or nobody knows', async () => {
    const scene = new DeliveryScene()
    await scene.deliver(1, 1, 50)
    scene.edit(1, 45)
    await scene.deliver(1, 1, 51)
    assert.deepEqual(await told(scene), [[5, 50, 45, 1]])
  })

  it('have none when as many are sold here anyhow: goods that are sold and sent at once are no news', async () => {
    const scene = new DeliveryScene()
    await scene.deliver(1, 1, 50)
    scene.sell(1, 6)
    await scene.deliver(1, 1, 44, { reserved: 6 })
    scene.edit(1, 39)
    await scene.deliver(1, 1, 45, { reserved: 6 })
    assert.deepEqual([(await scene.holds()).map(({ quantity, doubtful }) => [quantity, doubtful]), await told(scene)], [[[5, true]], []])
  })

  it('have none at the first look: what is committed, Shopify itself tells', async () => {
    const scene = new DeliveryScene({ available: 49 })
    scene.sell(1, 5)
    await scene.deliver(1, 1, 49)
    assert.deepEqual([scene.available(1), await told(scene)], [44, []])
  })
})
