import assert from 'node:assert/strict'
import { demoLocations, demoProducts } from '../../sandbox/shopify/demo-catalogue.ts'
import type { AppliedLine } from '../../src/base/messages/applied.ts'
import { type DemoFlow, startDemoFlow } from '../support/demo-flow.ts'
import type { FlowNode } from '../support/node-red.ts'

const [newJersey] = demoLocations
const heldMs = 3_000

/** The flow with a node between product-link and shopify-inventory-set that keeps every message for a while. */
function withDelay(nodes: readonly FlowNode[]): FlowNode[] {
  const delay: FlowNode = {
    id: 'held',
    type: 'delay',
    z: 'o2o-tab',
    x: 100,
    y: 700,
    pauseType: 'delay',
    timeout: String(heldMs),
    timeoutUnits: 'milliseconds',
    rate: '1',
    nbRateUnits: '1',
    rateUnits: 'second',
    randomFirst: '1',
    randomLast: '5',
    randomUnits: 'seconds',
    drop: false,
    allowrate: false,
    outputs: 1,
    wires: [['o2o-set']],
  }
  return [...nodes.map((node) => (node.id === 'o2o-link' ? { ...node, wires: [['held'], ['o2o-refused']] } : node)), delay]
}

describe('a change that is on its way when Node-RED crashes', function () {
  this.timeout(180_000)
  let flow: DemoFlow

  before(async () => {
    flow = await startDemoFlow({ edit: withDelay })
  })
  after(() => flow?.stop())

  const is = (sku: string, to: number) => (line: AppliedLine) =>
    line.odoo.sku === sku && line.shopify.locationId === newJersey.id && line.to === to
  const free = (sku: string) => flow.demo.odoo.driver.free({ sku, location: 'NJ/Stock', without: ['NJ/Stock/Quarantine'] }) - 1

  it('reaches Shopify after the start, although Odoo has nothing new, and nothing else is sent', async () => {
    for (const { sku } of demoProducts) await flow.applied(`${sku} at first`, is(sku, free(sku)))
    await flow.applied('that the first start is over', is('SKU-0006', free('SKU-0006')))
    const from = flow.now()
    await flow.demo.odoo.driver.receive({ product: 'SKU-0006', location: 'NJ/Stock', quantity: 4 })
    await flow.nodeRed.until('the change on its way', (event) => event.what === 'received' && event.node === 'held', {
      from,
      withinMs: 30_000,
    })
    await flow.crash()
    await flow.applied('the change that was on its way', is('SKU-0006', free('SKU-0006')))
    assert.equal(flow.shopifyLevel('SKU-0006', newJersey.id), free('SKU-0006'))
    const others = flow.appliedLines().filter((line) => line.odoo.sku !== 'SKU-0006')
    assert.deepEqual(others, [])
  })
})
