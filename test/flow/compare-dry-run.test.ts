import assert from 'node:assert/strict'
import { startDemo, type Demo } from '../../sandbox/demo/start-demo.ts'
import { demoLocations, demoProducts } from '../../sandbox/shopify/demo-catalogue.ts'
import type { NodeRedEvent } from '../support/node-red-event.ts'
import { bundledFlow } from '../support/bundled-flows.ts'
import { type NodeRed, startNodeRed } from '../support/node-red.ts'

describe('the dry run', function () {
  this.timeout(120_000)
  let demo: Demo | undefined
  let nodeRed: NodeRed | undefined

  after(async () => {
    await nodeRed?.stop()
    await demo?.close()
  })

  it('reports every mapped level of every linked product, again when it is asked to, and writes nothing', async () => {
    demo = await startDemo()
    const before = demo.shopify.model.snapshot().levels
    const env = { SHOPIFY_API_VERSION: '', SYNC_STORE: 'sync.sqlite', ...demo.environment }
    nodeRed = await startNodeRed({ flows: bundledFlow('compare-dry-run.json'), env })
    await reported(nodeRed, 0)
    const from = nodeRed.events.length
    await nodeRed.press('cmp-press')
    await reported(nodeRed, from)
    assert.deepEqual(demo.shopify.model.snapshot().levels, before)
  })
})

/** Waits until the reports since `from` name every linked product at every location. */
async function reported(nodeRed: NodeRed, from: number): Promise<void> {
  const missing = new Set(demoProducts.flatMap(({ itemId }) => demoLocations.map(({ id }) => `${itemId} ${id}`)))
  const isLast = (event: NodeRedEvent): boolean => {
    if (event.what !== 'received' || event.node !== 'cmp-report' || !Array.isArray(event.msg.payload)) return false
    for (const line of event.msg.payload) missing.delete(`${line.shopify.inventoryItemId} ${line.shopify.locationId}`)
    return missing.size === 0
  }
  await nodeRed.until('the report of every level', isLast, { from, withinMs: 30_000 })
}
