import assert from 'node:assert/strict'
import type { Store } from '../../../src/ports/store/store.ts'
import { DeliveryScene } from './support/delivery-scene.ts'

/** A store that commits together what is asked together: nobody hears of it before the last has done its work. */
function grouping(store: Store): Store {
  let group: Promise<unknown> = Promise.resolve()
  return {
    async transaction(work) {
      const mine = store.transaction(work)
      group = Promise.allSettled([group, mine])
      const asked = new Promise((resolve) => setImmediate(resolve))
      const value = await mine
      await asked
      return value
    },
    close: () => store.close(),
  }
}

describe('lanes side by side on a store that commits in groups', () => {
  it('never read the same levels and never send the same batch', async () => {
    const scene = new DeliveryScene({
      items: 600,
      lanes: 4,
      store: grouping,
      gate: (moment) => (moment === 'before' ? scene.clock.sleep(300) : undefined),
    })
    for (const quantity of [5, 9]) {
      const asOf = await scene.asOf()
      const lines = await Promise.all(Array.from({ length: 600 }, (_, at) => scene.read(at + 1, 1, quantity, { asOf })))
      const accepted = scene.delivery.accept(lines, 'node')
      for (let turn = 0; turn < 40; turn++) await scene.work(100)
      await accepted
    }
    const { reads, sets } = scene.shopify
    assert.deepEqual(
      reads.map((levels) => levels.length),
      [250, 250, 100],
    )
    assert.deepEqual(
      sets.map(({ entries }) => entries.length),
      [250, 250, 100, 250, 250, 100],
    )
    assert.equal(new Set(sets.map(({ key }) => key)).size, 6)
    assert.equal((await scene.delivery.depth()).settled, 600)
    assert.equal(scene.applied.length, 1200)
  })
})

describe('an idle lane', () => {
  it('hears of a level that is accepted just after it looked', async () => {
    let acceptAfter = -1
    let looks = 0
    const scene: DeliveryScene = new DeliveryScene({
      lanes: 1,
      store: (store) => ({
        async transaction(work) {
          const value = await store.transaction(work)
          if (++looks === acceptAfter) {
            acceptAfter = -1
            // Accepted, and the worker woken, before the lane hears what it found.
            await scene.delivery.accept([await scene.read(1, 1, 5)], 'node')
          }
          return value
        },
        close: () => store.close(),
      }),
    })
    // An idle lane looks for work, and then for the next time that something is due: both are tried.
    for (const nth of [1, 2]) {
      await scene.work(20_000)
      acceptAfter = looks + nth
      const before = scene.shopify.sets.length
      await scene.work(5_100)
      assert.equal(acceptAfter, -1)
      assert.equal(scene.shopify.sets.length, before + 1)
      await scene.deliver(1, 1, 0)
    }
  })

  it('does not ask the store again and again while the shop is frozen or another lane is at work', async () => {
    let looks = 0
    const scene = new DeliveryScene({
      lanes: 4,
      gate: (moment, call) => (call === 'setQuantities' && moment === 'before' ? scene.clock.sleep(60_000) : undefined),
      store: (store) => ({
        transaction(work) {
          looks++
          return store.transaction(work)
        },
        close: () => store.close(),
      }),
    })
    await scene.deliver(1, 1, 5)
    looks = 0
    await scene.work(50_000)
    assert.ok(looks < 500, `${looks} looks in 50 seconds while another lane waits for its answer`)
    await scene.delivery.freeze('a count of the stock')
    await scene.work(60_000)
    await scene.deliver(1, 1, 7)
    looks = 0
    await scene.work(60_000)
    assert.ok(looks < 600, `${looks} looks in a minute of frost`)
    assert.equal(scene.available(1), 5)
  })
})
