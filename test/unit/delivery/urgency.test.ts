import assert from 'node:assert/strict'
import { inventoryItem } from '../../support/levels.ts'
import { DeliveryScene, type SceneSettings } from './support/delivery-scene.ts'

/** Levels that show 100 each, written ten at a time by one lane. */
async function narrow(items: number, settings: SceneSettings = {}): Promise<DeliveryScene> {
  const scene = new DeliveryScene({ items, lanes: 1, ...settings, options: { batchSize: 10, ...settings.options } })
  for (let item = 1; item <= items; item++) await scene.delivery.accept([await scene.read(item, 1, 100)], 'node')
  await scene.work(1_000)
  scene.shopify.sets.length = 0
  return scene
}

describe('the order of delivery', () => {
  it('sends decreases and stock-outs before increases, whichever came first', async () => {
    const scene = await narrow(40)
    await scene.delivery.freeze('')
    for (let item = 1; item <= 20; item++) await scene.deliver(item, 1, 150)
    for (let item = 21; item <= 30; item++) await scene.deliver(item, 1, 60)
    for (let item = 31; item <= 40; item++) await scene.deliver(item, 1, 0)
    await scene.delivery.release('')
    await scene.work(1_000)
    const targets = scene.shopify.sets.map(({ entries }) => [...new Set(entries.map(({ quantity }) => quantity))])
    assert.deepEqual(targets, [[60], [0], [150], [150]])
  })

  it('takes a level along with the urgent ones as soon as a hold or a newer picture makes it a decrease', async () => {
    const scene = await narrow(20)
    await scene.delivery.freeze('')
    for (let item = 1; item <= 20; item++) await scene.deliver(item, 1, 150)
    await scene.deliver(20, 1, 90)
    await scene.delivery.release('')
    await scene.work(1_000)
    assert.equal(scene.shopify.sets[0]?.entries[0]?.inventoryItemId, inventoryItem(20))
  })

  it('says which calls are urgent, also when only the reading showed that it is a decrease', async () => {
    const urgent: (boolean | undefined)[] = []
    const scene = new DeliveryScene({ items: 2, available: 50 })
    const { setQuantities } = scene.shopify
    scene.shopify.setQuantities = (batch, options?: { urgent?: boolean }) => {
      urgent.push(options?.urgent)
      return setQuantities.call(scene.shopify, batch)
    }
    await scene.deliver(1, 1, 60)
    await scene.deliver(2, 1, 40)
    await scene.deliver(1, 1, 70)
    await scene.deliver(1, 1, 65)
    assert.deepEqual(urgent, [false, true, false, true])
  })

  it('does not starve an increase by decreases that never end', async () => {
    let slow = 0
    const scene: DeliveryScene = await narrow(41, {
      gate: (moment, call) => (call === 'setQuantities' && moment === 'before' && slow > 0 ? scene.clock.sleep(slow) : undefined),
      options: { breaker: { zeroShare: 0, changeShare: 0, minimum: 1, window: 1 } },
    })
    slow = 1_000
    await scene.deliver(41, 1, 150)
    const begun = scene.clock.now()
    // Forty decreases come for every ten that can be sent.
    for (let second = 1; scene.available(41) !== 150; second++) {
      assert.ok(second < 90, 'the increase was never sent')
      const asOf = await scene.asOf()
      const lines = await Promise.all(Array.from({ length: 40 }, (_, at) => scene.read(at + 1, 1, 100 - second, { asOf })))
      await scene.accept(lines, 1_000)
    }
    const waited = scene.clock.now() - begun
    assert.ok(waited < 75_000, `${waited} ms`)
  })
})
