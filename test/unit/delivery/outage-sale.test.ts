import assert from 'node:assert/strict'
import { DeliveryScene, type SceneSettings } from './support/delivery-scene.ts'

const minute = 60_000
const levels = Array.from({ length: 12 }, (_, at) => at + 1)

/** Twelve levels that show 49, and one batch that raises all of them to 549 and never arrives. */
async function lostRaise(settings: SceneSettings = {}, begin?: (scene: DeliveryScene) => Promise<void>): Promise<DeliveryScene> {
  const scene = new DeliveryScene({ items: levels.length, ...settings })
  await scene.accept(await Promise.all(levels.map((item) => scene.read(item, 1, 49))))
  await begin?.(scene)
  scene.fate = (call) => (call === 'setQuantities' ? 'lost-before' : 'carried-out')
  await scene.accept(await Promise.all(levels.map((item) => scene.read(item, 1, 549))))
  return scene
}

async function comesBack(scene: DeliveryScene): Promise<number> {
  scene.fate = () => 'carried-out'
  await scene.work(minute)
  return (await scene.holds()).reduce((sum, { quantity }) => sum + quantity, 0)
}

describe('a sale while Shopify cannot be reached', () => {
  for (const idempotency of ['replay', 'reevaluate', 'none'] as const)
    for (const staleErrors of ['indexed', 'unindexed'] as const)
      for (const batchBehaviour of ['all-or-nothing', 'partial'] as const)
        it(`holds the unit that was sold, and no other (${idempotency}, ${staleErrors}, ${batchBehaviour})`, async () => {
          const scene = await lostRaise({ model: { idempotency, staleErrors, batchBehaviour } })
          scene.sell(1, 1)
          assert.equal(await comesBack(scene), 1)
          assert.deepEqual(
            levels.map((item) => scene.available(item)),
            [548, ...levels.slice(1).map(() => 549)],
          )
          await scene.deliver(1, 1, 548, { reserved: 1 })
          assert.equal(scene.available(1), 548)
          assert.deepEqual(await scene.holds(), [])
          assert.deepEqual(await scene.jobs('open'), [])
        })

  it('is told from the write also where goods were sent to customers since the reading behind the compare', async () => {
    const scene = await lostRaise({ available: 52 }, async (shop) => {
      const order = shop.sell(1, 3)
      await shop.deliver(1, 1, 49, { reserved: 3 })
      shop.model.fulfil(order)
    })
    scene.sell(1, 1)
    assert.equal(await comesBack(scene), 1)
    assert.equal(scene.available(1), 548)
  })

  it('is told from the write by what another row of the batch proves, where nothing on the row itself does', async () => {
    const scene = await lostRaise({ model: { idempotency: 'reevaluate' } })
    scene.sell(1, 1)
    // Somebody adds more than the write would have: what is on hand tells nothing.
    scene.edit(1, 900)
    scene.sell(1, 860)
    assert.equal(await comesBack(scene), 9, 'less is shown than before the edit: that is held, and nothing of the write')
  })
})
