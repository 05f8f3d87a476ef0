import assert from 'node:assert/strict'
import { demoLocations, demoProducts } from '../../sandbox/shopify/demo-catalogue.ts'
import type { AppliedLine } from '../../src/base/messages/applied.ts'
import { type DemoFlow, startDemoFlow } from '../support/demo-flow.ts'

const [newJersey, texas] = demoLocations
const warehouses = new Map([
  ['New Jersey Warehouse', { location: 'NJ/Stock', without: ['NJ/Stock/Quarantine'] }],
  ['Texas Warehouse', { location: 'TX/Stock' }],
  ['UK Warehouse', { location: 'UK/Stock', without: ['UK/Stock/Quarantine'] }],
])
const keptBack = 1
const sku = 'SKU-0001'

describe('the one-to-one flow', function () {
  this.timeout(120_000)
  let flow: DemoFlow

  before(async () => {
    flow = await startDemoFlow()
  })
  after(() => flow?.stop())

  const inOdoo = (product: string, shopifyLocation: string): number => {
    const place = warehouses.get(shopifyLocation)
    assert.ok(place)
    return flow.demo.odoo.driver.free({ sku: product, ...place })
  }
  const at = (product: string, locationId: string) => (line: AppliedLine) =>
    line.odoo.sku === product && line.shopify.locationId === locationId

  it('brings every linked product to what Odoo can ship, less the buffer', async () => {
    for (const product of demoProducts) {
      for (const { id, name } of demoLocations) {
        await flow.applied(`${product.sku} at ${name}`, at(product.sku, id))
        assert.equal(flow.shopifyLevel(product.sku, id), inOdoo(product.sku, name) - keptBack, `${product.sku} at ${name}`)
      }
    }
  })

  it('shows 25 received units as 25 more, and says why the number is what it is', async () => {
    const before = inOdoo(sku, newJersey.name)
    const from = flow.now()
    await flow.nodeRed.press('o2o-receive')
    const line = await flow.applied('the new level', at(sku, newJersey.id), from)
    assert.equal(line.outcome, 'written')
    assert.equal(line.from, before - keptBack)
    assert.equal(line.to, before + 25 - keptBack)
    assert.equal(flow.shopifyLevel(sku, newJersey.id), before + 25 - keptBack)
    const reasons = line.trace.map((step) => step.text).join('\n')
    assert.match(reasons, new RegExp(`${before + 25}.*NJ/Stock`), reasons)
    assert.deepEqual([...new Set(line.trace.map((step) => step.by))].slice(0, 3), ['location-map', 'buffer', 'product-link'])
  })

  it('shows what Odoo sells as less, at that location only', async () => {
    const before = inOdoo(sku, texas.name)
    const elsewhere = flow.shopifyLevel(sku, newJersey.id)
    const from = flow.now()
    await flow.nodeRed.press('o2o-sell')
    const line = await flow.applied('the new level', at(sku, texas.id), from)
    assert.equal(line.to, before - 3 - keptBack)
    assert.equal(flow.shopifyLevel(sku, newJersey.id), elsewhere)
  })

  it('does not write over a sale that Shopify has made meanwhile', async () => {
    const shown = flow.shopifyLevel(sku, newJersey.id) ?? 0
    const from = flow.now()
    await flow.nodeRed.press('o2o-buy')
    await flow.nodeRed.until('the sale', (event) => event.what === 'received' && event.node === 'o2o-answer', { from })
    assert.equal(flow.shopifyLevel(sku, newJersey.id), shown - 2)
    await flow.nodeRed.press('o2o-receive')
    const line = await flow.applied('the new level', at(sku, newJersey.id), from)
    assert.equal(line.to, shown - 2 + 25)
    assert.equal(line.held, 2)
    assert.equal(flow.shopifyLevel(sku, newJersey.id), shown - 2 + 25)
  })

  it('writes nothing that has not changed', () => {
    const others = flow.appliedLines().filter((line) => line.odoo.sku !== sku)
    assert.equal(others.length, (demoProducts.length - 1) * demoLocations.length)
  })

  it('writes, after a restart of Node-RED, only what changed meanwhile', async () => {
    await flow.restart(async () => {
      await flow.demo.odoo.driver.receive({ product: 'SKU-0005', location: 'TX/Stock', quantity: 4 })
    })
    const line = await flow.applied('the change made meanwhile', at('SKU-0005', texas.id))
    assert.equal(line.to, inOdoo('SKU-0005', texas.name) - keptBack)
    assert.equal(flow.appliedLines().length, 1)
  })
})
