import assert from 'node:assert/strict'
import { defaultDeliveryOptions, type BreakerLimits } from '../../../src/rules/delivery/options.ts'
import type { LinkedLevelLine } from '../../../src/base/messages/level.ts'
import { retryJobs } from '../../../src/engine/jobs/retry-jobs.ts'
import { inventoryItem } from '../../support/levels.ts'
import { shopifyLocation } from '../../support/pictures.ts'
import { DeliveryScene, type SceneSettings } from './support/delivery-scene.ts'

const minute = 60_000
const all = 100

/** A hundred levels at each of two locations, all showing 10. */
async function stocked(limits: Partial<BreakerLimits>, settings: SceneSettings = {}): Promise<DeliveryScene> {
  const breaker = { ...defaultDeliveryOptions.breaker, zeroShare: 0.3, minimum: 20, window: 10 * minute, ...limits }
  const scene = new DeliveryScene({ items: all, locations: 2, options: { breaker }, ...settings })
  for (const at of [1, 2]) await scene.accept(await reading(scene, 1, all, 10, at))
  await scene.work(20 * minute)
  // An opening load changes everything; where changes are limited, a person says that it is right.
  if (breaker.changeShare > 0) for (const at of [1, 2]) await scene.delivery.approve(shopifyLocation(at))
  await scene.work()
  return scene
}

async function reading(scene: DeliveryScene, from: number, to: number, quantity: number, at = 1): Promise<LinkedLevelLine[]> {
  const asOf = await scene.asOf()
  return Promise.all(Array.from({ length: to - from + 1 }, (_, place) => scene.read(from + place, at, quantity, { asOf })))
}

function shown(scene: DeliveryScene, at = 1): number[] {
  return Array.from({ length: all }, (_, item) => scene.available(item + 1, at))
}

const zeros = (quantities: readonly number[]): number => quantities.filter((quantity) => quantity === 0).length

describe('the circuit breaker', () => {
  it('stops a run that would take more than its share of a location to zero, and writes nothing of it', async () => {
    const scene = await stocked({})
    await scene.accept(await reading(scene, 1, 31, 0))
    assert.equal(zeros(shown(scene)), 0)
    const [job] = await scene.jobs()
    assert.ok(job)
    assert.deepEqual([job.failure.code, job.failure.retry, job.count], ['BREAKER_TRIPPED', 'when-fixed', 1])
    assert.deepEqual(job.failure.subject, {
      shop: scene.shopify.shop,
      shopifyLocationId: shopifyLocation(1),
      shopifyLocation: 'Location 1',
    })
    assert.match(job.failure.text, /31 levels to zero and change 31 of the 100 known there/)
    assert.equal((await scene.delivery.depth()).waiting, 31)
    assert.deepEqual(
      scene.auditOfShop().map(({ what, note }) => [what, note]),
      [['breaker-tripped', '31 to zero, 31 changed, of 100']],
    )
  })

  it('lets a run pass that stays within the share', async () => {
    const scene = await stocked({})
    await scene.accept(await reading(scene, 1, 30, 0))
    assert.equal(zeros(shown(scene)), 30)
    assert.deepEqual(await scene.jobs(), [])
  })

  it('adds up what comes in several messages within the window, and forgets it after', async () => {
    const scene = await stocked({})
    await scene.accept(await reading(scene, 1, 25, 0), 5 * minute)
    await scene.accept(await reading(scene, 26, 30, 0), 4 * minute)
    assert.equal(zeros(shown(scene)), 30)
    await scene.accept(await reading(scene, 31, 31, 0), 30_000)
    assert.equal(zeros(shown(scene)), 30)
    assert.equal((await scene.jobs()).length, 1)

    const calm = await stocked({})
    await calm.accept(await reading(calm, 1, 25, 0), 11 * minute)
    await calm.accept(await reading(calm, 26, 50, 0), minute)
    assert.equal(zeros(shown(calm)), 50)
    assert.deepEqual(await calm.jobs(), [])
  })

  it('leaves a location with few levels alone', async () => {
    const scene = await stocked({ minimum: 40 })
    await scene.accept(await reading(scene, 1, 39, 0))
    assert.equal(zeros(shown(scene)), 39)
    await scene.accept(await reading(scene, 40, 40, 0))
    assert.equal(zeros(shown(scene)), 39)
  })

  it('stops a run that would change more than its share, when that is asked for', async () => {
    const scene = await stocked({ zeroShare: 0, changeShare: 0.5 })
    await scene.accept(await reading(scene, 1, 50, 9))
    assert.equal(scene.available(50), 9)
    await scene.accept(await reading(scene, 51, 51, 9))
    assert.equal(scene.available(51), 10)
    assert.equal((await scene.jobs())[0]?.failure.code, 'BREAKER_TRIPPED')
  })

  it('writes nothing at the stopped location until it is approved, and goes on at the others', async () => {
    const scene = await stocked({})
    await scene.accept([...(await reading(scene, 1, 40, 0)), ...(await reading(scene, 1, 20, 3, 2))])
    await scene.accept(await reading(scene, 41, 60, 12))
    await scene.work(60 * minute)
    assert.ok(shown(scene).every((quantity) => quantity === 10))
    assert.deepEqual([zeros(shown(scene, 2)), scene.available(20, 2), scene.available(21, 2)], [0, 3, 10])
    assert.equal((await scene.jobs()).length, 1, 'one stop is one job')
  })

  it('lets exactly what was read before the approval pass, at once', async () => {
    const scene = await stocked({})
    await scene.accept(await reading(scene, 1, 40, 0))
    const late = await scene.asOf()
    await scene.delivery.approve(shopifyLocation(1))
    await scene.work()
    assert.equal(zeros(shown(scene)), 40)
    await scene.accept((await reading(scene, 41, 45, 0)).map((line) => ({ ...line, asOf: late })))
    assert.equal(zeros(shown(scene)), 45, 'read before the approval, though it came later')
    await scene.accept(await reading(scene, 46, 80, 0))
    assert.equal(zeros(shown(scene)), 45, 'what is read later is a new run')
    assert.deepEqual(
      (await scene.jobs()).map(({ state }) => state),
      ['open', 'resolved'],
    )
    assert.ok(scene.auditOfShop().some(({ what }) => what === 'breaker-approved'))
  })

  it('is approved by retrying its job', async () => {
    const scene = await stocked({})
    await scene.accept(await reading(scene, 1, 40, 0))
    await scene.within(async (tables) => retryJobs(tables, await tables.failedJobs.list({}), scene.clock.now()))
    scene.delivery.wake()
    await scene.work()
    assert.equal(zeros(shown(scene)), 40)
    assert.equal((await scene.jobs())[0]?.state, 'resolved')
  })

  it('counts a level once, however often it is written', async () => {
    const scene = await stocked({})
    for (let round = 1; round <= 6; round++) {
      await scene.accept(await reading(scene, 1, 12, 0), minute / 2)
      await scene.accept(await reading(scene, 1, 12, 10 + round), minute / 2)
    }
    assert.equal(scene.available(12), 16)
    assert.deepEqual(await scene.jobs(), [])
    await scene.accept(await reading(scene, 13, 31, 0))
    assert.equal(zeros(shown(scene)), 0, 'with those that were at zero meanwhile it would be 31 of 100')
    assert.match((await scene.jobs())[0]?.failure.text ?? '', /31 levels to zero and change 31 of the 100 known there/)
  })

  it('counts a write once, however often it has to be tried', async () => {
    const scene = await stocked({})
    scene.fate = () => 'unreachable'
    await scene.accept(await reading(scene, 1, 29, 0), 60 * minute)
    scene.fate = (call) => (call === 'setQuantities' ? 'lost-before' : 'carried-out')
    await scene.work(10 * minute)
    scene.fate = () => 'carried-out'
    await scene.work(2 * minute)
    assert.equal(zeros(shown(scene)), 29)
    assert.deepEqual(
      (await scene.jobs()).map(({ failure }) => failure.code).filter((code) => code === 'BREAKER_TRIPPED'),
      [],
    )
  })

  it('counts what is on its way', async () => {
    let slow = 0
    const scene: DeliveryScene = await stocked({}, { gate: () => (slow > 0 ? scene.clock.sleep(slow) : undefined) })
    slow = 2_000
    await scene.accept(await reading(scene, 1, 25, 0), 100)
    await scene.accept(await reading(scene, 26, 40, 0), minute)
    assert.equal(zeros(shown(scene)), 25)
    assert.equal((await scene.jobs())[0]?.failure.code, 'BREAKER_TRIPPED')
  })

  it('does not count rows of another quantity name that have to wait for their own batch', async () => {
    const scene = await stocked({ zeroShare: 0, changeShare: 0.3 })
    const lines = [
      ...(await reading(scene, 1, 15, 9)),
      ...(await reading(scene, 16, 29, 9)).map((line) => ({ ...line, quantityName: 'on_hand' as const })),
    ]
    await scene.accept(lines, minute)
    assert.deepEqual(await scene.jobs('open'), [])
    assert.ok(
      shown(scene)
        .slice(0, 29)
        .every((quantity) => quantity === 9),
    )
  })

  for (const set of [-60 * minute, -9000, 365 * 24 * 60 * minute]) {
    it(`goes on counting a run while the clock is set by ${set} ms`, async () => {
      const scene = await stocked({})
      await scene.accept(await reading(scene, 1, 14, 0), minute)
      scene.clock.set(set)
      await scene.accept(await reading(scene, 15, 50, 0), minute)
      assert.equal(zeros(shown(scene)), 14)
      assert.deepEqual(
        (await scene.jobs('open')).map(({ failure }) => failure.code),
        ['BREAKER_TRIPPED'],
      )
    })
  }

  it('says nothing of the bad row names: a run is about a location', async () => {
    const scene = await stocked({})
    await scene.accept(await reading(scene, 1, 40, 0))
    assert.equal((await scene.jobs())[0]?.failure.subject.inventoryItemId, undefined)
    assert.equal((await scene.level(1)).inventoryItemId, inventoryItem(1))
    assert.equal((await scene.level(1)).state, 'waiting')
  })
})
