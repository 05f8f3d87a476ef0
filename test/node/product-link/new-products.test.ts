import assert from 'node:assert/strict'
import type { Running } from '../../../nodes/product-link/match-runner.ts'
import { NewProducts, newProductsAtMost } from '../../../nodes/product-link/new-products.ts'
import { VirtualClock } from '../../support/virtual-clock.ts'

const soonest = 60_000

/** Matches that end as told. */
class Products {
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

describe('matches because of new products', () => {
  it('begin at once, and then again when their time is over, with everything that turned up meanwhile', async () => {
    const { asks, matches, begun, clock } = new Products()
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
    const { asks, matches, clock } = new Products()
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
    const products = new Products()
    products.fails = true
    products.asks.ask([1, 2])
    await products.clock.advance(2 * soonest - 1)
    assert.deepEqual(products.matches, [[1, 2]])
    await products.clock.advance(1)
    assert.deepEqual(products.matches.splice(0), [
      [1, 2],
      [1, 2],
    ])
    await products.clock.advance(6 * 60 * soonest)
    const inSixHours = products.matches.splice(0).length
    assert.ok(inSixHours >= 8 && inSixHours <= 12, String(inSixHours))
    products.fails = false
    products.asks.ask([3])
    await products.clock.advance(64 * soonest)
    assert.deepEqual(products.matches.splice(0), [[1, 2, 3]])
    await products.clock.advance(64 * soonest)
    assert.deepEqual(products.matches, [])
    assert.ok(products.asks.ask([4]) !== undefined)
  })

  it('name no more products than can be looked for one by one', () => {
    const { asks, matches } = new Products()
    asks.ask(Array.from({ length: 10_000 }, (_, id) => id))
    assert.equal(matches[0]?.length, newProductsAtMost)
  })

  it('end when the node closes', async () => {
    const { asks, matches, clock } = new Products()
    asks.ask([1])
    asks.ask([2])
    asks.close()
    await clock.advance(2 * soonest)
    assert.deepEqual(matches, [[1]])
  })
})
