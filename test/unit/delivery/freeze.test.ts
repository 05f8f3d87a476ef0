import assert from 'node:assert/strict'
import { DeliveryScene } from './support/delivery-scene.ts'

const minute = 60_000

describe('the freeze', () => {
  it('lets nothing out, goes on collecting, and writes only the newest value once at the end', async () => {
    const scene = new DeliveryScene({ items: 2 })
    await scene.accept([await scene.read(1, 1, 10), await scene.read(2, 1, 10)])
    await scene.delivery.freeze('cutover')
    const { sets, reads } = scene.shopify
    const before = [sets.length, reads.length]
    for (const quantity of [4, 12, 7]) await scene.accept([await scene.read(1, 1, quantity), await scene.read(2, 1, 10)], 10 * minute)
    assert.deepEqual([sets.length, reads.length], before)
    assert.equal((await scene.delivery.depth()).waiting, 1, 'a level that is right again does not wait')
    await scene.delivery.release('counted')
    await scene.work()
    assert.deepEqual(
      scene.shopify.written.slice(2).map(({ from, to }) => [from, to]),
      [[10, 7]],
    )
    assert.equal(scene.available(1), 7)
    assert.deepEqual(
      scene.auditOfShop().map(({ what, note }) => [what, note]),
      [
        ['frozen', 'cutover'],
        ['released', 'counted'],
      ],
    )
  })

  it('stops what was read and not written yet', async () => {
    const scene = new DeliveryScene({
      gate: (moment, call) => (call === 'readLevels' && moment === 'after' ? scene.clock.sleep(1_000) : undefined),
    })
    await scene.deliver(1, 1, 10)
    await scene.delivery.freeze('')
    await scene.work(5 * minute)
    assert.equal(scene.shopify.reads.length, 1)
    assert.deepEqual(scene.shopify.sets, [])
    await scene.delivery.release('')
    await scene.work()
    assert.equal(scene.available(1), 10)
    assert.equal(scene.shopify.reads.length, 1)
  })

  it('keeps a lost write back and settles it first at the end', async () => {
    const scene = new DeliveryScene()
    await scene.deliver(1, 1, 10)
    scene.fate = (call) => (call === 'setQuantities' ? 'lost-after' : 'carried-out')
    await scene.deliver(1, 1, 6)
    await scene.delivery.freeze('')
    scene.fate = () => 'carried-out'
    await scene.work(5 * minute)
    await scene.deliver(1, 1, 3)
    assert.equal(scene.shopify.sets.length, 2)
    await scene.delivery.release('')
    await scene.work(minute)
    assert.deepEqual(
      scene.shopify.written.map(({ from, to }) => [from, to]),
      [
        [0, 10],
        [10, 6],
        [10, 6],
        [6, 3],
      ],
    )
  })

  it('holds what is sold meanwhile', async () => {
    const scene = new DeliveryScene()
    await scene.deliver(1, 1, 10)
    await scene.delivery.freeze('')
    scene.sell(1, 3)
    await scene.deliver(1, 1, 12)
    await scene.delivery.release('')
    await scene.work()
    assert.equal(scene.available(1), 9)
  })
})
