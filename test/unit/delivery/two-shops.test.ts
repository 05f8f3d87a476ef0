import assert from 'node:assert/strict'
import { openNamedHold } from '../../../src/engine/delivery/named-hold.ts'
import { LostAnswer } from '../../../src/ports/shopify/lost-answer.ts'
import { inventoryItem } from '../../support/levels.ts'
import { shopifyLocation } from '../../support/pictures.ts'
import { TwoShops } from './support/two-shops.ts'

const minute = 60_000
/** Odoo's stock `WH/Stock`, one shelf of it, and another warehouse: `1/8`, `1/8/30` and `1/15`. */
const pools = (one: string, other: string): readonly string[] => [one, other].map((key) => `shop@odoo.example.com:1:${key}`)

async function ten(names: readonly string[] = []): Promise<TwoShops> {
  const scene = new TwoShops()
  await scene.read(10, {}, [0, 1], names)
  await scene.work()
  assert.deepEqual(scene.shown, [10, 10])
  return scene
}

describe('two shops that sell one stock', () => {
  it('hear of each other at once: a sale in the one lowers the other within the same moment', async () => {
    const scene = await ten()
    scene.sell(0, 3)
    await scene.read(12, {}, [0])
    await scene.work()
    assert.deepEqual(scene.shown, [9, 7])
  })

  it('hear at once when a hold is over', async () => {
    const scene = await ten()
    scene.sell(0, 3)
    await scene.read(12, {}, [0])
    await scene.work(59 * minute)
    assert.deepEqual(scene.shown, [9, 7])
    await scene.work(minute + 5100)
    assert.deepEqual(scene.shown, [12, 10])
  })

  for (const [name, one, other] of [
    ['the same places', '1/8', '1/8'],
    ['places that overlap in part', '1/8,1/15', '1/15'],
    ['a place and a part of it', '1/8', '1/8/30'],
  ] as const) {
    it(`do not raise the other to what the one has just been seen to sell, while that is no hold yet: ${name}`, async () => {
      const names = pools(one, other)
      const scene = await ten(names)
      scene.sell(0, 3)
      const answer = Promise.withResolvers<void>()
      // The first write finds out that Shopify shows less; the second one goes out with that knowledge.
      let writes = 0
      scene.shop(0).gate = (moment, call) => (moment === 'after' && call === 'setQuantities' && ++writes === 2 ? answer.promise : undefined)
      await scene.read(12, {}, [0], names)
      await scene.work()
      await scene.read(12, {}, [1], names)
      await scene.work(minute)
      assert.deepEqual(scene.shown, [9, 9])
      assert.deepEqual(
        scene.shop(1).shopify.written.map(({ to }) => to),
        [10, 9],
      )
      answer.resolve()
      await scene.work(minute)
      assert.deepEqual(scene.shown, [9, 9])
    })

    for (const fate of ['comes to nothing', 'is lost'] as const) {
      it(`do not raise the other to that when the write ${fate} and the one must be read again: ${name}`, async () => {
        const names = pools(one, other)
        const scene = await ten(names)
        scene.sell(0, 3)
        let writes = 0
        const unread = Promise.withResolvers<void>()
        scene.shop(0).gate = (moment, call) => {
          if (call === 'readLevels' && moment === 'before' && writes > 2) return unread.promise
          if (call !== 'setQuantities') return undefined
          // One more is sold just before the second write, so that its compare fails.
          if (moment === 'before' && ++writes === 2) scene.sell(0, 1)
          if (moment === 'after' && writes === 2 && fate === 'is lost') throw new LostAnswer('SHOPIFY_TIMEOUT', {})
          if (moment === 'after' && writes === 2) writes++
          return undefined
        }
        await scene.read(12, {}, [0], names)
        await scene.work(10_000)
        await scene.read(12, {}, [1], names)
        await scene.work(minute)
        const [level] = await scene.store.transaction((tables) => tables.levels.page(scene.shop(0).shopify.shop, null, 1))
        assert.equal(level?.state, 'waiting', 'the one waits to be read')
        assert.deepEqual(scene.shown, [6, 9])
        unread.resolve()
        await scene.work(minute)
        assert.deepEqual(scene.shown, [8, 8])
      })
    }

    it(`keep an order of the one back in the other until Odoo has reserved it: ${name}`, async () => {
      const names = pools(one, other)
      const scene = await ten(names)
      scene.sell(0, 4)
      const { shop } = scene.shop(0).shopify
      const sale = { shop, inventoryItemId: inventoryItem(1), locationId: shopifyLocation(1), order: '#1001', quantity: 4 }
      await scene.store.transaction((tables) => openNamedHold(tables, scene.random, sale, scene.clock.now()))
      await scene.work(6000)
      assert.deepEqual(scene.shown, [6, 6])
    })
  }

  it('leave each other alone where their places have nothing in common, or each has its share', async () => {
    for (const names of [pools('1/8', '1/15'), pools('1/8-1/8/30', '1/8/30'), pools('1/8#a', '1/8#b')]) {
      const scene = await ten(names)
      scene.sell(0, 3)
      await scene.read(12, {}, [0, 1], names)
      await scene.work()
      assert.deepEqual(scene.shown, [9, 12])
    }
  })
})
