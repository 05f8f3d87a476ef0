import assert from 'node:assert/strict'
import type { LinkedLevelLine } from '../../../src/base/messages/level.ts'
import { inventoryItem, linkedLine } from '../../support/levels.ts'
import { retryJobs } from '../../../src/engine/jobs/retry-jobs.ts'
import { shopifyLocation } from '../../support/pictures.ts'
import type { ShopifyFate } from '../../support/in-memory-shopify.ts'
import { DeliveryScene, type SceneSettings } from './support/delivery-scene.ts'

const good = 249
const bad = 100

/** 250 items that Shopify knows, each once confirmed, so that nothing has to be read any more. */
async function known(settings: SceneSettings = {}): Promise<DeliveryScene> {
  const scene = new DeliveryScene({ items: good + 1, ...settings })
  await scene.accept(await lines(scene, 5))
  assert.deepEqual([scene.shopify.reads.length, scene.shopify.sets.length], [1, 1])
  return scene
}

async function lines(scene: DeliveryScene, quantity: number): Promise<LinkedLevelLine[]> {
  const asOf = await scene.asOf()
  return Array.from({ length: good + 1 }, (_, at) => linkedLine(at + 1, 1, quantity, { asOf }))
}

/** Says no to a batch that holds the bad item, naming its row or not. */
function refusing(scene: DeliveryScene, code: string, named: boolean): (call: string) => ShopifyFate {
  return (call) => {
    if (call !== 'setQuantities') return 'carried-out'
    const index = scene.shopify.sets.at(-1)?.entries.findIndex((entry) => entry.inventoryItemId === inventoryItem(bad)) ?? -1
    if (index < 0) return 'carried-out'
    return { refused: [{ index: named ? index : null, code, message: 'Shopify says no.' }] }
  }
}

/** Every good row shows the number, and one job names the bad one. */
async function showsOneFailure(scene: DeliveryScene, code: string, quantity: number): Promise<void> {
  for (let item = 1; item <= good + 1; item++) assert.equal(scene.available(item), item === bad ? 5 : quantity, `item ${item}`)
  const jobs = await scene.jobs()
  assert.deepEqual(
    jobs.map((job) => [job.failure.code, job.state, job.count]),
    [[code, 'open', 1]],
  )
  const [job] = jobs
  assert.ok(job)
  const { subject, text, cure } = job.failure
  assert.deepEqual(
    [subject.sku, subject.odooProduct, subject.shopifyLocation, subject.shopifyLocationId, subject.inventoryItemId, subject.odooProductId],
    [`SKU-${bad}`, `Product ${bad}`, 'Location 1', shopifyLocation(1), inventoryItem(bad), bad],
  )
  assert.doesNotMatch(`${text} ${cure}`, /\?|__/, 'every name in the sentence is filled in')
  assert.deepEqual(
    scene.failed.map(({ recorded, via }) => [recorded, via]),
    [[true, 'node']],
  )
  assert.equal((await scene.level(bad)).state, 'failed')
  assert.equal((await scene.level(bad)).failure, code)
  assert.equal((await scene.delivery.depth()).settled, good)
}

describe('one bad row among 249 good ones', () => {
  it('fails alone when it is the parent of a bundle', async () => {
    const scene = await known()
    scene.model.state.catalogue.items.set(inventoryItem(bad), { ...itemOf(scene), components: [{ itemId: inventoryItem(1), quantity: 2 }] })
    await scene.accept(await lines(scene, 8))
    await showsOneFailure(scene, 'ITEM_IS_BUNDLE', 8)
    assert.deepEqual(
      scene.shopify.sets.slice(1).map(({ entries }) => entries.length),
      [250, 249],
    )
    assert.match((await scene.jobs())[0]?.failure.text ?? '', /SKU-100/)
  })

  it('fails alone when Shopify no longer knows the item', async () => {
    const scene = await known()
    scene.model.state.catalogue.items.delete(inventoryItem(bad))
    await scene.accept(await lines(scene, 8))
    const [job] = await scene.jobs()
    assert.equal(job?.failure.code, 'ITEM_UNKNOWN')
    assert.match(job?.failure.text ?? '', /SKU SKU-100 .*gid:\/\/shopify\/InventoryItem\/100/)
    assert.equal((await scene.delivery.depth()).settled, good)
    assert.equal(scene.available(1), 8)
  })

  it('is one job for all levels of a location that is gone, which counts them, and a retry takes them all up again', async () => {
    const scene = new DeliveryScene({ items: 6, locations: 2 })
    const all = async (quantity: number): Promise<LinkedLevelLine[]> => {
      const asOf = await scene.asOf()
      return [1, 2, 3, 4, 5, 6].flatMap((item) => [1, 2].map((place) => linkedLine(item, place, quantity, { asOf })))
    }
    await scene.accept(await all(5))
    scene.model.setLocationActive(shopifyLocation(2), false)
    await scene.accept(await all(8))
    for (let item = 1; item <= 6; item++) assert.equal(scene.available(item), 8)
    await scene.accept(await all(9))
    const [job, ...others] = await scene.jobs()
    assert.deepEqual(others, [])
    assert.deepEqual([job?.failure.code, job?.count], ['LOCATION_UNKNOWN', 2])
    const { sku, inventoryItemId, shopifyLocation: name, shopifyLocationId } = job?.failure.subject ?? {}
    assert.deepEqual([sku, inventoryItemId, name, shopifyLocationId], [undefined, undefined, 'Location 2', shopifyLocation(2)])
    assert.match(job?.failure.text ?? '', /Location 2 .* 6 levels/)
    assert.equal((await scene.delivery.depth()).failed, 6)

    scene.model.setLocationActive(shopifyLocation(2), true)
    const jobs = await scene.jobs()
    await scene.store.transaction((tables) => retryJobs(tables, jobs, scene.clock.now()))
    scene.delivery.wake()
    await scene.work()
    assert.equal((await scene.delivery.depth()).failed, 0)
    for (let item = 1; item <= 6; item++) assert.equal(scene.available(item, 2), 9)
    assert.deepEqual(
      (await scene.jobs()).filter(({ state }) => state !== 'resolved'),
      [],
    )
  })

  it("fails alone with Shopify's own words when the code is not known", async () => {
    const scene = await known()
    scene.fate = refusing(scene, 'SOMETHING_NEW', true)
    await scene.accept(await lines(scene, 8))
    await showsOneFailure(scene, 'SHOPIFY_REFUSED', 8)
    assert.match((await scene.jobs())[0]?.failure.text ?? '', /SOMETHING_NEW: Shopify says no\./)
  })

  it('is found by halving when the refusal names no row, and every try has a key of its own', async () => {
    const scene = await known()
    scene.fate = refusing(scene, 'NON_MUTABLE_INVENTORY_ITEM', false)
    await scene.accept(await lines(scene, 8))
    await showsOneFailure(scene, 'ITEM_IS_BUNDLE', 8)
    const keys = scene.shopify.sets.map(({ key }) => key)
    assert.equal(new Set(keys).size, keys.length)
    assert.ok(keys.length <= 2 + 2 * Math.ceil(Math.log2(good + 1)), `${keys.length} mutations`)
  })

  it('fails alone when Shopify applies the good rows of a refused batch all the same', async () => {
    const scene = await known({ model: { batchBehaviour: 'partial' } })
    scene.model.state.catalogue.items.set(inventoryItem(bad), { ...itemOf(scene), components: [{ itemId: inventoryItem(1), quantity: 2 }] })
    await scene.accept(await lines(scene, 8))
    await showsOneFailure(scene, 'ITEM_IS_BUNDLE', 8)
    assert.deepEqual(await scene.holds(), [], 'what was applied is not taken for a sale')
  })

  it('does not hold the others up when only its compare fails, whichever way Shopify says so', async () => {
    for (const staleErrors of ['indexed', 'unindexed'] as const) {
      for (const batchBehaviour of ['all-or-nothing', 'partial'] as const) {
        const scene = await known({ model: { staleErrors, batchBehaviour } })
        scene.sell(bad, 2)
        await scene.accept(await lines(scene, 8))
        // Where some rows may have been applied and none is named, what is on hand tells that this one was not.
        assert.equal(scene.available(bad), 6, `the sale is held: ${staleErrors}, ${batchBehaviour}`)
        assert.deepEqual(
          (await scene.holds()).map(({ quantity }) => quantity),
          [2],
        )
        for (let item = 1; item <= good + 1; item++) if (item !== bad) assert.equal(scene.available(item), 8)
        assert.deepEqual(await scene.jobs(), [])
      }
    }
  })

  it('fails before anything is written when a reading shows that it cannot be written', async () => {
    const scene = new DeliveryScene({ items: 4, locations: 2 })
    scene.model.updateItem(inventoryItem(1), { tracked: false })
    scene.model.deactivate(scene.model.levelId(inventoryItem(2), shopifyLocation(1)))
    const level = await scene.read(3, 1, 6)
    const unknown = { ...level, shopify: { ...level.shopify, inventoryItemId: inventoryItem(99), sku: 'SKU-99' } }
    await scene.accept([await scene.read(1, 1, 6), await scene.read(2, 1, 6), unknown, await scene.read(4, 1, 6)])
    const found = (await scene.jobs()).map(({ failure }) => `${failure.subject.sku} ${failure.code}`)
    assert.deepEqual(found.toSorted(), ['SKU-1 ITEM_UNTRACKED', 'SKU-2 ITEM_NOT_STOCKED', 'SKU-99 ITEM_UNKNOWN'])
    assert.deepEqual(
      scene.shopify.sets.map(({ entries }) => entries.length),
      [1],
    )
    assert.equal(scene.available(4), 6)
  })

  it('becomes a job at the door when its quantity is none, and the others are accepted', async () => {
    const scene = new DeliveryScene({ items: 3 })
    const count = await scene.delivery.accept(
      [await scene.read(1, 1, 6), await scene.read(2, 1, 5_000_000_000), await scene.read(3, 1, Number.NaN)],
      'node',
    )
    assert.deepEqual(count, { accepted: 1, older: 0, refused: 2 })
    await scene.work()
    assert.equal(scene.available(1), 6)
    const found = (await scene.jobs()).map(({ failure }) => `${failure.subject.sku} ${failure.code}`)
    assert.deepEqual(found.toSorted(), ['SKU-2 QUANTITY_INVALID', 'SKU-3 QUANTITY_INVALID'])
  })
})

function itemOf(scene: DeliveryScene) {
  const item = scene.model.state.catalogue.items.get(inventoryItem(bad))
  assert.ok(item)
  return item
}
