import assert from 'node:assert/strict'
import { startDelivery } from '../../../src/engine/delivery/delivery.ts'
import { LostAnswer } from '../../../src/ports/shopify/lost-answer.ts'
import { DeliveryScene } from './support/delivery-scene.ts'

const minute = 60_000
const hour = 60 * minute
const year = 365 * 24 * hour
const jumps = [-2 * hour, -9000, 9000, 2 * hour, year]

/** A level that shows 9 of 12, because 3 were sold in Shopify that Odoo does not know. */
async function threeHeld(): Promise<DeliveryScene> {
  const scene = new DeliveryScene()
  await scene.deliver(1, 1, 10)
  scene.sell(1, 3)
  await scene.deliver(1, 1, 12)
  assert.equal(scene.available(1), 9)
  return scene
}

describe('a clock that is set', () => {
  for (const by of jumps) {
    it(`ends no hold, and makes none last: by ${by} ms, and back after nine seconds`, async () => {
      const scene = await threeHeld()
      scene.clock.set(by)
      await scene.work(9000)
      assert.equal(scene.available(1), 9)
      scene.clock.set(-by)
      await scene.work(50 * minute)
      assert.equal(scene.available(1), 9)
      await scene.work(10 * minute)
      assert.equal(scene.available(1), 12)
    })

    it(`leaves no level waiting: by ${by} ms and back while a level waits for its next try`, async () => {
      const scene = new DeliveryScene()
      await scene.deliver(1, 1, 10)
      scene.clock.set(by)
      // Every try comes back: each one makes the level wait longer.
      scene.fate = (call) =>
        call === 'setQuantities' ? { refused: [{ index: 0, code: 'CHANGE_FROM_QUANTITY_STALE', message: '' }] } : 'carried-out'
      await scene.deliver(1, 1, 7)
      await scene.work(5 * minute)
      scene.fate = () => 'carried-out'
      scene.clock.set(-by)
      await scene.work(2 * minute)
      assert.equal(scene.available(1), 7)
    })

    it(`never lets a key look younger than it is: by ${by} ms while an answer is lost`, async () => {
      const scene = new DeliveryScene()
      await scene.deliver(1, 1, 10)
      scene.fate = (call) => (call === 'setQuantities' ? 'lost-before' : 'carried-out')
      await scene.deliver(1, 1, 8)
      const { key } = scene.shopify.sets[1] ?? { key: '' }
      scene.fate = () => 'unreachable'
      scene.clock.set(by)
      await scene.work(23 * hour + minute)
      scene.fate = () => 'carried-out'
      const tried = scene.shopify.sets.length
      await scene.work(2 * minute)
      assert.equal(scene.available(1), 8)
      assert.equal(
        scene.shopify.sets.slice(tried).some((batch) => batch.key === key),
        false,
      )
    })
  }

  it('is not taken for a standstill: what nobody watched counts for no hold', async () => {
    const scene = await threeHeld()
    await scene.delivery.stop()
    scene.clock.set(5 * hour)
    const next = startDelivery(scene.ports)
    await scene.work(50 * minute)
    assert.equal((await scene.holds()).length, 1)
    await scene.work(11 * minute)
    assert.deepEqual(await scene.holds(), [])
    await next.stop()
  })

  it('does not keep a shop in trouble unwritten until its time is made up', async () => {
    const scene = new DeliveryScene()
    await scene.deliver(1, 1, 10)
    let lost = 0
    scene.fate = () => {
      lost++
      throw new LostAnswer('SHOPIFY_TIMEOUT', {})
    }
    await scene.deliver(1, 1, 6)
    await scene.work(10 * minute)
    scene.clock.set(-2 * hour)
    const before = lost
    await scene.work(5 * minute)
    assert.ok(lost - before >= 4, 'it goes on trying at its pace')
    scene.fate = () => 'carried-out'
    await scene.work(minute + 6000)
    assert.equal(scene.available(1), 6)
  })
})
