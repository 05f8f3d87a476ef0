import assert from 'node:assert/strict'
import type { KitComponent, PictureLine } from '../../../src/base/messages/picture.ts'
import type { MadeProduct } from './back-office.ts'
import { quarantine, tx } from './places.ts'
import type { Scenario } from './scenario.ts'
import type { Scene } from './scene.ts'

/** Units that orders have reserved at a place and below, and those that have left it for them, as last sent. */
function known(scene: Scene, product: MadeProduct, place: string): [reserved: number, sent: number] {
  return knownOf(scene.picture(product), place)
}

function knownOf({ orders = [] }: Pick<PictureLine | KitComponent, 'orders'>, place: string): [reserved: number, sent: number] {
  const there = orders.filter(({ location }) => location === place || location.startsWith(`${place}/`))
  return [there.reduce((sum, { reserved = 0 }) => sum + reserved, 0), there.reduce((sum, { sent = 0 }) => sum + sent, 0)]
}

async function stocked(scene: Scene, quantity: number): Promise<MadeProduct> {
  const product = await scene.product()
  await scene.office.receive(product, tx, quantity)
  await scene.poll()
  return product
}

/** What Odoo knows of orders: each unit once, from its reservation on, whatever becomes of it between two polls. */
export const orderScenarios: readonly Scenario[] = [
  {
    name: 'orders: reserved, sent, returned',
    async play(scene) {
      const { office } = scene
      const product = await stocked(scene, 20)
      let order = 0
      await scene.step('sold', async () => (order = await office.sell('TX', product, 4)))
      assert.deepEqual(known(scene, product, tx), [4, 0])
      await scene.step('sent in part', () => office.deliver(order, 3))
      assert.deepEqual(known(scene, product, tx), [1, 3])
      await scene.step('sold and sent between two polls', async () => office.deliver(await office.sell('TX', product, 2)))
      assert.deepEqual(known(scene, product, tx), [1, 5])
      await scene.step('returned', () => office.takeBack(order, 2, quarantine))
      assert.deepEqual(known(scene, product, tx), [1, 5], 'a return takes no order back')
      await scene.step('the rest cancelled', () => office.cancel(order))
      assert.deepEqual(known(scene, product, tx), [0, 5])
      await scene.step('counted, scrapped and moved: no order', async () => {
        await office.scrap(product, tx, 1)
        await office.move(product, tx, quarantine, 1)
        await office.count(product, tx, 9)
      })
      assert.deepEqual(known(scene, product, tx), [0, 5])
    },
  },
  {
    name: 'orders: picked units have left the stock, each once',
    async play(scene) {
      const { office } = scene
      const product = await stocked(scene, 10)
      try {
        await office.setSteps('TX', 'pick_ship')
        let order = 0
        await scene.step('sold', async () => (order = await office.sell('TX', product, 4)))
        assert.deepEqual(known(scene, product, tx), [4, 0])
        await scene.step('picked in part', () => office.pick(order, 3))
        assert.deepEqual(known(scene, product, tx), [1, 3])
        await scene.step('shipped in part', () => office.deliver(order))
        assert.deepEqual(known(scene, product, tx), [1, 3])
        await scene.step('picked and shipped', async () => {
          await office.pick(order)
          await office.deliver(order)
        })
        assert.deepEqual(known(scene, product, tx), [0, 4])
      } finally {
        await office.setSteps('TX', 'ship_only')
      }
    },
  },
  {
    name: 'orders: of a kit, every part',
    async play(scene) {
      const [one, other] = [await stocked(scene, 10), await stocked(scene, 10)]
      const parts = new Map([
        [one, 2],
        [other, 1],
      ])
      const kit = await scene.product(0, { type: 'kit', of: parts })
      await scene.step('kit made, compared', async () => undefined, { request: { what: 'compare' } })
      const ofParts = (): [number, number][] => (scene.picture(kit).kit?.components ?? []).map((part) => knownOf(part, tx))
      let order = 0
      await scene.step('sold', async () => (order = await scene.office.sell('TX', kit, 2)))
      assert.deepEqual(ofParts(), [
        [4, 0],
        [2, 0],
      ])
      await scene.step('sent', () => scene.office.deliver(order))
      assert.deepEqual(ofParts(), [
        [0, 4],
        [0, 2],
      ])
    },
  },
]
