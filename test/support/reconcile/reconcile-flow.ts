import assert from 'node:assert/strict'
import type { NodeStatus } from 'node-red'
import buffer from '../../../nodes/buffer/buffer.ts'
import locationMap from '../../../nodes/location-map/location-map.ts'
import odooConnection from '../../../nodes/odoo-connection/odoo-connection.ts'
import odooQuantWatch from '../../../nodes/odoo-quant-watch/odoo-quant-watch.ts'
import productLink from '../../../nodes/product-link/product-link.ts'
import reconcileDiff from '../../../nodes/reconcile-diff/reconcile-diff.ts'
import shopifyConnection from '../../../nodes/shopify-connection/shopify-connection.ts'
import inventorySet from '../../../nodes/shopify-inventory-set/shopify-inventory-set.ts'
import syncStore from '../../../nodes/sync-store/sync-store.ts'
import { withDemo, type NodeDemo } from '../node-demo.ts'
import { type NodeFlow, type Seen, withNodeRed } from '../node-helper.ts'
import { linesOf } from './report-lines.ts'
import { reconcileNodes, type ReconcileNodesOptions } from './reconcile-nodes.ts'

/** A reconcile-diff in a live sync between both simulated systems. */
export interface ReconcileFlow {
  readonly flow: NodeFlow
  readonly systems: NodeDemo
  /** Waits until a message with this topic leaves by an output. */
  told(output: number, topic: string, from?: number): Promise<Seen>
  /** Brings both systems together, and waits until nothing is left to do. */
  settle(): Promise<void>
  /** Compares and gives the report. */
  dryRun(scope?: object): Promise<Seen>
  /** Waits until the node shows this under itself. */
  showsStatus(text: RegExp): Promise<void>
  /** The report: what came out how, by SKU and location. */
  found(report: Seen): Record<string, string>
  /** What Shopify shows. */
  shows(sku: string, location: string): number | undefined
  /** Somebody types another number into Shopify. */
  edit(sku: string, location: string, available: number): void
}

/** Makes Node-RED and both systems ready for the tests of a file. */
export function withReconcile(): (config?: object, options?: ReconcileNodesOptions) => Promise<ReconcileFlow> {
  const start = withNodeRed(
    reconcileDiff,
    odooConnection,
    shopifyConnection,
    syncStore,
    odooQuantWatch,
    locationMap,
    buffer,
    productLink,
    inventorySet,
  )
  const systems = withDemo()
  return async (config = {}, options = {}) => {
    const nodes = reconcileNodes(systems(), options)
    const own = { shopify: 'shopify', store: 'store', unasked: 'ignore', ...config }
    const flow = await start({ type: 'reconcile-diff', config: own, ...nodes })
    return reconcileFlow(flow, systems())
  }
}

function reconcileFlow(flow: NodeFlow, systems: NodeDemo): ReconcileFlow {
  const { model } = systems.demo.shopify
  const { items, locations } = model.snapshot()
  const address = (sku: string, location: string) => {
    const inventoryItemId = items.find((item) => item.sku === sku)?.id
    const locationId = locations.find((one) => one.name === location)?.id
    assert.ok(inventoryItemId !== undefined && locationId !== undefined, `the shop has no ${sku} at ${location}`)
    return { inventoryItemId, locationId }
  }
  async function first(output: number, from: number, fits: (message: Seen) => boolean): Promise<Seen> {
    const fitting = (): Seen | undefined => flow.output(output).slice(from).find(fits)
    await flow.until(() => fitting() !== undefined)
    const message = fitting()
    assert.ok(message)
    return message
  }
  const told: ReconcileFlow['told'] = (output, topic, from = 0) => first(output, from, (message) => message['topic'] === topic)
  return {
    flow,
    systems,
    told,
    async settle() {
      await flow.ask({ payload: { action: 'start', dryRun: false } })
      const isOver = ({ topic, plan }: Seen): boolean => topic === 'applied' || JSON.stringify(plan).includes('"state":"ready"')
      await first(0, flow.output(0).length, isOver)
    },
    async dryRun(scope = {}) {
      const from = flow.output(0).length
      await flow.ask({ payload: { action: 'start', scope, dryRun: true } })
      return await told(0, 'report', from)
    },
    async showsStatus(text) {
      const isShown = (status: NodeStatus): boolean =>
        'source' in status && JSON.stringify(status.source).includes('"subject"') && text.test(status.text ?? '')
      await flow.until(() => flow.statuses.some(isShown))
    },
    found: (report) => Object.fromEntries(linesOf(report).map((line) => [`${line.odoo.sku ?? ''} ${line.shopify.location}`, line.outcome])),
    shows: (sku, location) => model.readLevels([address(sku, location)])[0]?.available,
    edit: (sku, location, available) => model.edit(address(sku, location), available),
  }
}
