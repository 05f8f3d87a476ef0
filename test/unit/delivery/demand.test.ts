import assert from 'node:assert/strict'
import { DeliveryScene } from './support/delivery-scene.ts'

const hour = 3_600_000

/** A level of which nothing is owed: 4 of 8 were sold in Shopify, and Odoo, which knows nothing of it, received 2. */
async function fourSold(): Promise<DeliveryScene> {
  const scene = new DeliveryScene({})
  await scene.deliver(1, 1, 8, { demand: 0 })
  scene.sell(1, 4)
  await scene.deliver(1, 1, 10, { demand: 0 })
  assert.deepEqual([scene.available(1), (await scene.holds()).length], [6, 1])
  return scene
}

describe('demand that Odoo has confirmed and not reserved', () => {
  it('ends the hold of a sale as its reservation would, and the level stays as it is, also after the time of the hold', async () => {
    const scene = await fourSold()
    await scene.deliver(1, 1, 6, { free: 10, demand: 4 })
    assert.deepEqual([scene.available(1), await scene.holds()], [6, []])
    await scene.clock.advance(2 * hour)
    assert.equal(scene.available(1), 6)
  })

  it('is reserved later without anything being written', async () => {
    const scene = await fourSold()
    await scene.deliver(1, 1, 6, { free: 10, demand: 4 })
    scene.sell(1, 1)
    await scene.deliver(1, 1, 7, { free: 11, demand: 4 })
    const held = async (): Promise<[number, number[]]> => [scene.available(1), (await scene.holds()).map(({ quantity }) => quantity)]
    assert.deepEqual(await held(), [6, [1]])
    const writes = scene.applied.length
    await scene.deliver(1, 1, 7, { free: 7, reserved: 4, demand: 0 })
    assert.deepEqual(await held(), [6, [1]], 'the reservation ends no other hold')
    assert.equal(scene.applied.length, writes)
  })

  it('ends no hold when a person chooses that it is taken off: it was there before', async () => {
    const scene = new DeliveryScene({})
    await scene.deliver(1, 1, 10)
    scene.sell(1, 3)
    await scene.deliver(1, 1, 10)
    assert.equal(scene.available(1), 7)
    await scene.deliver(1, 1, 6, { free: 10, demand: 4 })
    assert.deepEqual([scene.available(1), (await scene.holds()).map(({ quantity }) => quantity)], [3, [3]])
    await scene.deliver(1, 1, 10)
    assert.deepEqual([scene.available(1), (await scene.holds()).map(({ quantity }) => quantity)], [7, [3]])
    await scene.deliver(1, 1, 7, { free: 7, reserved: 3 })
    assert.deepEqual([scene.available(1), await scene.holds()], [7, []])
  })
})
