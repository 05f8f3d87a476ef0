import assert from 'node:assert/strict'
import type { LinkedLevelLine } from '../../../src/base/messages/level.ts'
import { inventoryItem } from '../../support/levels.ts'
import { shopifyLocation } from '../../support/pictures.ts'
import { DeliveryScene } from './support/delivery-scene.ts'

/** One reading of `items` products at each location. */
async function receipt(
  scene: DeliveryScene,
  items: number,
  locations: number,
  quantity: (item: number) => number,
): Promise<LinkedLevelLine[]> {
  const lines: LinkedLevelLine[] = []
  const asOf = await scene.asOf()
  for (let item = 1; item <= items; item++) {
    for (let at = 1; at <= locations; at++) lines.push(await scene.read(item, at, quantity(item), { asOf }))
  }
  return lines
}

describe('batches of the delivery', () => {
  it('writes 600 levels over 3 locations with 3 readings and 3 mutations, whoever is at work', async () => {
    const scene = new DeliveryScene({ items: 200, locations: 3 })
    await scene.accept(await receipt(scene, 200, 3, (item) => item + 5))
    for (let item = 1; item <= 200; item++) for (let at = 1; at <= 3; at++) assert.equal(scene.available(item, at), item + 5)
    assert.deepEqual(
      scene.shopify.sets.map(({ entries }) => entries.length),
      [250, 250, 100],
    )
    assert.equal(scene.shopify.reads.length, 3)
    assert.equal(scene.applied.length, 600)
    assert.deepEqual(await scene.delivery.depth(), { waiting: 0, sending: 0, failed: 0, settled: 600, oldestSince: null })
  })

  it('needs no reading for what it wrote itself', async () => {
    const scene = new DeliveryScene({ items: 200, locations: 3 })
    await scene.accept(await receipt(scene, 200, 3, () => 5))
    await scene.accept(await receipt(scene, 200, 3, () => 8))
    assert.equal(scene.shopify.reads.length, 3)
    assert.equal(scene.shopify.sets.length, 6)
    assert.ok(scene.shopify.sets.slice(3).every(({ entries }) => entries.every((entry) => entry.changeFrom === 5)))
  })

  it('writes a level that already shows the number not at all, and says so', async () => {
    const scene = new DeliveryScene({ items: 2, available: 7 })
    await scene.accept([await scene.read(1, 1, 7), await scene.read(2, 1, 9)])
    assert.deepEqual(scene.shopify.written, [{ item: inventoryItem(2), location: shopifyLocation(1), from: 7, to: 9 }])
    assert.deepEqual(scene.applied.map(({ outcome }) => outcome).toSorted(), ['unchanged', 'written'])
    const { sets, reads } = scene.shopify
    await scene.accept([await scene.read(1, 1, 7), await scene.read(2, 1, 9)])
    assert.deepEqual([sets.length, reads.length], [1, 1], 'the same numbers again ask nothing of Shopify')
    assert.equal(scene.applied.length, 2)
  })

  it('writes a change at one location without touching the others', async () => {
    const scene = new DeliveryScene({ locations: 3 })
    await scene.accept(await receipt(scene, 1, 3, () => 10))
    await scene.deliver(1, 2, 4)
    assert.deepEqual(scene.shopify.written.slice(3), [{ item: inventoryItem(1), location: shopifyLocation(2), from: 10, to: 4 }])
  })

  it('writes only the newest of many pictures that come while Shopify is slow, and an older one never', async () => {
    const scene = new DeliveryScene({ gate: (moment) => (moment === 'before' ? scene.clock.sleep(500) : undefined) })
    await scene.deliver(1, 1, 10)
    const older = await scene.read(1, 1, 99)
    for (const quantity of [9, 8, 7]) await scene.deliver(1, 1, quantity)
    assert.deepEqual(await scene.delivery.accept([older], 'node'), { accepted: 0, older: 1, refused: 0 })
    await scene.work(5_000)
    assert.equal(scene.available(1), 7)
    assert.deepEqual(
      scene.shopify.written.map(({ to }) => to),
      [7],
    )
    await scene.accept([older])
    assert.equal(scene.available(1), 7)
  })

  it('keeps the newest of several lines about one level in one message', async () => {
    const scene = new DeliveryScene()
    const older = await scene.read(1, 1, 3)
    const newer = await scene.read(1, 1, 5)
    assert.deepEqual(await scene.delivery.accept([newer, older], 'node'), { accepted: 1, older: 1, refused: 0 })
    await scene.work()
    assert.equal(scene.available(1), 5)
  })

  it('has no level in two batches at a time, however many lanes are at work', async () => {
    const flying: string[][] = []
    let most = 0
    const scene = new DeliveryScene({
      items: 300,
      locations: 3,
      lanes: 6,
      gate: async (moment, call) => {
        if (call !== 'setQuantities') return
        if (moment === 'after') {
          flying.shift()
          return
        }
        const names = scene.shopify.sets.at(-1)?.entries.map((entry) => `${entry.inventoryItemId} ${entry.locationId}`) ?? []
        assert.deepEqual(
          names.filter((name) => flying.flat().includes(name)),
          [],
        )
        most = Math.max(most, flying.push(names))
        await scene.clock.sleep(700)
      },
    })
    await scene.accept(await receipt(scene, 300, 3, (item) => item), 300)
    await scene.accept(await receipt(scene, 300, 3, (item) => item + 1), 20_000)
    assert.deepEqual(scene.failed, [])
    for (let item = 1; item <= 300; item++) assert.equal(scene.available(item, 3), item + 1)
    assert.equal(most, 4, 'the lanes worked side by side: 900 levels are 4 batches')
  })

  it('puts both quantity names into batches of their own', async () => {
    const scene = new DeliveryScene({ items: 2 })
    await scene.accept([await scene.read(1, 1, 5), await scene.read(2, 1, 6, { quantityName: 'on_hand' })])
    assert.deepEqual(scene.shopify.sets.map(({ name, entries }) => `${name} ${entries.length}`).toSorted(), ['available 1', 'on_hand 1'])
    assert.deepEqual([scene.available(1), scene.available(2)], [5, 6])
  })

  it('reads a level anew when its row changes to the other quantity name, also while a write is under way', async () => {
    let slow = 0
    const scene = new DeliveryScene({
      available: 0,
      gate: (moment, call) => (moment === 'after' && call === 'setQuantities' ? scene.clock.sleep(slow) : undefined),
    })
    await scene.deliver(1, 1, 10)
    scene.sell(1, 2)
    slow = 1_000
    await scene.deliver(1, 1, 7, { reserved: 2 })
    await scene.deliver(1, 1, 9, { reserved: 2, quantityName: 'on_hand' })
    slow = 0
    await scene.work(10_000)
    const [level] = scene.model.readLevels([scene.key(1)])
    assert.equal((level?.available ?? 0) + (level?.committed ?? 0), 9)
    assert.deepEqual(await scene.holds(), [], 'the difference of the two quantities is no sale')
  })

  it('floors what may be sold and never writes below zero', async () => {
    const scene = new DeliveryScene({ items: 3, available: 4 })
    await scene.accept([await scene.read(1, 1, 7.9), await scene.read(2, 1, -3), await scene.read(3, 1, 2.9999999999)])
    assert.deepEqual([scene.available(1), scene.available(2), scene.available(3)], [7, 0, 3])
  })
})
