import assert from 'node:assert/strict'
import { wordsOf } from '../../support/english.ts'
import { beginShop, type Begin, freezeOf, setFrozen } from '../../../src/engine/delivery/freeze.ts'
import { DeliveryScene } from './support/delivery-scene.ts'

const begin = (scene: DeliveryScene, how: Begin = 'frozen'): Promise<boolean> =>
  scene.within((tables) => beginShop(tables, scene.shopify.shop, how, scene.clock.now()))

describe('a shop that its store has never written', () => {
  it('begins frozen, once, and collects what is wanted until a person releases it', async () => {
    const scene = new DeliveryScene({})
    assert.equal(await begin(scene), true)
    await scene.deliver(1, 1, 10)
    assert.equal(scene.available(1), 0)
    const freeze = await scene.within((tables) => freezeOf(tables, scene.shopify.shop))
    assert.partialDeepStrictEqual(freeze, { note: 'never written before', first: true })
    await scene.clock.run(scene.delivery.release('checked'))
    await scene.work()
    assert.equal(scene.available(1), 10)
    assert.equal(await begin(scene), false)
    assert.equal(await scene.within((tables) => freezeOf(tables, scene.shopify.shop)), null)
  })

  it('says why its levels wait, also where nobody froze it', async () => {
    const scene = new DeliveryScene({})
    await begin(scene)
    await scene.deliver(1, 1, 10)
    const [why] = await scene.clock.run(scene.delivery.whySku('SKU-1', null))
    assert.match(wordsOf(why?.trace).at(-1) ?? '', /new here and waits since .* for a person to check and release it/)
  })

  it('is written at once where that is set', async () => {
    const scene = new DeliveryScene({})
    assert.equal(await begin(scene, 'written'), false)
    await scene.deliver(1, 1, 10)
    assert.equal(scene.available(1), 10)
    assert.equal(await begin(scene, 'frozen'), false, 'that was decided')
  })

  it('is not frozen by an update when a level of it was written before', async () => {
    const scene = new DeliveryScene({})
    await scene.deliver(1, 1, 10)
    assert.equal(await begin(scene), false)
    assert.equal(await scene.within((tables) => freezeOf(tables, scene.shopify.shop)), null)
  })

  it('keeps the freeze of a person as it is', async () => {
    const scene = new DeliveryScene({})
    await scene.within((tables) => setFrozen(tables, scene.shopify.shop, true, 7, 'stocktaking'))
    assert.equal(await begin(scene), false)
    assert.deepEqual(await scene.within((tables) => freezeOf(tables, scene.shopify.shop)), { at: 7, note: 'stocktaking', first: false })
  })
})
