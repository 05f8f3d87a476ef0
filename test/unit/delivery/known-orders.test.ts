import assert from 'node:assert/strict'
import type { KnownOrders } from '../../../src/base/messages/level.ts'
import type { ShopifyCall } from '../../support/in-memory-shopify.ts'
import { DeliveryScene } from './support/delivery-scene.ts'

const since = '2026-11-01T00:00:00.000Z'
const orders = (reserved: number, sent: number, more: Partial<KnownOrders> = {}): { reserved: number; orders: KnownOrders } => ({
  reserved,
  orders: { reserved, sent, since, ...more },
})

/** A level of 20 of which `sold` were sold in Shopify and are held; Odoo has sent 7 of older orders. */
async function held(...sold: number[]): Promise<DeliveryScene> {
  const scene = new DeliveryScene({})
  await scene.deliver(1, 1, 20, orders(0, 7))
  for (const units of sold) {
    scene.sell(1, units)
    await scene.deliver(1, 1, 21, orders(0, 7))
    await scene.deliver(1, 1, 20, orders(0, 7))
  }
  return scene
}

async function state(scene: DeliveryScene): Promise<[number, number[]]> {
  return [scene.available(1), (await scene.holds()).map(({ quantity }) => quantity)]
}

describe('orders that Odoo has sent', () => {
  it('end their hold as a reservation does, also when both lie between two pictures', async () => {
    const scene = await held(3)
    assert.deepEqual(await state(scene), [17, [3]])
    await scene.deliver(1, 1, 17, orders(0, 10))
    assert.deepEqual(await state(scene), [17, []])
  })

  it('hide no reservation of another order that the same picture shows', async () => {
    const scene = await held()
    await scene.deliver(1, 1, 17, orders(3, 7))
    scene.sell(1, 2)
    await scene.deliver(1, 1, 18, orders(3, 7))
    assert.deepEqual(await state(scene), [16, [2]])
    // The three are sent, and the two reserved.
    await scene.deliver(1, 1, 16, orders(2, 10))
    assert.deepEqual(await state(scene), [16, []])
  })

  it('end no second hold: each unit once, reserved or sent', async () => {
    const scene = await held(3, 2)
    await scene.deliver(1, 1, 17, orders(3, 7))
    assert.deepEqual(await state(scene), [15, [2]])
    await scene.deliver(1, 1, 17, orders(0, 10))
    assert.deepEqual(await state(scene), [15, [2]])
  })

  it('are no units that Odoo has released, and no evidence of the first look', async () => {
    const scene = new DeliveryScene({ available: 20 })
    scene.sell(1, 2)
    await scene.deliver(1, 1, 20, orders(0, 7))
    assert.deepEqual(await state(scene), [18, [2]])
    await scene.deliver(1, 1, 23, orders(3, 4))
    assert.equal((await scene.level(1)).released, undefined)
  })

  it('are counted anew without ending a hold', async () => {
    for (const more of [{ since: '2027-12-01T00:00:00.000Z' }, { of: 'client_order_ref #' }]) {
      const scene = await held(3)
      await scene.deliver(1, 1, 20, orders(0, 90, more))
      assert.deepEqual(await state(scene), [17, [3]], JSON.stringify(more))
      await scene.deliver(1, 1, 17, orders(3, 90, more))
      assert.deepEqual(await state(scene), [17, []], JSON.stringify(more))
    }
  })

  it('end no hold when they are counted for the first time, while what is newly reserved then does', async () => {
    const scene = new DeliveryScene({})
    await scene.deliver(1, 1, 20, { reserved: 2 })
    scene.sell(1, 3)
    await scene.deliver(1, 1, 21, { reserved: 2 })
    assert.deepEqual(await state(scene), [18, [3]])
    await scene.deliver(1, 1, 20, orders(3, 7))
    assert.deepEqual(await state(scene), [18, [2]])
  })

  it('of other channels end no hold where the orders of this shop are told apart', async () => {
    const own = { of: 'client_order_ref #' }
    const scene = new DeliveryScene({})
    await scene.deliver(1, 1, 20, orders(0, 0, own))
    scene.sell(1, 3)
    await scene.deliver(1, 1, 21, orders(0, 0, own))
    await scene.deliver(1, 1, 17, { ...orders(0, 0, own), reserved: 4 })
    assert.deepEqual(await state(scene), [14, [3]])
    await scene.deliver(1, 1, 14, { ...orders(3, 0, own), reserved: 7 })
    assert.deepEqual(await state(scene), [14, []])
  })

  for (const [how, before, now] of [
    ['are counted for the first time', { reserved: 2 }, orders(2, 40)],
    ['are counted anew', orders(2, 40), orders(2, 90, { since: '2027-12-01T00:00:00.000Z' })],
    ['are counted with what is owed', { reserved: 2 }, { reserved: 2, demand: 40 }],
  ] as const) {
    for (const answer of ['late', 'lost'] as const) {
      it(`end no hold when they ${how} while the answer to the first write of a level is ${answer}`, async () => {
        let answered: () => void = () => undefined
        let late: Promise<void> | undefined
        const gate = (at: 'before' | 'after', call: ShopifyCall): Promise<void> | undefined =>
          call === 'setQuantities' && at === 'after' ? late : undefined
        const scene = new DeliveryScene({ available: 20, gate })
        scene.sell(1, 5)
        if (answer === 'late') late = new Promise((resolve) => (answered = resolve))
        else scene.fate = (call) => (call === 'setQuantities' ? 'lost-after' : 'carried-out')
        await scene.deliver(1, 1, 22, before)
        await scene.deliver(1, 1, 22, now)
        late = undefined
        scene.fate = () => 'carried-out'
        answered()
        await scene.work(10_000)
        assert.deepEqual(await state(scene), [19, [3]])
      })
    }
  }
})
