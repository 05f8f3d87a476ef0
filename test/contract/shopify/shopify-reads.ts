import assert from 'node:assert/strict'
import type { LevelReading, ShopifyVariant } from '../../../src/ports/shopify/shopify.ts'
import { item, place, type ShopRules, type ShopWorld } from './shop-world.ts'

/** A reading without what only tells how its numbers came about. */
function withoutEvidence(reading: LevelReading): LevelReading {
  const { committed: _, changedAt: __, ...rest } = reading
  return rest
}

/** What every port to Shopify shows, told as tests. */
export function showsTheShop(rules: ShopRules, world: () => ShopWorld): void {
  it('shows which shop it is, the API version and the scopes', async () => {
    const { shop, apiVersion, scopes } = await world().shopify.installation()
    assert.equal(shop, world().shopify.shop)
    assert.equal(apiVersion, rules.apiVersion)
    assert.ok(scopes.includes('write_inventory'))
  })

  it('shows every location, also those that Shopify hides', async () => {
    assert.deepEqual(await world().shopify.locations(), [
      { id: place(1), name: 'Main', active: true, fulfillmentService: false },
      { id: place(2), name: 'Shop', active: true, fulfillmentService: false },
      { id: place(3), name: 'Old', active: false, fulfillmentService: false },
      { id: place(4), name: 'Parcels', active: true, fulfillmentService: true },
    ])
  })

  it('shows the whole catalogue with what identity matching needs', async () => {
    const more = Array.from({ length: 300 }, (_, n) => ({ title: `More ${n}`, variants: [{ sku: `MORE-${n}` }] }))
    for (const product of more) world().model.addProduct(product)
    const found: ShopifyVariant[] = []
    const pages: number[] = []
    for await (const page of world().shopify.variants()) {
      pages.push(page.length)
      found.push(...page)
    }
    assert.deepEqual(pages, [250, 59])
    const plain = {
      variantId: 'gid://shopify/ProductVariant/1',
      inventoryItemId: item(1),
      sku: 'SKU-1',
      barcodes: ['401'],
      title: 'Product 1',
    }
    const flags = { productStatus: 'ACTIVE', tracked: true, requiresComponents: false, duplicateSkuCount: 0 }
    const { updatedAt, ...first } = found[0] ?? { updatedAt: '' }
    assert.deepEqual(first, { ...plain, ...flags })
    assert.match(updatedAt, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/)
    const marks = found.slice(5, 9).map((one) => [one.title, one.productStatus, one.tracked, one.requiresComponents, one.duplicateSkuCount])
    assert.deepEqual(marks, [
      ['Bundle', 'ACTIVE', true, true, 0],
      ['Service', 'ACTIVE', false, false, 0],
      ['Shirt - Red', 'DRAFT', true, false, 1],
      ['Shirt - Blue', 'DRAFT', true, false, 1],
    ])
  })

  it('reads each address once asked and in the order asked, telling the states apart', async () => {
    const asked = [
      [3, 1],
      [1, 1],
      [1, 2],
      [7, 1],
      [999, 1],
      [3, 1],
    ] as const
    const readings = await world().shopify.readLevels(
      asked.map(([n, location]) => ({ inventoryItemId: item(n), locationId: place(location) })),
    )
    const evidence = readings.map(({ committed, changedAt }) => [committed, changedAt !== undefined && changedAt > 0])
    assert.deepEqual(evidence, [
      [0, true],
      [0, true],
      [undefined, false],
      [0, true],
      [undefined, false],
      [0, true],
    ])
    assert.deepEqual(readings.map(withoutEvidence), [
      { inventoryItemId: item(3), locationId: place(1), state: 'stocked', available: 30, onHand: 30, sku: 'SKU-3' },
      { inventoryItemId: item(1), locationId: place(1), state: 'stocked', available: 10, onHand: 10, sku: 'SKU-1' },
      { inventoryItemId: item(1), locationId: place(2), state: 'not-stocked', available: 0, onHand: 0, sku: 'SKU-1' },
      { inventoryItemId: item(7), locationId: place(1), state: 'untracked', available: 3, onHand: 3, sku: 'SERVICE' },
      { inventoryItemId: item(999), locationId: place(1), state: 'missing', available: 0, onHand: 0 },
      { inventoryItemId: item(3), locationId: place(1), state: 'stocked', available: 30, onHand: 30, sku: 'SKU-3' },
    ])
  })

  it('shows what is available less what was sold, and keeps it on hand until it is shipped', async () => {
    world().model.sell({ lines: [{ itemId: item(2), quantity: 4 }], locationId: place(1) })
    const [reading] = await world().shopify.readLevels([{ inventoryItemId: item(2), locationId: place(1) }])
    assert.deepEqual([reading?.available, reading?.onHand], [16, 20])
  })

  it('shows a level that is no longer active as not stocked, with its old numbers', async () => {
    world().model.activate({ inventoryItemId: item(4), locationId: place(2) })
    world().model.deactivate(world().model.levelId(item(4), place(1)))
    const [reading] = await world().shopify.readLevels([{ inventoryItemId: item(4), locationId: place(1) }])
    assert.deepEqual([reading?.state, reading?.available], ['not-stocked', 40])
  })

  it('reads more items than fit into one call', async () => {
    for (let n = 1000; n < 1600; n++) {
      world().model.addProduct({ title: `P${n}`, variants: [{ itemId: item(n), levels: [{ locationId: place(1), available: n }] }] })
    }
    const addresses = Array.from({ length: 600 }, (_, n) => ({ inventoryItemId: item(1599 - n), locationId: place(1) }))
    const readings = await world().shopify.readLevels(addresses)
    assert.deepEqual(
      readings.map(({ available }) => available),
      Array.from({ length: 600 }, (_, n) => 1599 - n),
    )
  })

  it('may show what was true a moment ago, as Shopify may', async () => {
    world().model.edit({ inventoryItemId: item(1), locationId: place(1) }, 7)
    world().nextReadIsStale(1)
    const address = { inventoryItemId: item(1), locationId: place(1) }
    assert.equal((await world().shopify.readLevels([address]))[0]?.available, 10)
    assert.equal((await world().shopify.readLevels([address]))[0]?.available, 7)
  })
}
