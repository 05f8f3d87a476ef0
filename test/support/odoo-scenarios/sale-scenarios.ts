import assert from 'node:assert/strict'
import type { PictureLine } from '../../../src/base/messages/picture.ts'
import { nj, quarantine } from './places.ts'
import type { Scenario } from './scenario.ts'

/** Orders and what becomes of them. */
export const saleScenarios: readonly Scenario[] = [
  {
    name: 'sale confirmed and cancelled',
    async play(scene) {
      const product = await scene.product(10)
      let order = 0
      await scene.step('confirmed', async () => (order = await scene.office.sell('NJ', product, 3)))
      assert.deepEqual(scene.at(product, nj), [10, 3])
      await scene.step('cancelled', () => scene.office.cancel(order))
      assert.deepEqual(scene.at(product, nj), [10, 0])
    },
  },
  {
    name: 'sale delivered',
    async play(scene) {
      const product = await scene.product(10)
      const order = await scene.office.sell('NJ', product, 3)
      await scene.step('confirmed', async () => undefined)
      await scene.step('delivered', () => scene.office.deliver(order))
      assert.deepEqual(scene.at(product, nj), [7, 0])
    },
  },
  {
    name: 'partial delivery with backorder',
    async play(scene) {
      const product = await scene.product(10)
      const order = await scene.office.sell('NJ', product, 6)
      await scene.step('confirmed', async () => undefined)
      await scene.step('delivered in part', () => scene.office.deliver(order, 4))
      assert.deepEqual(scene.at(product, nj), [6, 2])
      await scene.step('backorder delivered', () => scene.office.deliver(order))
      assert.deepEqual(scene.at(product, nj), [4, 0])
    },
  },
  {
    name: 'return into quarantine and restock',
    async play(scene) {
      const product = await scene.product(10)
      const order = await scene.office.sell('NJ', product, 5)
      await scene.step('delivered', () => scene.office.deliver(order))
      await scene.step('returned', () => scene.office.takeBack(order, 2, quarantine))
      assert.deepEqual(
        [scene.at(product, nj), scene.at(product, quarantine)],
        [
          [7, 0],
          [2, 0],
        ],
      )
      await scene.step('restocked', () => scene.office.move(product, quarantine, nj, 2))
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
      const parts = new Map([
        [one, 2],
        [other, 1],
      ])
      const kit = await scene.product(0, { type: 'kit', of: parts })
      const isRight = async (step: string): Promise<void> => {
        assert.equal(kitsAt(scene.picture(kit), nj), await scene.office.free(kit, nj), step)
      }
      const all = [one.sku, other.sku, kit.sku].toSorted()
      await scene.step('kit made, compared', async () => undefined, { request: { what: 'compare' } })
      assert.equal(kitsAt(scene.picture(kit), nj), 5)
      await isRight('made')
      let order = 0
      assert.deepEqual((await scene.step('kit sold', async () => (order = await scene.office.sell('NJ', kit, 2)))).toSorted(), all)
      assert.deepEqual([scene.at(one, nj), scene.at(other, nj), kitsAt(scene.picture(kit), nj)], [[10, 4], [10, 2], 3])
      await isRight('sold')
      assert.deepEqual((await scene.step('kit delivered', () => scene.office.deliver(order))).toSorted(), all)
      await isRight('delivered')
      assert.deepEqual(
        (await scene.step('component counted', () => scene.office.count(one, nj, 1))).toSorted(),
        [one.sku, kit.sku].toSorted(),
      )
      assert.equal(kitsAt(scene.picture(kit), nj), 0)
      await isRight('counted')
    },
  },
]

/** How many of a kit can be made at one place and below, of what its picture says of the parts. */
function kitsAt(picture: PictureLine, place: string): number {
  const parts = picture.kit?.components ?? []
  assert.ok(parts.length > 0, 'the picture says what the kit is made of')
  const here = (name: string): boolean => name === place || name.startsWith(`${place}/`)
  const free = parts.map(({ per, stock }) => {
    const sum = stock.filter((one) => here(one.location)).reduce((so, one) => so + one.quantity - one.reserved, 0)
    return Math.floor(sum / per)
  })
  return Math.min(...free)
}
