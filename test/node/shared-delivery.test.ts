import assert from 'node:assert/strict'
import { join } from 'node:path'
import { leaseDelivery, sharedDelivery, type Member } from '../../nodes/shopify-inventory-set/shared-delivery.ts'
import { carryOut } from '../../nodes/failed-job-store/carry-out.ts'
import { ShopifyModel } from '../../sandbox/shopify/model/shopify-model.ts'
import { defaultDeliveryOptions } from '../../src/rules/delivery/options.ts'
import type { LinkedLevelLine } from '../../src/base/messages/level.ts'
import { leaseSqliteStore } from '../../src/adapters/store/sqlite/lease-sqlite-store.ts'
import type { Store } from '../../src/ports/store/store.ts'
import { inFolder, stillClock } from '../contract/store/store-folder.ts'
import { inventoryItem, linkedLine } from '../support/levels.ts'
import { shopifyLocation } from '../support/pictures.ts'
import { until } from '../support/until.ts'
import { WatchedShopify } from '../unit/delivery/support/watched-shopify.ts'

/** A connection node: it can be closed, as a partial deploy closes it, and then answers nobody. */
class Connection extends WatchedShopify {
  open = true

  override setQuantities(batch: Parameters<WatchedShopify['setQuantities']>[0]): ReturnType<WatchedShopify['setQuantities']> {
    assert.ok(this.open, 'a closed connection was asked')
    return super.setQuantities(batch)
  }
}

describe('nodes that deliver to one shop from one store file', () => {
  const model = (): ShopifyModel => {
    const shop = new ShopifyModel({ clock: { now: () => Date.now() }, random: { uuid: () => crypto.randomUUID() } })
    const levels = [{ locationId: shop.addLocation({ id: shopifyLocation(1), name: 'New Jersey' }).id, available: 0 }]
    for (let item = 1; item <= 3; item++)
      shop.addProduct({ title: `Product ${item}`, variants: [{ itemId: inventoryItem(item), sku: `SKU-${item}`, tracked: true, levels }] })
    return shop
  }
  const member = (shopify: Connection, told: string[]): Member => ({
    shopify,
    options: { ...defaultDeliveryOptions, breaker: { ...defaultDeliveryOptions.breaker, zeroShare: 0 } },
    listener: {
      applied: (lines) => told.push(...lines.map(({ to }) => String(to))),
      failed: (lines) => told.push(...lines.map(({ code }) => code)),
    },
  })
  const read = (store: Store, item: number, quantity: number): Promise<LinkedLevelLine> =>
    store.transaction(async (tables) => linkedLine(item, 1, quantity, { asOf: await tables.nextAsOf() }))

  it('share one delivery, by whatever name their stores and connections call them, and send each batch once', async () => {
    await inFolder(async (file) => {
      const shop = model()
      const [one, two] = [new Connection(shop), new Connection(shop)]
      const stores = [
        await leaseSqliteStore(file, { clock: stillClock }),
        await leaseSqliteStore(join(file, '..', 'sync.sqlite'), { clock: stillClock }),
      ] as const
      const told: string[] = []
      const first = await leaseDelivery('a', stores[0], member(one, told))
      const second = await leaseDelivery('b', stores[1], member(two, told))
      assert.equal(second.delivery, first.delivery)
      assert.ok(sharedDelivery(stores[1], one.shop))
      await Promise.all([
        first.delivery.accept([await read(stores[0], 1, 7)], 'a'),
        second.delivery.accept([await read(stores[1], 2, 8)], 'b'),
      ])
      await until('both levels', () => told.length === 2)
      const keys = [...one.sets, ...two.sets].map(({ key }) => key)
      assert.equal(new Set(keys).size, keys.length)
      assert.deepEqual(two.sets, [])
      await Promise.all([first.release(), second.release()])
      for (const store of stores) await store.close()
    })
  })

  it('try a level again at once when its job is retried', async () => {
    await inFolder(async (file) => {
      const shopify = new Connection(model())
      const store = await leaseSqliteStore(file, { clock: stillClock })
      const told: string[] = []
      const lease = await leaseDelivery('a', store, member(shopify, told))
      try {
        await lease.delivery.accept([await read(store, 9, 7)], 'a')
        await until('the refusal', () => told.length === 1)
        // By now the delivery rests until something is due, five seconds at most.
        await new Promise((resolve) => setTimeout(resolve, 50))
        const begun = performance.now()
        const answer = await carryOut({ id: 'a-store', open: async () => store }, { action: 'retry', all: true })
        assert.equal(answer.changed, 1)
        await until('the second try', () => told.length === 2)
        assert.ok(performance.now() - begun < 3000, 'the retry waited for the next look')
      } finally {
        await lease.release()
        await store.close()
      }
    })
  })

  it('hand the delivery over when the node goes that it was begun with, with its connection and its store', async () => {
    await inFolder(async (file) => {
      const shop = model()
      const [one, two] = [new Connection(shop), new Connection(shop)]
      const [mine, other] = [await leaseSqliteStore(file, { clock: stillClock }), await leaseSqliteStore(file, { clock: stillClock })]
      const told: string[] = []
      const first = await leaseDelivery('a', mine, member(one, told))
      const second = await leaseDelivery('b', other, member(two, told))
      // A partial deploy ends the one node, its connection and its store; what comes meanwhile is stored.
      const left = first.release()
      await second.delivery.accept([await read(other, 1, 7)], 'b')
      await left
      one.open = false
      await mine.close()
      await until('what came meanwhile', () => told.includes('7'))
      await second.delivery.accept([await read(other, 2, 8)], 'b')
      await until('what comes afterwards', () => told.includes('8'))
      // The node comes back with a new connection, and the delivery stays where it is.
      const back = await leaseSqliteStore(file, { clock: stillClock })
      const third = await leaseDelivery('a', back, member(new Connection(shop), told))
      assert.equal(third.delivery, second.delivery)
      await third.release()
      await second.delivery.accept([await read(other, 3, 9)], 'b')
      await until('what comes at last', () => told.includes('9'))
      await second.release()
      await back.close()
      await other.close()
      assert.deepEqual(
        told.filter((line) => !/^\d+$/.test(line)),
        [],
      )
    })
  })

  it('never work side by side: who comes while the last one goes waits for it', async () => {
    await inFolder(async (file) => {
      const shop = model()
      let gate = Promise.withResolvers<void>()
      const slow = new Connection(shop, {
        gate: async (moment, call) => (moment === 'after' && call === 'setQuantities' ? gate.promise : undefined),
      })
      const store = await leaseSqliteStore(file, { clock: stillClock })
      const told: string[] = []
      const first = await leaseDelivery('a', store, member(slow, told))
      await first.delivery.accept([await read(store, 1, 7)], 'a')
      await until('the write under way', () => slow.sets.length === 1)
      const left = first.release()
      const next = new Connection(shop)
      const joining = leaseDelivery('b', store, member(next, told))
      await new Promise((resolve) => setTimeout(resolve, 50))
      assert.deepEqual(next.sets, [])
      gate.resolve()
      gate = Promise.withResolvers()
      const second = await joining
      await left
      await second.delivery.accept([await read(store, 2, 8)], 'b')
      await until('the next level', () => told.includes('8'))
      assert.deepEqual([slow.sets.length, next.sets.length], [1, 1])
      await second.release()
      await store.close()
    })
  })
})
