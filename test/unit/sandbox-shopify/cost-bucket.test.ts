import assert from 'node:assert/strict'
import { CostBucket } from '../../../sandbox/shopify/cost/cost-bucket.ts'
import { ManualClock } from './manual-clock.ts'
import { withSandbox } from './running-sandbox.ts'
import { call, setLevel } from './sandbox-client.ts'

const locations = '{ locations(first: 250) { nodes { id } } }'

describe('the cost bucket', () => {
  it('refills by time up to its size', () => {
    const clock = new ManualClock()
    const bucket = new CostBucket(clock, { maximumAvailable: 100, restoreRate: 10 })
    assert.equal(bucket.charge(80), true)
    assert.equal(bucket.charge(30), false)
    assert.equal(bucket.status().currentlyAvailable, 20)
    clock.advance(1000)
    assert.equal(bucket.charge(30), true)
    clock.advance(60_000)
    assert.equal(bucket.status().currentlyAvailable, 100)
  })

  it('refills nothing when the clock is set back', () => {
    const clock = new ManualClock()
    const bucket = new CostBucket(clock, { maximumAvailable: 100, restoreRate: 10 })
    bucket.charge(100)
    clock.advance(-5000)
    assert.equal(bucket.status().currentlyAvailable, 0)
  })

  it('charges in front, gives back what was not used, and says so with every answer', () =>
    withSandbox({ clock: new ManualClock(), plan: { maximumAvailable: 100, restoreRate: 10 } }, async (sandbox) => {
      const reply = await call(sandbox, locations)
      assert.equal(reply.at('extensions.cost.requestedQueryCost'), 13)
      assert.equal(reply.at('extensions.cost.actualQueryCost'), 3)
      assert.equal(reply.at('extensions.cost.throttleStatus.currentlyAvailable'), 97)
      assert.equal(reply.at('extensions.cost.throttleStatus.maximumAvailable'), 100)
      assert.equal(reply.at('extensions.cost.throttleStatus.restoreRate'), 10)
    }))

  it('throttles without executing when the budget does not reach, until it has grown again', () => {
    const clock = new ManualClock()
    return withSandbox({ clock, plan: { maximumAvailable: 15, restoreRate: 10 } }, async (sandbox) => {
      assert.equal((await setLevel(sandbox, { quantity: 1 }, 'k1')).at('errors'), undefined)
      const reply = await setLevel(sandbox, { quantity: 2 }, 'k2')
      assert.equal(reply.status, 200)
      assert.equal(reply.at('errors.0.extensions.code'), 'THROTTLED')
      assert.equal(reply.at('data'), undefined)
      assert.equal(reply.at('extensions.cost.actualQueryCost'), null)
      assert.equal(reply.at('extensions.cost.throttleStatus.currentlyAvailable'), 5)
      assert.equal(sandbox.model.state.history.length, 1)
      clock.advance(500)
      assert.equal((await setLevel(sandbox, { quantity: 2 }, 'k2')).at('errors'), undefined)
      assert.equal(sandbox.log.counters.throttled, 1)
    })
  })

  it('takes no more than ten points for a refused mutation', () =>
    withSandbox({}, async (sandbox) => {
      const reply = await setLevel(sandbox, { quantity: 1, changeFromQuantity: 3 }, 'k')
      assert.equal(reply.at('extensions.cost.actualQueryCost'), 10)
    }))
})
