import assert from 'node:assert/strict'
import { Budget } from '../../../src/adapters/shopify/pacing/budget.ts'
import { readCost } from '../../../src/adapters/shopify/read-answer.ts'
import { SeededRandom } from '../../support/death/seeded-random.ts'
import { paced } from '../../support/paced-call.ts'
import { SimulatedBucket } from '../../support/simulated-bucket.ts'
import { VirtualClock } from '../../support/virtual-clock.ts'

const minutes = 60

/** Another app draws its share of the rate in pieces, while we send what we can for an hour. */
async function beside(plan: { max: number; rate: number }, share: number, piece: number, seed = 1) {
  const clock = new VirtualClock()
  const bucket = new SimulatedBucket(clock, plan.max, plan.rate)
  const budget = new Budget(clock)
  const random = new SeededRandom(seed)
  const end = clock.now() + minutes * 60_000
  let ours = 0
  async function other(): Promise<void> {
    while (share > 0 && clock.now() < end) {
      await clock.sleep((piece / (plan.rate * share)) * 1000 * (0.5 + random.next()))
      if (bucket.arrive(piece)) bucket.end(piece, piece)
    }
  }
  async function lane(): Promise<void> {
    while (clock.now() < end) {
      const cost = random.pick([7, 10, 10])
      await paced(clock, budget, bucket, { requested: cost, actual: cost, there: 125, work: 0, back: 125, urgent: random.chance(0.3) })
      ours += cost
    }
  }
  await clock.run(Promise.all([other(), lane(), lane(), lane()]))
  const { calls, throttled } = budget.figures()
  return { throttled: throttled / calls, used: ours / (minutes * 60 * plan.rate * (1 - share)) }
}

describe('a small bucket that another app draws on as well', () => {
  const tiny = { max: 40, rate: 2 }
  for (const share of [0.3, 0.5, 0.8]) {
    for (const piece of [1, 10]) {
      it(`refuses less than 5 % of the calls when the other takes ${share * 100} % in pieces of ${piece}, and is used up`, async () => {
        const { throttled, used } = await beside(tiny, share, piece)
        assert.ok(throttled < 0.05, `${(throttled * 100).toFixed(1)} % refused`)
        assert.ok(used > 0.85, `${(used * 100).toFixed(0)} % of what was left`)
      })
    }
  }

  it('refuses nothing while nobody else draws, and nothing is kept back for others', async () => {
    const { throttled, used } = await beside(tiny, 0, 1)
    assert.equal(throttled, 0)
    assert.ok(used > 0.95)
  })

  it('is believed although it fills slowly: two points a second into two thousand', () => {
    const throttleStatus = { maximumAvailable: 2000, currentlyAvailable: 12, restoreRate: 2 }
    assert.deepEqual(readCost({ cost: { requestedQueryCost: 10, actualQueryCost: 10, throttleStatus } })?.status, throttleStatus)
    const endless = { ...throttleStatus, restoreRate: 0.001 }
    assert.equal(readCost({ cost: { requestedQueryCost: 10, actualQueryCost: 10, throttleStatus: endless } }), null)
  })
})
