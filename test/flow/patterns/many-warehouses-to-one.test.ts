import assert from 'node:assert/strict'
import { sceneProduct } from '../../../sandbox/demo/scene.ts'
import { demoLocations, demoProducts } from '../../../sandbox/shopify/demo-catalogue.ts'
import { withRow, withRows } from './edit-map.ts'
import { type PatternFlow, startPatternFlow } from './pattern-flow.ts'

const online = 'Online Store'
const { sku } = sceneProduct

describe('the flow many-warehouses-to-one', function () {
  this.timeout(120_000)
  let flow: PatternFlow

  before(async () => {
    flow = await startPatternFlow('many-warehouses-to-one')
  })
  after(() => flow?.stop())

  const together = (product: string): number =>
    [
      { location: 'NJ/Stock', without: ['NJ/Stock/Quarantine'] },
      { location: 'TX/Stock' },
      { location: 'UK/Stock', without: ['UK/Stock/Quarantine'] },
    ]
      .map((place) => flow.demo.odoo.driver.free({ sku: product, ...place }))
      .reduce((sum, free) => sum + free, 0)

  it('sells 95 of the 100 units that three warehouses have together', async () => {
    assert.equal(together(sku), 100)
    await flow.shows(sku, { [online]: 95 })
    const reasons = await flow.reasons(sku, online, 95)
    assert.match(reasons, /^free 50 at NJ\/Stock$/m)
    assert.match(reasons, /^100 in 3 places together$/m)
    assert.match(reasons, /^5% buffer keeps back 5$/m)
  })

  it('keeps 5 % of every product back, rounded up, and nothing that lies in quarantine', async () => {
    for (const product of demoProducts) {
      const sum = together(product.sku)
      await flow.shows(product.sku, { [online]: sum - Math.ceil(sum / 20) })
    }
  })

  it('follows the sum: what is received counts, what moves between the warehouses does not', async () => {
    await flow.press('Texas receives 40')
    await flow.shows(sku, { [online]: 133 })
    await flow.press('move 10 from New Jersey to Texas')
    await flow.press('sell 10 in Odoo from New Jersey')
    await flow.shows(sku, { [online]: 123 })
    assert.deepEqual(await flow.written(sku, online), [95, 133, 123])
  })

  it('writes to no location whose stock is sold through Online Store', async () => {
    for (const { name } of demoLocations)
      for (const product of demoProducts) assert.deepEqual(await flow.written(product.sku, name), [], name)
  })

  it('refuses to sell the stock of a warehouse twice', async () => {
    const sold = { outcome: 'mapped', sources: [{ location: 'NJ/Stock' }], exclude: [{ location: 'NJ/Stock/Quarantine' }] }
    const error = await flow.refuses(withRow('New Jersey Warehouse', sold), () => flow.press('Texas receives 40'))
    assert.equal(error.code, 'MAP_ROW_INVALID')
    assert.match(error.message, /New Jersey Warehouse and Online Store would both sell the stock of NJ\/Stock/)
  })

  it('refuses a map that leaves a Shopify location undecided', async () => {
    const undecided = withRows((rows) => rows.filter((row) => row['shopifyLocation'] !== 'Texas Warehouse'))
    const error = await flow.refuses(undecided, () => flow.press('Texas receives 40'))
    assert.equal(error.code, 'MAP_UNDECIDED')
    assert.match(error.message, /does not say what happens to the Shopify location Texas Warehouse/)
  })

  it('sells what changed meanwhile once the map is right again', async () => {
    await flow.deploy((nodes) => nodes)
    await flow.demo.odoo.driver.receive({ product: sku, location: 'UK/Stock', quantity: 10 })
    await flow.shows(sku, { [online]: 209 })
  })
})
