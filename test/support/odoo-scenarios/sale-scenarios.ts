import assert from 'node:assert/strict'
import { nj, quarantine } from './places.ts'
import type { Scenario } from './scenario.ts'

/** Orders and what becomes of them. */
export const saleScenarios: readonly Scenario[] = [
  {
    name: 'sale confirmed and cancelled',
    async play(scene) {
      const product = await scene.product(10)
      let order = 0
      await scene.step('confirmed', async () => (order = await scene.desk.sell('NJ', product, 3)))
      assert.deepEqual(scene.at(product, nj), [10, 3])
      await scene.step('cancelled', () => scene.desk.cancel(order))
      assert.deepEqual(scene.at(product, nj), [10, 0])
    },
  },
  {
    name: 'sale delivered',
    async play(scene) {
      const product = await scene.product(10)
      const order = await scene.desk.sell('NJ', product, 3)
      await scene.step('confirmed', async () => undefined)
      await scene.step('delivered', () => scene.desk.deliver(order))
      assert.deepEqual(scene.at(product, nj), [7, 0])
    },
  },
  {
    name: 'partial delivery with backorder',
    async play(scene) {
      const product = await scene.product(10)
      const order = await scene.desk.sell('NJ', product, 6)
      await scene.step('confirmed', async () => undefined)
      await scene.step('delivered in part', () => scene.desk.deliver(order, 4))
      assert.deepEqual(scene.at(product, nj), [6, 2])
      await scene.step('backorder delivered', () => scene.desk.deliver(order))
      assert.deepEqual(scene.at(product, nj), [4, 0])
    },
  },
  {
    name: 'return into quarantine and restock',
    async play(scene) {
      const product = await scene.product(10)
      const order = await scene.desk.sell('NJ', product, 5)
      await scene.step('delivered', () => scene.desk.deliver(order))
      await scene.step('returned', () => scene.desk.takeBack(order, 2, quarantine))
      assert.deepEqual(
        [scene.at(product, nj), scene.at(product, quarantine)],
        [
          [7, 0],
          [2, 0],
        ],
      )
      await scene.step('restocked', () => scene.desk.move(product, quarantine, nj, 2))
      assert.deepEqual(
        [scene.at(product, nj), scene.at(product, quarantine)],
        [
          [7, 0],
          [0, 0],
        ],
      )
    },
  },
  {
    name: 'kit component',
    async play(scene) {
      const [one, other] = [await scene.product(10), await scene.product(10)]
      const kit = await scene.product(0, {
        type: 'kit',
        of: new Map([
          [one, 2],
          [other, 1],
        ]),
      })
      assert.equal(await scene.desk.free(kit, nj), 5)
      let order = 0
      const sent = await scene.step('kit sold', async () => (order = await scene.desk.sell('NJ', kit, 2)))
      assert.ok(sent.includes(one.sku) && sent.includes(other.sku))
      assert.deepEqual(
        [scene.at(one, nj), scene.at(other, nj)],
        [
          [10, 4],
          [10, 2],
        ],
      )
      assert.equal(await scene.desk.free(kit, nj), 3)
      await scene.step('kit delivered', () => scene.desk.deliver(order))
      assert.deepEqual(
        [scene.at(one, nj), scene.at(other, nj)],
        [
          [6, 0],
          [8, 0],
        ],
      )
      await scene.step('component counted to one', () => scene.desk.count(one, nj, 1))
      assert.equal(await scene.desk.free(kit, nj), 0)
    },
  },
]
