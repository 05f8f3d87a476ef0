import assert from 'node:assert/strict'
import { type Demo, startDemo } from '../../../sandbox/demo/start-demo.ts'
import type { AppliedLine } from '../../../src/base/messages/applied.ts'
import { bundledFlow } from '../../support/bundled-flows.ts'
import type { Message, NodeRedEvent } from '../../support/node-red-event.ts'
import { type FlowNode, type NodeRed, startNodeRed } from '../../support/node-red.ts'

/** A bundled pattern as it ships, in a real Node-RED against both simulated systems with the scene it needs. */
export interface PatternFlow {
  readonly demo: Demo
  readonly nodeRed: NodeRed
  /** Presses a button of the flow, by its name. */
  press(button: string): Promise<void>
  /** Waits until Shopify shows these quantities of a SKU, by name of the Shopify location. */
  shows(sku: string, quantities: Readonly<Record<string, number>>): Promise<void>
  /** `available` in Shopify now. */
  level(sku: string, location: string): number | undefined
  /**
   * What Shopify was brought to at a location since the start, in order. Shopify shows a number before the flow tells of it: this
   * waits until it has, so that nothing that was ever shown is missing.
   */
  written(sku: string, location: string): Promise<number[]>
  /** Waits until a level was brought to a number, and says why: the trace, one sentence per line. */
  reasons(sku: string, location: string, to: number): Promise<string>
  /** The first message that a node of this name gets from `from` on (an index of the events). */
  received(name: string, from: number): Promise<Message>
  /** Deploys the flow with changes, does something, and gives the error that the Catch node sees; nothing may be written. */
  refuses(edit: (nodes: FlowNode[]) => FlowNode[], meanwhile: () => Promise<unknown>): Promise<{ code: string; message: string }>
  /** Deploys the flow with changes. */
  deploy(edit: (nodes: FlowNode[]) => FlowNode[]): Promise<void>
  stop(): Promise<void>
}

/** What Shopify showed before the flow was started. */
interface BegunLevel {
  readonly itemId: string
  readonly locationId: string
  readonly available: number
}

const limitMs = 30_000

/** Starts the flow as it is bundled, except that Odoo is asked every second. `edit` may add to it. */
export async function startPatternFlow(name: string, edit = (nodes: FlowNode[]): FlowNode[] => nodes): Promise<PatternFlow> {
  const bundled = bundledFlow(`${name}.json`).map((node) => (node.type === 'odoo-quant-watch' ? { ...node, interval: 1 } : node))
  const demo = await startDemo({ flow: name })
  try {
    const env = { SHOPIFY_API_VERSION: '', SYNC_STORE: 'sync.sqlite', ...demo.environment }
    const begun = demo.shopify.model.snapshot().levels
    return patternFlow(bundled, demo, begun, await startNodeRed({ flows: edit([...bundled]), env }))
  } catch (error) {
    await demo.close()
    throw error
  }
}

function patternFlow(bundled: readonly FlowNode[], demo: Demo, begun: readonly BegunLevel[], nodeRed: NodeRed): PatternFlow {
  const { items, locations } = demo.shopify.model.snapshot()
  const addressOf = (sku: string, location: string): { inventoryItemId: string; locationId: string } => {
    const inventoryItemId = items.find((item) => item.sku === sku)?.id
    const locationId = locations.find((candidate) => candidate.name === location)?.id
    assert.ok(inventoryItemId !== undefined && locationId !== undefined, `the shop has no ${sku} at ${location}`)
    return { inventoryItemId, locationId }
  }
  const idOf = (name: string, type?: string): string => {
    const node = bundled.find((candidate) => candidate['name'] === name && (type === undefined || candidate.type === type))
    assert.ok(node, `the flow has no node "${name}"`)
    return node.id
  }
  const linesAt = (sku: string, location: string): AppliedLine[] =>
    nodeRed.events
      .flatMap((event) => appliedLines(event, idOf('level changed')))
      .filter((line) => line.odoo.sku === sku && line.shopify.location === location)
  const receivedBy = (id: string) => (event: NodeRedEvent) => event.what === 'received' && event.node === id

  const flow: PatternFlow = {
    demo,
    nodeRed,
    press: (button) => nodeRed.press(idOf(button, 'inject')),
    level: (sku, location) => demo.shopify.model.readLevels([addressOf(sku, location)])[0]?.available,
    async shows(sku, quantities) {
      const now = (): Record<string, number | undefined> =>
        Object.fromEntries(Object.keys(quantities).map((location) => [location, flow.level(sku, location)]))
      const isSo = (): boolean => Object.entries(quantities).every(([location, quantity]) => flow.level(sku, location) === quantity)
      const from = Math.max(0, nodeRed.events.length - 1)
      await nodeRed.until(`${sku} to show ${JSON.stringify(quantities)}`, isSo, { from, withinMs: limitMs }).catch((error: unknown) => {
        throw new Error(`Shopify shows ${JSON.stringify(now())} of ${sku}`, { cause: error })
      })
    },
    async written(sku, location) {
      const { inventoryItemId, locationId } = addressOf(sku, location)
      const first = begun.find((level) => level.itemId === inventoryItemId && level.locationId === locationId)?.available
      const isTold = (): boolean => (linesAt(sku, location).at(-1)?.to ?? first) === flow.level(sku, location)
      const from = Math.max(0, nodeRed.events.length - 1)
      await nodeRed.until(`the flow to tell what ${sku} shows at ${location}`, isTold, { from, withinMs: limitMs })
      return linesAt(sku, location)
        .filter((line) => line.outcome === 'written')
        .map((line) => line.to)
    },
    async reasons(sku, location, to) {
      const newest = (): AppliedLine | undefined => linesAt(sku, location).findLast((line) => line.to === to)
      const from = Math.max(0, nodeRed.events.length - 1)
      await nodeRed.until(`${sku} at ${location} to be brought to ${to}`, () => newest() !== undefined, { from, withinMs: limitMs })
      return (newest()?.trace ?? []).map((step) => step.text).join('\n')
    },
    async received(name, from) {
      const event = await nodeRed.until(`a message at "${name}"`, receivedBy(idOf(name)), { from, withinMs: limitMs })
      assert.ok(event.what === 'received')
      return event.msg
    },
    async refuses(edit, meanwhile) {
      await flow.deploy(edit)
      const from = nodeRed.events.length
      const before = demo.shopify.model.snapshot().levels
      await meanwhile()
      const { error } = await flow.received('error', from)
      assert.ok(isCaught(error))
      assert.deepEqual(demo.shopify.model.snapshot().levels, before)
      return error
    },
    deploy: (edit) => nodeRed.deploy(edit([...bundled])),
    async stop() {
      await nodeRed.stop()
      await demo.close()
    },
  }
  return flow
}

function appliedLines(event: NodeRedEvent, node: string): AppliedLine[] {
  if (event.what !== 'received' || event.node !== node) return []
  const { payload } = event.msg
  return Array.isArray(payload) ? payload : []
}

function isCaught(error: unknown): error is { code: string; message: string } {
  return typeof error === 'object' && error !== null && 'message' in error && 'code' in error
}
