import assert from 'node:assert/strict'
import { demoLocations, demoProducts } from '../../sandbox/shopify/demo-catalogue.ts'
import { bundledFlow } from '../support/bundled-flows.ts'
import { type DemoFlow, startDemoFlow } from '../support/demo-flow.ts'
import type { FlowNode } from '../support/node-red.ts'

/** The flow once more beside itself, built by hand or imported from elsewhere: every node and every config node has another id. */
function twice(flow: readonly FlowNode[]): FlowNode[] {
  const nodes = flow.filter(({ type }) => type !== 'global-config')
  const second: FlowNode[] = JSON.parse(JSON.stringify(nodes).replaceAll(/"(o2o|odoo-shopify)-/g, '"two-'))
  return [...nodes, ...second]
}

const changed = (flow: readonly FlowNode[], id: string, change: object): FlowNode[] =>
  flow.map((node) => (node.id === id ? { ...node, ...change } : node))

describe('two flows that were imported side by side', function () {
  this.timeout(180_000)
  let flow: DemoFlow
  let deployed: readonly FlowNode[] = []

  before(async () => {
    flow = await startDemoFlow({
      edit: (nodes) => {
        deployed = twice(nodes)
        return [...deployed]
      },
    })
  })
  after(() => flow?.stop())

  const sets = () => flow.demo.shopify.log.of('inventorySetQuantities')
  const [newJersey] = demoLocations
  const shown = () => flow.shopifyLevel('SKU-0001', newJersey.id) ?? 0
  const free = () => flow.demo.odoo.driver.free({ sku: 'SKU-0001', location: 'NJ/Stock', without: ['NJ/Stock/Quarantine'] }) - 1

  async function receive(quantity: number): Promise<void> {
    await flow.demo.odoo.driver.receive({ product: 'SKU-0001', location: 'NJ/Stock', quantity })
    for (const end = Date.now() + 20_000; shown() !== free() && Date.now() < end;) await new Promise((resolve) => setTimeout(resolve, 100))
    assert.equal(shown(), free())
  }

  it('write one store and one shop as one: each batch goes out once', async () => {
    const all = demoProducts.length * demoLocations.length
    await flow.nodeRed.until('every level', () => flow.appliedLines().length >= all || sets().length > 0, { withinMs: 30_000 })
    await receive(5)
    const keys = sets().map(({ key }) => key)
    assert.ok(keys.length > 0)
    assert.equal(new Set(keys).size, keys.length, 'a batch was sent twice')
  })

  it('go on when a partial deploy begins the connection of the first anew, and then that of the second', async () => {
    // The connections are two, the store is one: so it is after the second import is told to use the store that is there.
    deployed = JSON.parse(JSON.stringify(deployed).replaceAll('"store":"two-store"', '"store":"odoo-shopify-store"'))
    await flow.nodeRed.deploy(deployed)
    for (const id of ['odoo-shopify-shop', 'two-shop', 'odoo-shopify-shop']) {
      deployed = changed(deployed, id, { timeout: Number(deployed.find((node) => node.id === id)?.['timeout']) + 1 })
      await flow.nodeRed.deploy(deployed, 'nodes')
      await receive(1)
    }
  })

  it('go on when a partial deploy begins the store of one anew, or takes one flow away', async () => {
    deployed = changed(twice(bundledFlow('one-to-one.json')), 'o2o-watch', { interval: 1 })
    deployed = changed(deployed, 'two-watch', { interval: 1 })
    await flow.nodeRed.deploy(deployed)
    deployed = changed(deployed, 'odoo-shopify-store', { auditDays: 91 })
    await flow.nodeRed.deploy(deployed, 'nodes')
    await receive(2)
    deployed = deployed.filter(({ id }) => !/^(o2o|odoo-shopify)-/.test(id))
    await flow.nodeRed.deploy(deployed, 'flows')
    await receive(3)
    const keys = sets().map(({ key }) => key)
    assert.equal(new Set(keys).size, keys.length, 'a batch was sent twice')
  })
})
