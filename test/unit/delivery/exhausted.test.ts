import assert from 'node:assert/strict'
import { DeliveryScene } from './support/delivery-scene.ts'

const minute = 60_000

/** A level that another app changes just before every write of ours, until it leaves off. */
function contested(): { scene: DeliveryScene; leaveOff: () => void } {
  let quantity = 100
  let busy = false
  const scene: DeliveryScene = new DeliveryScene({
    items: 2,
    options: { maxAttempts: 4 },
    gate: (moment, call) => {
      if (busy && moment === 'before' && call === 'setQuantities') scene.edit(1, quantity++)
      return undefined
    },
  })
  busy = true
  return { scene, leaveOff: () => (busy = false) }
}

describe('a level that fails try after try', () => {
  it('has one job that says why, after as many tries as are set', async () => {
    const { scene } = contested()
    await scene.deliver(1, 1, 10)
    await scene.work(30 * minute)
    assert.deepEqual(
      (await scene.jobs('open')).map(({ failure, count }) => [failure.code, failure.values?.['attempts'], count]),
      [['DELIVERY_EXHAUSTED', 4, 1]],
    )
    const [failure] = scene.failed
    assert.equal(failure?.subject.sku, 'SKU-1')
    assert.match(
      failure?.text ?? '',
      /^SKU SKU-1 at Location 1 could not be written in 4 tries; the last reason was: CHANGE_FROM_QUANTITY_STALE/,
    )
    assert.equal(scene.failed.length, 1)
  })

  it('goes on being tried, once a minute at most, and ends its job with the first success', async () => {
    const { scene, leaveOff } = contested()
    await scene.deliver(1, 1, 10)
    await scene.work(10 * minute)
    const before = scene.shopify.sets.length
    await scene.work(10 * minute)
    const tries = scene.shopify.sets.length - before
    assert.ok(tries >= 9 && tries <= 21, `${tries} tries in ten minutes`)
    assert.equal((await scene.level(1)).state, 'waiting')
    leaveOff()
    await scene.work(2 * minute)
    assert.equal(scene.available(1), 10)
    assert.deepEqual(
      (await scene.jobs()).map(({ state }) => state),
      ['resolved'],
    )
    assert.equal((await scene.level(1)).failure, null)
  })

  it('does not hold up others, and takes the number that is true by then', async () => {
    const { scene, leaveOff } = contested()
    await scene.deliver(1, 1, 10)
    await scene.work(10 * minute)
    leaveOff()
    await scene.deliver(2, 1, 5)
    assert.equal(scene.available(2), 5)
    await scene.deliver(1, 1, 7)
    await scene.work(2 * minute)
    assert.equal(scene.available(1), 7)
  })
})
