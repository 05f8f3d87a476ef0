import assert from 'node:assert/strict'
import { wordsOf } from '../../support/english.ts'
import { shopifyLocation } from '../../support/pictures.ts'
import { DeliveryScene } from './support/delivery-scene.ts'

const breaker = { zeroShare: 0.3, changeShare: 0, minimum: 3, window: 600_000 }

/** Ten levels that show 10, of which Odoo wants to take four to zero: the breaker has stopped that. */
async function stopped(): Promise<DeliveryScene> {
  const scene = new DeliveryScene({ items: 10, options: { breaker } })
  const all = Array.from({ length: 10 }, (_, item) => item + 1)
  await scene.accept(await Promise.all(all.map((item) => scene.read(item, 1, 10))))
  await scene.work(700_000)
  await scene.accept(await Promise.all(all.slice(0, 4).map((item) => scene.read(item, 1, 0))))
  return scene
}
const lastWords = async (scene: DeliveryScene): Promise<string> => {
  const [why] = await scene.clock.run(scene.delivery.whySku('SKU-1', null))
  return wordsOf(why?.trace).at(-1) ?? ''
}

describe('a run that the circuit breaker has stopped', () => {
  it('has a job that says the limit, the numbers, and which levels', async () => {
    const scene = await stopped()
    const [job] = await scene.jobs()
    assert.partialDeepStrictEqual(job?.failure.values, { zeroed: 4, changed: 4, known: 10, limit: 30, minimum: 3 })
    assert.match(
      job?.failure.text ?? '',
      /4 levels to zero .* the limit is 30 %, from 3 levels on\. Among them: SKU-\d 10 → 0, SKU-\d 10 → 0/,
    )
  })

  it('is seen until a person decides, also when its job is dismissed', async () => {
    const scene = await stopped()
    const [job] = await scene.jobs()
    await scene.within((tables) => tables.failedJobs.setState([job?.id ?? ''], 'dismissed', 'seen', scene.clock.now()))
    await scene.work(120_000)
    const stops = await scene.clock.run(scene.delivery.stops())
    assert.partialDeepStrictEqual(stops, {
      freeze: null,
      stopped: [{ locationId: shopifyLocation(1), location: 'Location 1', run: { zeroed: 4, known: 10 } }],
    })
    assert.match(await lastWords(scene), /circuit breaker stopped the writes at Location 1 .* until a person approves it/)
    await scene.clock.run(scene.delivery.approve(shopifyLocation(1)))
    await scene.work()
    assert.deepEqual((await scene.clock.run(scene.delivery.stops())).stopped, [])
    assert.equal(scene.available(1), 0)
  })

  it('is found in a store of before, which has no list of what is stopped', async () => {
    const scene = await stopped()
    await scene.within((tables) => tables.switches.put(`breakers:${scene.shopify.shop}`, null))
    assert.equal((await scene.clock.run(scene.delivery.stops())).stopped.length, 1)
  })
})
