import assert from 'node:assert/strict'
import { expectedLevel } from '../../../src/rules/reconcile/expected-level.ts'
import { soldLately, countSold } from '../../../src/rules/delivery/sold-lately.ts'
import { whyLevel } from '../../../src/engine/delivery/why.ts'
import { DeliveryScene } from './support/delivery-scene.ts'

/** A shop that shows five less than nothing, and that nobody has looked at yet. */
function owing(): DeliveryScene {
  return new DeliveryScene({ available: -5, options: { holdFor: 60_000 } })
}

describe('a level below zero', () => {
  it('is not raised to zero: not at the first look, not later, not by a retry', async () => {
    const scene = owing()
    for (let look = 0; look < 3; look++) await scene.deliver(1, 1, 0)
    await scene.work(10 * 60_000)
    assert.equal(scene.available(1), -5)
    assert.deepEqual(scene.shopify.written, [])
  })

  it('is not raised to zero when it falls below zero after our own write', async () => {
    const scene = new DeliveryScene()
    await scene.deliver(1, 1, 2)
    scene.edit(1, -3)
    await scene.deliver(1, 1, 0)
    await scene.work(10 * 3_600_000)
    assert.equal(scene.available(1), -3)
  })

  it('is lowered no further by what is held elsewhere of the same stock', async () => {
    const scene = new DeliveryScene({ locations: 2 })
    await scene.accept([await scene.read(1, 1, 4), await scene.read(1, 2, 4)])
    scene.edit(1, -1, 2)
    scene.sell(1, 4, 1)
    await scene.accept([await scene.read(1, 1, 4), await scene.read(1, 2, 4)])
    assert.deepEqual([scene.available(1, 1), scene.available(1, 2)], [0, -1])
  })

  it('keeps back what is owed when stock arrives, however late, until Odoo has reserved it', async () => {
    const scene = owing()
    await scene.deliver(1, 1, 0)
    await scene.work(10 * 60_000)
    await scene.deliver(1, 1, 12)
    assert.equal(scene.available(1), 7)
    await scene.work(50_000)
    await scene.deliver(1, 1, 7, { reserved: 5 })
    assert.equal(scene.available(1), 7, 'the five are reserved now')
    assert.deepEqual(await scene.holds(), [])
    await scene.deliver(1, 1, 9, { reserved: 5 })
    assert.equal(scene.available(1), 9)
  })

  it('keeps it back for the time of a hold from then on when nothing explains it', async () => {
    const scene = owing()
    await scene.deliver(1, 1, 0)
    await scene.work(10 * 60_000)
    await scene.deliver(1, 1, 12)
    await scene.work(59_000)
    assert.equal(scene.available(1), 7)
    await scene.work(7_000)
    assert.equal(scene.available(1), 12)
  })

  it('has one failed job that says what is owed, and that ends when the level is above zero', async () => {
    const scene = owing()
    for (let look = 0; look < 3; look++) await scene.deliver(1, 1, 0)
    const [job, ...others] = await scene.jobs('open')
    assert.deepEqual([job?.failure.code, job?.count, others], ['LEVEL_BELOW_ZERO', 1, []])
    assert.match(job?.failure.text ?? '', /SKU SKU-1 at Location 1 shows -5 in Shopify: 5 more were sold than there were/)
    await scene.deliver(1, 1, 12)
    assert.deepEqual(await scene.jobs('open'), [])
  })

  it('is explained as it stands', async () => {
    const scene = owing()
    await scene.deliver(1, 1, 0)
    const why = await scene.within((tables) => whyLevel(tables, scene.key(1)))
    assert.equal(why.target, -5)
  })

  it('is right by the reconciliation, and a receipt is judged without what is owed', async () => {
    const scene = owing()
    const judge = async (quantity: number): Promise<unknown> => {
      const { wanted, sold } = expectedLevel(scene.key(1), await scene.read(1, 1, quantity), -5, null, [], 'unnamed')
      return { wanted, sold }
    }
    assert.deepEqual(
      [await judge(0), await judge(12)],
      [
        { wanted: -5, sold: 5 },
        { wanted: 7, sold: 5 },
      ],
    )
  })
})

describe('what was sold lately', () => {
  const month = 30 * 86_400_000

  it('is forgotten after one to two months, and counts down by what comes back, the oldest first', () => {
    const sold = countSold(undefined, 4, 0, 1000)
    assert.equal(soldLately(sold), 4)
    const later = countSold(sold, 3, 0, 1000 + month)
    assert.equal(soldLately(later), 7)
    assert.deepEqual(countSold(later, 0, 5, 1000 + month), { since: 1000 + month, units: 2, earlier: 0 })
    assert.equal(soldLately(countSold(later, 1, 0, 1000 + 2 * month)), 4)
    assert.equal(countSold(later, 0, 0, 1000 + 4 * month), undefined)
    assert.equal(countSold(undefined, 0, 3, 5), undefined)
  })

  it('forgets nothing by a clock that is set back', () => {
    assert.equal(soldLately(countSold(countSold(undefined, 4, 0, month), 1, 0, 0)), 5)
  })
})
