import assert from 'node:assert/strict'
import { openNamedHold } from '../../../src/engine/delivery/named-hold.ts'
import { SyncError } from '../../../src/base/error/sync-error.ts'
import { DeliveryScene, type SceneSettings } from './support/delivery-scene.ts'

const order = 'gid://shopify/Order/1'

/** A level that shows 9 of 12, because 3 are held. */
async function threeHeld(settings: SceneSettings = {}): Promise<DeliveryScene> {
  const scene = new DeliveryScene(settings)
  await scene.deliver(1, 1, 10)
  scene.sell(1, 3)
  await scene.deliver(1, 1, 12)
  assert.equal(scene.available(1), 9)
  return scene
}

async function end(scene: DeliveryScene, named?: string): Promise<number> {
  const ask = {
    level: scene.key(1),
    note: 'counted: nothing was sold',
    by: 'lagerleitung',
    ...(named === undefined ? {} : { order: named }),
  }
  const ended = await scene.clock.run(scene.delivery.endHolds(ask))
  await scene.work()
  return ended.reduce((sum, { quantity }) => sum + quantity, 0)
}
const unknown = (error: unknown): boolean => error instanceof SyncError && error.code === 'HOLD_UNKNOWN'

describe('a hold that a person ends', () => {
  it('keeps nothing back any more, and the audit trail says who ended it and why', async () => {
    const scene = await threeHeld()
    assert.equal(await end(scene), 3)
    assert.equal(scene.available(1), 12)
    assert.deepEqual(await scene.holds(), [])
    const entry = (await scene.audit(1)).find(({ what }) => what === 'hold-ended')
    assert.equal(entry?.note, '3 ended by lagerleitung: counted: nothing was sold')
  })

  it('ends for good: the sale that it stood for is not found a second time', async () => {
    const scene = await threeHeld()
    await end(scene)
    await scene.deliver(1, 1, 12)
    await scene.deliver(1, 1, 11)
    assert.equal(scene.available(1), 11)
    assert.deepEqual(await scene.holds(), [])
  })

  it('is unnamed unless its order is named: the hold of an order stays when only the level is', async () => {
    const scene = await threeHeld({ options: { orders: 'named' } })
    await scene.within((tables) => openNamedHold(tables, scene.random, { ...scene.key(1), order, quantity: 5 }, scene.clock.now()))
    await assert.rejects(end(scene), unknown)
    await assert.rejects(end(scene, 'gid://shopify/Order/2'), unknown)
    assert.deepEqual(
      (await scene.holds()).map(({ quantity }) => quantity),
      [5],
    )
    assert.equal(await end(scene, order), 5)
    assert.equal(scene.available(1), 12)
  })

  it('is refused for a level that keeps nothing back, with the names of the orders that do', async () => {
    const scene = new DeliveryScene({})
    await scene.deliver(1, 1, 10)
    await assert.rejects(end(scene), (error) => unknown(error) && error instanceof SyncError && error.values['sku'] === 'SKU-1')
  })
})
