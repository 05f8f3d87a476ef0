import assert from 'node:assert/strict'
import { sceneProduct } from '../../../sandbox/demo/scene.ts'
import type { FlowNode } from '../../support/node-red.ts'
import { type PatternFlow, startPatternFlow } from './pattern-flow.ts'

const [newJersey, texas, uk] = ['New Jersey Warehouse', 'Texas Warehouse', 'UK Warehouse'] as const
const { sku } = sceneProduct

describe('the flow product-buffers', function () {
  this.timeout(120_000)
  let flow: PatternFlow

  before(async () => {
    flow = await startPatternFlow('product-buffers')
  })
  after(() => flow?.stop())

  const free = (product: string, warehouse: 'NJ' | 'TX' | 'UK'): number =>
    flow.demo.odoo.driver.free({ sku: product, location: `${warehouse}/Stock`, without: [`${warehouse}/Stock/Quarantine`] })

  it('keeps 5 % of 100 back everywhere, and 10 % in the UK', async () => {
    await flow.shows(sku, { [newJersey]: 95, [texas]: 95, [uk]: 90 })
    assert.match(await flow.reasons(sku, uk, 90), /^10% buffer keeps back 10$/m)
  })

  it('lets the rule of a product go before those of a location and of everywhere', async () => {
    await flow.shows('SKU-0001', { [newJersey]: free('SKU-0001', 'NJ') - 20, [uk]: free('SKU-0001', 'UK') - 20 })
    await flow.shows('SKU-0002', { [newJersey]: free('SKU-0002', 'NJ'), [texas]: free('SKU-0002', 'TX'), [uk]: free('SKU-0002', 'UK') })
    const others = free('SKU-0004', 'NJ')
    await flow.shows('SKU-0004', { [newJersey]: others - Math.ceil(others / 20) })
  })

  it('lets the rule of a product at a location go before that of the product', async () => {
    await flow.shows('SKU-0001', { [texas]: free('SKU-0001', 'TX') - 2 })
    const before = free('SKU-0001', 'TX')
    await flow.press('receive 10 of SKU-0001 in Texas')
    await flow.shows('SKU-0001', { [texas]: before + 10 - 2 })
  })

  it('keeps back the sales of two days, where they were sold', async () => {
    const [nj, tx] = [free('SKU-0003', 'NJ'), free('SKU-0003', 'TX')]
    await flow.shows('SKU-0003', { [newJersey]: nj, [texas]: tx })
    await flow.press('deliver 14 of SKU-0003 from New Jersey')
    await flow.shows('SKU-0003', { [newJersey]: nj - 14 - 1, [texas]: tx })
    await flow.press('deliver 14 of SKU-0003 from New Jersey')
    await flow.shows('SKU-0003', { [newJersey]: nj - 28 - 2, [texas]: tx })
    assert.match(await flow.reasons('SKU-0003', newJersey, nj - 28 - 2), /^buffer of 2 days of sales \(1 a day\) keeps back 2$/m)
  })

  it('rounds what is kept back up', async () => {
    await flow.press('count 19 in New Jersey')
    await flow.press('sell 45 in Odoo from the UK')
    await flow.shows(sku, { [newJersey]: 18, [uk]: 49 })
    assert.match(await flow.reasons(sku, newJersey, 18), /^5% buffer keeps back 1$/m)
  })

  it('shows zero, and not less, when the buffer is larger than the stock', async () => {
    await flow.demo.odoo.driver.adjust({ product: 'SKU-0001', location: 'UK/Stock', quantity: 12 })
    await flow.shows('SKU-0001', { [uk]: 0 })
  })

  it('refuses two rules for one product', async () => {
    const twice = { perProduct: [5, 50].map((value) => ({ sku: 'SKU-0001', kind: 'fixed', value })) }
    const edit = (nodes: FlowNode[]): FlowNode[] => nodes.map((node) => (node.type === 'buffer' ? { ...node, rules: twice } : node))
    const error = await flow.refuses(edit, () => flow.press('receive 10 of SKU-0001 in Texas'))
    assert.equal(error.code, 'BUFFER_RULE_INVALID')
    assert.match(error.message, /SKU-0001/)
  })
})
