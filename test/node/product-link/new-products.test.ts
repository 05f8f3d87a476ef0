import assert from 'node:assert/strict'
import type { Running } from '../../../nodes/product-link/match-runner.ts'
import { NewProducts, newProductsAtMost } from '../../../nodes/product-link/new-products.ts'
import { VirtualClock } from '../../support/virtual-clock.ts'

const soonest = 60_000

/** Matches that end as told. */
class Desk {
  readonly clock = new VirtualClock()
  readonly matches: (readonly number[])[] = []
  readonly begun: Running[] = []
  fails = false
  readonly asks = new NewProducts({
    clock: this.clock,
    soonest,
    match: (products) => {
      this.matches.push(products)
      const stored = this.fails ? Promise.reject(new Error('Shopify is ill')) : Promise.resolve()
      stored.catch(() => undefined)
      return { stored, done: stored }
    },
    begun: (match) => void this.begun.push(match),
  })
}

describe('asks because of new products', () => {
  it('are met at once, and then again when their time is over, with everything that turned up meanwhile', async () => {
    const { asks, matches, begun, clock } = new Desk()
    assert.ok(asks.ask([1]) !== undefined)
    assert.equal(asks.ask([2]), undefined)
    await clock.advance(soonest - 1)
    assert.equal(asks.ask([3, 2]), undefined)
    assert.deepEqual(matches, [[1]])
    await clock.advance(1)
    assert.deepEqual(matches, [[1], [2, 3]])
    assert.equal(begun.length, 1)
    await clock.advance(10 * soonest)
    assert.deepEqual(matches, [[1], [2, 3]], 'nothing turned up since')
    assert.ok(asks.ask([4]) !== undefined)
  })

  it('go on at their pace as long as something turns up', async () => {
    const { asks, matches, clock } = new Desk()
    for (let second = 0; second < 300; second++) {
      asks.ask([second])
      await clock.advance(1000)
    }
    assert.equal(matches.length, 6)
    assert.deepEqual(
      matches.flat(),
      Array.from({ length: 300 }, (_, second) => second),
    )
  })

  it('of a match that failed are remembered, and asked for again less and less often until one succeeds', async () => {
    const desk = new Desk()
    desk.fails = true
    desk.asks.ask([1, 2])
    await desk.clock.advance(2 * soonest - 1)
    assert.deepEqual(desk.matches, [[1, 2]])
    await desk.clock.advance(1)
    assert.deepEqual(desk.matches.splice(0), [
      [1, 2],
      [1, 2],
    ])
    await desk.clock.advance(6 * 60 * soonest)
    const inSixHours = desk.matches.splice(0).length
    assert.ok(inSixHours >= 8 && inSixHours <= 12, String(inSixHours))
    desk.fails = false
    desk.asks.ask([3])
    await desk.clock.advance(64 * soonest)
    assert.deepEqual(desk.matches.splice(0), [[1, 2, 3]])
    await desk.clock.advance(64 * soonest)
    assert.deepEqual(desk.matches, [])
    assert.ok(desk.asks.ask([4]) !== undefined)
  })

  it('name no more products than can be looked for one by one', () => {
    const { asks, matches } = new Desk()
    asks.ask(Array.from({ length: 10_000 }, (_, id) => id))
    assert.equal(matches[0]?.length, newProductsAtMost)
  })

  it('end when the node closes', async () => {
    const { asks, matches, clock } = new Desk()
    asks.ask([1])
    asks.ask([2])
    asks.close()
    await clock.advance(2 * soonest)
    assert.deepEqual(matches, [[1]])
  })
})
