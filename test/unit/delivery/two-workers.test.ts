import assert from 'node:assert/strict'
import { startDelivery, type Delivery } from '../../../src/engine/delivery/delivery.ts'
import { leaseFor } from '../../../src/engine/worker/kept-lease.ts'
import type { ShopifyCall } from '../../support/in-memory-shopify.ts'
import { DeliveryScene } from './support/delivery-scene.ts'
import { WatchedShopify } from './support/watched-shopify.ts'

/** A second worker of the same shop on the same store, as another process would start it. */
function anotherOn(scene: DeliveryScene, lanes = 4): { readonly delivery: Delivery; readonly shopify: WatchedShopify } {
  const shopify = new WatchedShopify(scene.model)
  return { shopify, delivery: startDelivery({ ...scene.ports, shopify }, lanes) }
}

async function acceptAll(scene: DeliveryScene, delivery: Delivery, items: number, quantity: number): Promise<void> {
  const asOf = await scene.asOf()
  await delivery.accept(await Promise.all(Array.from({ length: items }, (_, at) => scene.read(at + 1, 1, quantity, { asOf }))), 'node')
}

describe('two workers of one shop on one store', () => {
  it('never work at the same time: one writes, the other waits', async () => {
    const scene = new DeliveryScene({ items: 300 })
    await scene.work()
    const other = anotherOn(scene)
    for (const [quantity, accepting] of [
      [5, scene.delivery],
      [7, other.delivery],
    ] as const) {
      await acceptAll(scene, accepting, 300, quantity)
      await scene.work(10_000)
      assert.equal(scene.available(1), quantity)
      assert.equal(scene.available(300), quantity)
    }
    assert.equal(scene.shopify.written.length, 600)
    assert.deepEqual([other.shopify.sets.length, other.shopify.reads.length], [0, 0])
    await Promise.all([scene.delivery.stop(), other.delivery.stop(), scene.work(10_000)])
  })

  it('follow each other at once when the first one stops', async () => {
    const scene = new DeliveryScene()
    await scene.work()
    const other = anotherOn(scene)
    await Promise.all([scene.delivery.stop(), scene.work(100)])
    await other.delivery.accept([await scene.read(1, 1, 9)], 'node')
    await scene.work(2_000)
    assert.equal(scene.available(1), 9)
    assert.deepEqual([scene.shopify.sets.length, other.shopify.sets.length], [0, 1])
    await Promise.all([other.delivery.stop(), scene.work(10_000)])
  })

  for (const moment of ['before', 'after'] as const) {
    it(`do no harm when the first stood still ${moment} its write was carried out, and comes back when the second works`, async () => {
      let wakes: () => void = () => undefined
      let still: Promise<void> | undefined
      const gate = (at: 'before' | 'after', call: ShopifyCall): Promise<void> | undefined =>
        call === 'setQuantities' && at === moment ? still : undefined
      const scene = new DeliveryScene({ lanes: 1, gate })
      await scene.deliver(1, 1, 5)
      still = new Promise((resolve) => (wakes = resolve))
      await scene.deliver(1, 1, 8)
      const other = anotherOn(scene)
      await scene.work(leaseFor - 10_000)
      assert.equal(other.shopify.sets.length, 0, 'the lease lasts')
      await scene.work(20_000)
      const [sent] = scene.shopify.sets.slice(1)
      assert.equal(other.shopify.sets[0]?.key, sent?.key, 'what the first had sent is sent with its key, so that it counts once')
      assert.equal(scene.available(1), 8)
      // The second goes on; a shopper buys, and Odoo has new stock.
      await other.delivery.accept([await scene.read(1, 1, 20)], 'node')
      await scene.work(2_000)
      assert.equal(scene.available(1), 20)
      const settled = await scene.level(1)
      still = undefined
      wakes()
      await scene.work(5_000)
      assert.equal(scene.available(1), 20)
      assert.deepEqual(await scene.level(1), settled, 'the first stores nothing of what it still knew')
      assert.equal(scene.shopify.sets.length, 2)
      assert.deepEqual(scene.delivery.state().trouble, null)
      assert.deepEqual(await scene.jobs(), [])
      await Promise.all([scene.delivery.stop(), other.delivery.stop(), scene.work(10_000)])
    })
  }
})
