import assert from 'node:assert/strict'
import { DeliveryScene } from './support/delivery-scene.ts'

const minute = 60_000

async function quantities(scene: DeliveryScene): Promise<number[]> {
  return (await scene.holds()).map(({ quantity }) => quantity)
}

describe('a hold that may be no sale', () => {
  it('ends oldest first like every other: a younger sale goes on being held until it is known', async () => {
    const scene = new DeliveryScene({ options: { holdFor: 3 * minute } })
    await scene.deliver(1, 1, 50)
    scene.edit(1, 49)
    await scene.deliver(1, 1, 51)
    await scene.work(minute)
    scene.sell(1, 1)
    await scene.deliver(1, 1, 52)
    assert.deepEqual(await quantities(scene), [1, 1])
    await scene.deliver(1, 1, 51, { reserved: 1 })
    assert.deepEqual(await quantities(scene), [1])
    await scene.work(2.5 * minute)
    assert.equal(scene.available(1), 50, 'the younger one has its whole time')
  })

  it('ends by its own time where nothing more is sold', async () => {
    const scene = new DeliveryScene({ options: { holdFor: 3 * minute } })
    await scene.deliver(1, 1, 50)
    scene.edit(1, 45)
    await scene.deliver(1, 1, 51)
    assert.equal(scene.available(1), 46, 'five are missing: that may be a sale')
    await scene.work(3.5 * minute)
    assert.equal(scene.available(1), 51)
  })
})

describe('an order that is cancelled before Odoo knows it', () => {
  it('ends its hold: what is on hand tells it from an edit', async () => {
    for (const editPolicy of ['overwrite', 'leave'] as const) {
      const scene = new DeliveryScene({ options: { editPolicy } })
      await scene.deliver(1, 1, 51)
      const order = scene.sell(1, 5)
      await scene.deliver(1, 1, 52)
      assert.equal(scene.available(1), 47)
      scene.model.cancel(order, true)
      await scene.deliver(1, 1, 51)
      assert.equal(scene.available(1), 51)
      assert.deepEqual(await scene.holds(), [])
      assert.deepEqual(await scene.jobs(), [])
    }
  })

  it('hides no sale that was made meanwhile', async () => {
    const scene = new DeliveryScene()
    await scene.deliver(1, 1, 51)
    const order = scene.sell(1, 5)
    await scene.deliver(1, 1, 52)
    scene.model.cancel(order, true)
    scene.sell(1, 2)
    await scene.deliver(1, 1, 53)
    assert.equal(scene.available(1), 51)
    assert.deepEqual(await quantities(scene), [2])
  })

  it('lets the hold count again when it was the order of another hold, as Odoo tells by cancelling it, too', async () => {
    const scene = new DeliveryScene()
    await scene.deliver(1, 1, 50)
    const known = scene.sell(1, 3)
    await scene.deliver(1, 1, 47, { reserved: 3 })
    scene.sell(1, 2)
    await scene.deliver(1, 1, 48, { reserved: 3 })
    assert.equal(scene.available(1), 46, 'of 48, 2 are sold')
    scene.model.cancel(known, true)
    await scene.deliver(1, 1, 49, { reserved: 3 })
    await scene.deliver(1, 1, 52, { reserved: 0 })
    assert.equal(scene.available(1), 50, 'of 52, 2 are sold')
    await scene.deliver(1, 1, 50, { reserved: 2 })
    assert.equal(scene.available(1), 50)
    assert.deepEqual(await scene.holds(), [])
  })
})

describe('an order that Odoo has reserved and that is cancelled in both systems', () => {
  it('ends no hold of another sale, also when Odoo tells of it before Shopify is looked at', async () => {
    const scene = new DeliveryScene()
    await scene.deliver(1, 1, 46)
    const known = scene.sell(1, 1)
    await scene.deliver(1, 1, 45, { reserved: 1 })
    scene.sell(1, 1)
    await scene.deliver(1, 1, 46, { reserved: 1 })
    assert.deepEqual([scene.available(1), await quantities(scene)], [45, [1]])
    scene.model.cancel(known, true)
    await scene.deliver(1, 1, 47, { reserved: 0 })
    assert.deepEqual([scene.available(1), await quantities(scene)], [46, [1]])
    await scene.deliver(1, 1, 46, { reserved: 1 })
    assert.deepEqual([scene.available(1), await quantities(scene)], [46, []])
  })

  it('hides no sale that was made between two readings: Shopify has changed, and shows fewer than Odoo has released', async () => {
    const scene = new DeliveryScene()
    await scene.deliver(1, 1, 40)
    const known = scene.sell(1, 1)
    await scene.deliver(1, 1, 39, { reserved: 1 })
    await scene.work(5000)
    scene.sell(1, 1)
    scene.model.cancel(known, true)
    await scene.deliver(1, 1, 40, { reserved: 0 })
    assert.deepEqual([scene.available(1), await quantities(scene)], [39, [1]])
    await scene.deliver(1, 1, 39, { reserved: 1 })
    assert.deepEqual([scene.available(1), await quantities(scene)], [39, []])
  })

  it('leaves its units to be sold where Shopify has not heard of the cancellation yet', async () => {
    const scene = new DeliveryScene()
    await scene.deliver(1, 1, 40)
    scene.sell(1, 1)
    await scene.deliver(1, 1, 39, { reserved: 1 })
    await scene.deliver(1, 1, 40, { reserved: 0 })
    assert.deepEqual([scene.available(1), await quantities(scene)], [40, []])
  })
})

describe('an order whose hold another cancellation has ended', () => {
  it('takes the memory of that hold with it when Odoo reserves it, and explains no later sale', async () => {
    const scene = new DeliveryScene()
    await scene.deliver(1, 1, 50)
    const known = scene.sell(1, 1)
    await scene.deliver(1, 1, 49, { reserved: 1 })
    scene.sell(1, 1)
    await scene.deliver(1, 1, 50, { reserved: 1 })
    scene.model.cancel(known, true)
    await scene.deliver(1, 1, 51, { reserved: 1 })
    assert.deepEqual(await quantities(scene), [], 'which of the two was cancelled, nothing tells yet')
    await scene.deliver(1, 1, 50, { reserved: 2 })
    scene.sell(1, 1)
    await scene.deliver(1, 1, 52, { reserved: 2 })
    assert.deepEqual(await quantities(scene), [1])
    assert.equal(scene.available(1), 51)
  })
})

describe('the first look at a shop that is selling', () => {
  it('keeps back what Shopify has committed and Odoo has not reserved', async () => {
    const scene = new DeliveryScene({ available: 49 })
    scene.sell(1, 5)
    await scene.deliver(1, 1, 49)
    assert.equal(scene.available(1), 44)
    await scene.deliver(1, 1, 44, { reserved: 5 })
    assert.equal(scene.available(1), 44)
    assert.deepEqual(await scene.holds(), [])
  })

  it('keeps nothing back of what Odoo has reserved, nor twice what sells from two locations', async () => {
    const scene = new DeliveryScene({ available: 49, locations: 2 })
    scene.sell(1, 5, 1)
    scene.sell(1, 4, 2)
    const stock = { reserved: 7, pool: 'one stock' }
    await scene.accept([await scene.read(1, 1, 40, stock), await scene.read(1, 2, 40, stock)])
    assert.deepEqual([scene.available(1, 1), scene.available(1, 2)], [38, 38])
    assert.deepEqual(await quantities(scene), [2])
  })

  it('lets go what was no order when the time of a hold is over: drafts and transfers are committed, too', async () => {
    const scene = new DeliveryScene({ available: 49 })
    scene.sell(1, 5)
    await scene.deliver(1, 1, 49)
    await scene.work(61 * minute)
    assert.equal(scene.available(1), 49)
  })
})
