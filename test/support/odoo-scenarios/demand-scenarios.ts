import assert from 'node:assert/strict'
import type { MadeProduct } from './back-office.ts'
import { tx } from './places.ts'
import type { Scenario } from './scenario.ts'
import type { Scene } from './scene.ts'

/** Quantity, reserved and owed at TX/Stock, as last sent; reserved and owed together must be what Odoo says will leave. */
async function at(scene: Scene, product: MadeProduct): Promise<[quantity: number, reserved: number, owed: number]> {
  const [quantity, reserved] = scene.at(product, tx)
  const owed = scene.owed(product, tx)
  assert.equal(reserved + owed, await scene.office.promised(product, tx), 'what Odoo says is to leave')
  return [quantity, reserved, owed]
}

async function stocked(scene: Scene, quantity: number): Promise<MadeProduct> {
  const product = await scene.product()
  await scene.office.receive(product, tx, quantity)
  await scene.poll()
  return product
}

/** Texas reserves and delivers as asked for; afterwards at confirmation and in one step again. */
async function asIn(scene: Scene, setting: () => Promise<void>, play: () => Promise<void>): Promise<void> {
  try {
    await setting()
    await play()
  } finally {
    await scene.office.setReservation('TX', 'at_confirm')
    await scene.office.setSteps('TX', 'ship_only')
  }
}

/** Orders that Odoo has confirmed and not reserved (odoo-orders-facts 3). */
export const demandScenarios: readonly Scenario[] = [
  {
    name: 'demand: reservation by hand',
    async play(scene) {
      const { office } = scene
      const product = await stocked(scene, 10)
      await asIn(
        scene,
        () => office.setReservation('TX', 'manual'),
        async () => {
          assert.deepEqual(await scene.step('quotation', () => office.quote('TX', product, 3)), [], 'nobody is owed that')
          let order = 0
          assert.deepEqual(await scene.step('confirmed', async () => (order = await office.sell('TX', product, 4))), [product.sku])
          assert.deepEqual(await at(scene, product), [10, 0, 4])
          await scene.step('more ordered', () => office.reorder(order, 5))
          assert.deepEqual(await at(scene, product), [10, 0, 5])
          await scene.step('reserved', () => office.reserve(order))
          assert.deepEqual(await at(scene, product), [10, 5, 0])
          await scene.step('given back', () => office.unreserve(order))
          assert.deepEqual(await at(scene, product), [10, 0, 5])
          await scene.step('cancelled', () => office.cancel(order))
          assert.deepEqual(await at(scene, product), [10, 0, 0])
        },
      )
    },
  },
  {
    name: 'demand: reservation before the scheduled date',
    async play(scene) {
      const product = await stocked(scene, 10)
      await asIn(
        scene,
        () => scene.office.setReservation('TX', 'by_date', 2),
        async () => {
          await scene.step('confirmed for later', () => scene.office.sell('TX', product, 4, 10))
          assert.deepEqual(await at(scene, product), [10, 0, 4])
          await scene.step('confirmed for tomorrow', () => scene.office.sell('TX', product, 3, 1))
          assert.deepEqual(await at(scene, product), [10, 3, 4])
        },
      )
    },
  },
  {
    name: 'demand: backorder after a count',
    async play(scene) {
      const product = await stocked(scene, 4)
      let order = 0
      await scene.step('more sold than there is', async () => (order = await scene.office.sell('TX', product, 6)))
      assert.deepEqual(await at(scene, product), [4, 4, 2])
      await scene.step('delivered in part', () => scene.office.deliver(order))
      assert.deepEqual(await at(scene, product), [0, 0, 2])
      await scene.step('counted', () => scene.office.count(product, tx, 10))
      const [quantity, reserved, owed] = await at(scene, product)
      assert.deepEqual([quantity, reserved + owed], [10, 2])
      scene.note(`${reserved} reserved, ${owed} owed`)
      await scene.step('received', () => scene.office.receive(product, tx, 1))
      assert.deepEqual(await at(scene, product), [11, 2, 0])
    },
  },
  {
    name: 'demand: pick and ship, each unit once',
    async play(scene) {
      const { office } = scene
      const product = await stocked(scene, 10)
      const steps = async (): Promise<void> => {
        await office.setSteps('TX', 'pick_ship')
        await office.setReservation('TX', 'manual')
      }
      await asIn(scene, steps, async () => {
        let order = 0
        await scene.step('confirmed', async () => (order = await office.sell('TX', product, 4)))
        assert.deepEqual(await at(scene, product), [10, 0, 4])
        await scene.step('reserved', () => office.reserve(order))
        assert.deepEqual(await at(scene, product), [10, 4, 0])
        await scene.step('picked in part', () => office.pick(order, 3))
        assert.deepEqual(await at(scene, product), [7, 0, 1])
        await scene.step('shipped in part', () => office.deliver(order))
        assert.deepEqual(await at(scene, product), [7, 0, 1])
        await scene.step('cancelled', () => office.cancel(order))
        assert.deepEqual(await at(scene, product), [7, 0, 0])
      })
    },
  },
  {
    name: 'demand: pick, pack and ship',
    async play(scene) {
      const { office } = scene
      const product = await stocked(scene, 10)
      const steps = async (): Promise<void> => {
        await office.setSteps('TX', 'pick_pack_ship')
        await office.setReservation('TX', 'manual')
      }
      await asIn(scene, steps, async () => {
        let order = 0
        await scene.step('confirmed', async () => (order = await office.sell('TX', product, 4)))
        assert.deepEqual(await at(scene, product), [10, 0, 4])
        await scene.step('reserved', () => office.reserve(order))
        assert.deepEqual(await at(scene, product), [10, 4, 0])
        await scene.step('picked', () => office.pick(order))
        assert.deepEqual(await at(scene, product), [6, 0, 0])
        await scene.step('packed', () => office.pick(order))
        await scene.step('shipped', () => office.deliver(order))
        assert.deepEqual(await at(scene, product), [6, 0, 0])
      })
    },
  },
  {
    name: 'demand: a kit is owed as its parts',
    async play(scene) {
      const [one, other] = [await stocked(scene, 10), await stocked(scene, 10)]
      const parts = new Map([
        [one, 2],
        [other, 1],
      ])
      const kit = await scene.product(0, { type: 'kit', of: parts })
      await scene.step('kit made, compared', async () => undefined, { request: { what: 'compare' } })
      await asIn(
        scene,
        () => scene.office.setReservation('TX', 'manual'),
        async () => {
          const sent = await scene.step('kit sold', () => scene.office.sell('TX', kit, 2))
          assert.deepEqual(sent.toSorted(), [one.sku, other.sku, kit.sku].toSorted())
          assert.deepEqual(
            [await at(scene, one), await at(scene, other)],
            [
              [10, 0, 4],
              [10, 0, 2],
            ],
          )
          const owed = scene.picture(kit).kit?.components.map(({ demand = [] }) => demand.map(({ quantity }) => quantity))
          assert.deepEqual(owed, [[4], [2]])
        },
      )
    },
  },
]
