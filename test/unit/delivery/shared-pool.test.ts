import assert from 'node:assert/strict'
import { openNamedHold } from '../../../src/engine/delivery/named-hold.ts'
import { DeliveryScene, type Reading } from './support/delivery-scene.ts'

const shared: Reading = { pool: 'WH/Stock of product 1' }

async function both(scene: DeliveryScene, quantity: number, more: Reading = {}): Promise<void> {
  const asOf = await scene.asOf()
  await scene.accept([
    await scene.read(1, 1, quantity, { ...shared, asOf, ...more }),
    await scene.read(1, 2, quantity, { ...shared, asOf, ...more }),
  ])
}

function shown(scene: DeliveryScene): number[] {
  return [scene.available(1, 1), scene.available(1, 2)]
}

async function order(scene: DeliveryScene, quantity: number, location = 1): Promise<void> {
  await scene.within((tables) =>
    openNamedHold(tables, scene.random, { ...scene.key(1, location), order: 'gid://shopify/Order/1', quantity }, scene.clock.now()),
  )
  scene.delivery.wake()
  await scene.work()
}

describe('locations that sell the same units', () => {
  it('are all lowered by a sale at one of them', async () => {
    const scene = new DeliveryScene({ locations: 2 })
    await both(scene, 10)
    scene.sell(1, 3, 1)
    await scene.deliver(1, 1, 12, shared)
    assert.deepEqual(shown(scene), [9, 7])
    await both(scene, 12)
    assert.deepEqual(shown(scene), [9, 9])
  })

  it('are not raised, not even for a moment, by what a sale at another of them has not left', async () => {
    const scene = new DeliveryScene({ locations: 2 })
    await both(scene, 10)
    scene.sell(1, 3, 2)
    await both(scene, 15)
    assert.deepEqual(shown(scene), [12, 12])
    assert.deepEqual(
      scene.applied.map((line) => line.to).filter((to) => to > 12),
      [],
    )
  })

  it('all rise again when the hold ends, by a reservation or by its time', async () => {
    const scene = new DeliveryScene({ locations: 2, options: { holdFor: 600_000 } })
    await both(scene, 10)
    scene.sell(1, 3, 2)
    await both(scene, 12)
    assert.deepEqual(shown(scene), [9, 9])
    await both(scene, 9, { reserved: 3 })
    assert.deepEqual(shown(scene), [9, 9])
    scene.sell(1, 1, 1)
    await both(scene, 10, { reserved: 3 })
    assert.deepEqual(shown(scene), [9, 9])
    await scene.work(700_000)
    assert.deepEqual(shown(scene), [10, 10])
  })

  it('are all lowered at once by an order that arrives by name', async () => {
    const scene = new DeliveryScene({ locations: 2, options: { orders: 'named' } })
    await both(scene, 10)
    await order(scene, 4)
    assert.deepEqual(shown(scene), [6, 6])
  })

  it('are all looked at when a hold comes along with a level that is mapped to their stock', async () => {
    const scene = new DeliveryScene({ locations: 2, options: { orders: 'named' } })
    await scene.deliver(1, 1, 10)
    await scene.deliver(1, 2, 10, shared)
    await order(scene, 4)
    assert.deepEqual(shown(scene), [6, 10])
    await scene.deliver(1, 1, 10, shared)
    assert.deepEqual(shown(scene), [6, 6], 'the order takes from the stock that the other location sells')
    await scene.deliver(1, 1, 10)
    assert.deepEqual(shown(scene), [6, 10], 'and no longer when it moves away')
    assert.deepEqual(
      (await scene.holds()).map(({ pool }) => pool),
      [(await scene.level(1)).wanted?.pool],
    )
  })

  it('keep their holds when an older line says that the level belongs elsewhere', async () => {
    const scene = new DeliveryScene({ locations: 2, options: { orders: 'named' } })
    const older = await scene.read(1, 1, 10)
    await both(scene, 10)
    await order(scene, 4)
    await scene.accept([older])
    assert.deepEqual(
      (await scene.holds()).map(({ pool }) => pool),
      [shared.pool],
    )
    assert.deepEqual(shown(scene), [6, 6])
  })

  it('are not mixed up with another product', async () => {
    const scene = new DeliveryScene({ items: 2 })
    await scene.deliver(1, 1, 10)
    await scene.deliver(2, 1, 10)
    scene.sell(1, 3)
    await scene.deliver(1, 1, 12)
    await scene.deliver(2, 1, 12)
    assert.deepEqual([scene.available(1), scene.available(2)], [9, 12])
  })
})
