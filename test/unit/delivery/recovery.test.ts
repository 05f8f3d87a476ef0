import assert from 'node:assert/strict'
import { retryJobs } from '../../../src/engine/jobs/retry-jobs.ts'
import { inventoryItem } from '../../support/levels.ts'
import { shopifyLocation } from '../../support/pictures.ts'
import { DeliveryScene } from './support/delivery-scene.ts'

/** A level that showed 10 and failed because the item is no longer stocked there. */
async function notStocked(): Promise<DeliveryScene> {
  const scene = new DeliveryScene({ locations: 2 })
  await scene.deliver(1, 1, 10)
  scene.model.deactivate(scene.model.levelId(inventoryItem(1), shopifyLocation(1)))
  scene.model.state.levels.get(inventoryItem(1), shopifyLocation(1))
  await scene.within(async (tables) => {
    const records = await tables.levels.get([scene.key(1)])
    await tables.levels.put(records.flatMap((record) => (record === null ? [] : [{ ...record, doubt: { kind: 'stale' as const } }])))
  })
  await scene.deliver(1, 1, 8)
  assert.deepEqual(
    (await scene.jobs()).map(({ failure, state }) => [failure.code, state]),
    [['ITEM_NOT_STOCKED', 'open']],
  )
  return scene
}

function stockAgain(scene: DeliveryScene): void {
  scene.edit(1, scene.available(1))
}

const states = async (scene: DeliveryScene): Promise<string[]> =>
  (await scene.jobs()).map(({ failure, state }) => `${failure.code} ${state}`)

describe('a failed level', () => {
  it('comes right by a newer picture, and its job is resolved', async () => {
    const scene = await notStocked()
    stockAgain(scene)
    await scene.work(60_000)
    assert.equal((await scene.level(1)).state, 'failed', 'nothing is tried by itself')
    await scene.deliver(1, 1, 7)
    assert.equal(scene.available(1), 7)
    assert.deepEqual(await states(scene), ['ITEM_NOT_STOCKED resolved'])
    assert.equal((await scene.level(1)).failure, null)
  })

  it('fails again, and is still one job, when nothing was mended', async () => {
    const scene = await notStocked()
    for (const quantity of [7, 6, 5]) await scene.deliver(1, 1, quantity)
    assert.deepEqual(
      (await scene.jobs()).map(({ count, state }) => [count, state]),
      [[4, 'open']],
    )
    assert.equal(scene.failed.length, 4)
  })

  it('is resolved also when it turns out to show the right number without a write', async () => {
    const scene = await notStocked()
    stockAgain(scene)
    await scene.deliver(1, 1, 10)
    assert.equal(scene.shopify.sets.length, 1)
    assert.deepEqual(await states(scene), ['ITEM_NOT_STOCKED resolved'])
  })

  it('leaves no open job of the old reason behind when it fails for another', async () => {
    const scene = await notStocked()
    stockAgain(scene)
    scene.model.updateItem(inventoryItem(1), { tracked: false })
    await scene.deliver(1, 1, 7)
    assert.deepEqual((await states(scene)).toSorted(), ['ITEM_NOT_STOCKED resolved', 'ITEM_UNTRACKED open'])
    scene.model.updateItem(inventoryItem(1), { tracked: true })
    scene.fate = (call) =>
      call === 'setQuantities' ? { refused: [{ index: 0, code: 'NON_MUTABLE_INVENTORY_ITEM', message: 'a bundle' }] } : 'carried-out'
    await scene.deliver(1, 1, 6)
    assert.deepEqual((await states(scene)).toSorted(), ['ITEM_IS_BUNDLE open', 'ITEM_NOT_STOCKED resolved', 'ITEM_UNTRACKED resolved'])
  })

  it('is tried again by retrying its job, with the number that is wanted then, and Odoo is asked for its product', async () => {
    const scene = await notStocked()
    stockAgain(scene)
    const { products } = await scene.within(async (tables) => retryJobs(tables, await tables.failedJobs.list({}), scene.clock.now()))
    assert.deepEqual(products, [{ database: 'shop@odoo.example.com', productId: 1 }])
    assert.deepEqual(await states(scene), ['ITEM_NOT_STOCKED retrying'])
    scene.delivery.wake()
    await scene.work()
    assert.equal(scene.available(1), 8)
    assert.deepEqual(await states(scene), ['ITEM_NOT_STOCKED resolved'])
  })

  it('has its job open again when the retry fails', async () => {
    const scene = await notStocked()
    await scene.within(async (tables) => retryJobs(tables, await tables.failedJobs.list({}), scene.clock.now()))
    scene.delivery.wake()
    await scene.work()
    assert.deepEqual(
      (await scene.jobs()).map(({ count, state }) => [count, state]),
      [[2, 'open']],
    )
  })

  it('is tried again by its key, and a level that did not fail is left alone', async () => {
    const scene = await notStocked()
    await scene.deliver(1, 2, 4)
    const before = await scene.level(1, 2)
    stockAgain(scene)
    await scene.delivery.retry([scene.key(1, 1), scene.key(1, 2), scene.key(9, 1)])
    await scene.work()
    assert.equal(scene.available(1), 8)
    assert.deepEqual(await scene.level(1, 2), before)
  })

  it('fails by itself: the same item goes on at another location', async () => {
    const scene = await notStocked()
    await scene.deliver(1, 2, 4)
    assert.equal(scene.available(1, 2), 4)
  })

  it('stays dismissed until it fails again', async () => {
    const scene = await notStocked()
    await scene.within(async (tables) => {
      const jobs = await tables.failedJobs.list({})
      await tables.failedJobs.setState(
        jobs.map(({ id }) => id),
        'dismissed',
        'sold out for good',
        scene.clock.now(),
      )
    })
    await scene.work(60_000)
    assert.deepEqual(await states(scene), ['ITEM_NOT_STOCKED dismissed'])
    await scene.deliver(1, 1, 3)
    assert.deepEqual((await states(scene)).toSorted(), ['ITEM_NOT_STOCKED dismissed', 'ITEM_NOT_STOCKED open'])
  })
})
