import assert from 'node:assert/strict'
import fc from 'fast-check'
import { levelCalls } from '../../../src/adapters/shopify/level-calls.ts'
import type { LevelAddress } from '../../../src/ports/shopify/shopify.ts'
import { data, type ScriptedRequest } from '../../support/scripted-admin.ts'
import { failure, shopifyScene } from '../../support/shopify-scene.ts'

const item = (n: number | string): string => `gid://shopify/InventoryItem/${n}`
const place = (n: number | string): string => `gid://shopify/Location/${n}`
const at = (itemId: number | string, locationId: number | string): LevelAddress => ({
  inventoryItemId: item(itemId),
  locationId: place(locationId),
})

const quantities = (available: number, onHand: number) => [
  { name: 'available', quantity: available },
  { name: 'on_hand', quantity: onHand },
]

/** Answers with available = item number and on_hand = location number, so that a mix-up shows. */
function truthful({ variables }: ScriptedRequest): Response {
  const { items, ...locations } = variables
  const numbers = Object.values(locations).map((location) => Number(String(location).split('/').at(-1)))
  const ids = Array.isArray(items) ? items.map(String) : []
  const nodes = ids.map((id) => {
    const levels = numbers.map((number, n) => [`at${n}`, { isActive: true, quantities: quantities(Number(id.split('/').at(-1)), number) }])
    return { id, sku: `S${id}`, tracked: true, ...Object.fromEntries(levels) }
  })
  return data({ nodes })
}

describe('reading levels', () => {
  it('gives one reading per address, in the order of the request and also twice', async () => {
    const { clock, shopify } = shopifyScene(truthful)
    const addresses = [at(3, 7), at(1, 8), at(3, 8), at(1, 8)]
    const readings = await clock.run(shopify.readLevels(addresses))
    assert.deepEqual(
      readings.map(({ inventoryItemId, locationId, available, onHand }) => [inventoryItemId, locationId, available, onHand]),
      [
        [item(3), place(7), 3, 7],
        [item(1), place(8), 1, 8],
        [item(3), place(8), 3, 8],
        [item(1), place(8), 1, 8],
      ],
    )
  })

  it('tells stocked, not stocked, untracked and missing apart', async () => {
    const level = (isActive: boolean) => ({ isActive, quantities: quantities(2, 5) })
    const { clock, shopify } = shopifyScene(
      data({
        nodes: [
          { id: item(1), sku: 'A', tracked: true, at0: level(true) },
          { id: item(2), sku: null, tracked: true, at0: level(false) },
          { id: item(3), sku: '', tracked: true, at0: null },
          { id: item(4), sku: 'D', tracked: false, at0: level(true) },
          null,
          {},
        ],
      }),
    )
    const readings = await clock.run(shopify.readLevels([1, 2, 3, 4, 5, 6].map((n) => at(n, 1))))
    assert.deepEqual(
      readings.map(({ state, sku, available, onHand }) => [state, sku, available, onHand]),
      [
        ['stocked', 'A', 2, 5],
        ['not-stocked', undefined, 2, 5],
        ['not-stocked', undefined, 0, 0],
        ['untracked', 'D', 2, 5],
        ['missing', undefined, 0, 0],
        ['missing', undefined, 0, 0],
      ],
    )
  })

  it('asks nothing for addresses that are none, and does not let one spoil the rest', async () => {
    const { clock, admin, shopify } = shopifyScene(truthful)
    const readings = await clock.run(shopify.readLevels([at('x', 1), { inventoryItemId: item(1), locationId: '1' }, at(1, 1)]))
    assert.deepEqual(
      readings.map(({ state }) => state),
      ['missing', 'missing', 'stocked'],
    )
    assert.deepEqual(admin.asked[0]?.variables, { items: [item(1)], location0: place(1) })
  })

  it('reads 1,000 items at two locations in four calls of five points', async () => {
    const { clock, admin, budget, shopify } = shopifyScene(truthful, truthful, truthful, truthful)
    const addresses = Array.from({ length: 1000 }, (_, n) => [at(n + 1, 1), at(n + 1, 2)]).flat()
    assert.equal((await clock.run(shopify.readLevels(addresses))).length, 2000)
    assert.equal(admin.asked.length, 4)
    assert.equal(budget.figures().calls, 4)
  })

  it('fails when an answer has another number of items than were asked for', async () => {
    const short = () => data({ nodes: [null] })
    const { clock, shopify } = shopifyScene(short, short, short, short)
    assert.equal((await failure(clock, shopify.readLevels([at(1, 1), at(2, 1)]))).code, 'SHOPIFY_ANSWER_INVALID')
  })

  it('asks nothing for nothing', async () => {
    const { clock, admin, shopify } = shopifyScene()
    assert.deepEqual(await clock.run(shopify.readLevels([])), [])
    assert.equal(admin.asked.length, 0)
  })
})

describe('the plan of level calls', () => {
  it('covers every address, within the bounds of a call', () => {
    const address = fc.record({ item: fc.integer({ min: 1, max: 700 }), location: fc.integer({ min: 1, max: 45 }) })
    fc.assert(
      fc.property(fc.array(address, { maxLength: 1500 }), (wanted) => {
        const calls = levelCalls(wanted.map((one) => at(one.item, one.location)))
        const covered = new Set(
          calls.flatMap(({ items, locations }) => items.flatMap((one) => locations.map((location) => `${one} ${location}`))),
        )
        for (const one of wanted) assert.ok(covered.has(`${item(one.item)} ${place(one.location)}`))
        for (const call of calls) {
          assert.ok(call.items.length > 0 && call.items.length <= 250 && new Set(call.items).size === call.items.length)
          assert.ok(call.locations.length > 0 && call.locations.length <= 20 && new Set(call.locations).size === call.locations.length)
        }
      }),
      { numRuns: 60 },
    )
  })

  it('keeps items of one location apart from those of many', () => {
    const mixed = Array.from({ length: 500 }, (_, n) => (n % 2 === 0 ? [at(n + 1, 1)] : [at(n + 1, 1), at(n + 1, 2), at(n + 1, 3)])).flat()
    const calls = levelCalls(mixed)
    assert.deepEqual(
      calls.map(({ locations }) => locations.length).toSorted((one, other) => one - other),
      [1, 3],
    )
  })
})
