import { type Demo, startDemo } from '../../sandbox/demo/start-demo.ts'
import type { AppliedLine } from '../../src/base/messages/applied.ts'
import type { FailedLine } from '../../src/base/messages/failed.ts'
import { bundledFlow } from './bundled-flows.ts'
import type { NodeRedEvent } from './node-red-event.ts'
import { type FlowNode, type NodeRed, startNodeRed } from './node-red.ts'

/** A bundled flow that runs in a real Node-RED against both simulated systems. */
export interface DemoFlow {
  readonly demo: Demo
  /** A new one after a restart. */
  readonly nodeRed: NodeRed
  /** Place in the events, to look only at what happens from now on. */
  now(): number
  /** The first applied line that fits, as the debug node "level changed" gets it. */
  applied(what: string, fits: (line: AppliedLine) => boolean, from?: number): Promise<AppliedLine>
  /** All applied lines since the start or restart. */
  appliedLines(): AppliedLine[]
  /** The first failed line that fits, as failed-job-store gets it. */
  failed(what: string, fits: (line: FailedLine) => boolean, from?: number): Promise<FailedLine>
  /** The first error of a Catch node that fits, as its debug node gets it. */
  caught(what: string, fits: (error: CaughtError) => boolean, from?: number): Promise<CaughtError>
  /** `available` in Shopify now. */
  shopifyLevel(sku: string, locationId: string): number | undefined
  /** Stops Node-RED, does something meanwhile, and starts it again with what it had stored; the events begin anew. */
  restart(meanwhile: () => Promise<void>): Promise<void>
  /** The same after a crash. */
  crash(): Promise<void>
  stop(): Promise<void>
}

export interface CaughtError {
  readonly message: string
  readonly code?: string
  readonly source: { readonly id: string; readonly type: string }
}

export interface DemoFlowOptions {
  readonly env?: Readonly<Record<string, string>>
  /** Changes the flow before it is started. */
  readonly edit?: (flow: readonly FlowNode[]) => FlowNode[]
}

/** Starts the sandbox and the one-to-one flow as it is bundled, except that Odoo is asked every second. */
export async function startDemoFlow({ env = {}, edit = (flow) => [...flow] }: DemoFlowOptions = {}): Promise<DemoFlow> {
  const demo = await startDemo()
  try {
    const flow = bundledFlow('one-to-one.json').map((node) => (node.type === 'odoo-quant-watch' ? { ...node, interval: 1 } : node))
    const start: Start = (userDir) =>
      startNodeRed({
        flows: edit(flow),
        env: { SHOPIFY_API_VERSION: '', SYNC_STORE: 'sync.sqlite', ...demo.environment, ...env },
        ...(userDir === undefined ? {} : { userDir }),
      })
    return demoFlow(demo, await start(), start)
  } catch (error) {
    await demo.close()
    throw error
  }
}

type Start = (userDir?: string) => Promise<NodeRed>

function demoFlow(demo: Demo, started: NodeRed, start: Start): DemoFlow {
  let nodeRed = started
  const lineAt =
    <Line extends { readonly kind: string }>(node: string, kind: Line['kind']) =>
    async (what: string, fits: (line: Line) => boolean, from = 0): Promise<Line> => {
      const event = await nodeRed.until(what, (candidate) => linesOf<Line>(candidate, node, kind).some(fits), { from, withinMs: 30_000 })
      const line = linesOf<Line>(event, node, kind).find(fits)
      if (line === undefined) throw new Error('an event that fitted has no line that fits')
      return line
    }
  return {
    demo,
    get nodeRed() {
      return nodeRed
    },
    now: () => nodeRed.events.length,
    applied: lineAt<AppliedLine>('o2o-changed', 'applied'),
    appliedLines: () => nodeRed.events.flatMap((event) => linesOf<AppliedLine>(event, 'o2o-changed', 'applied')),
    failed: lineAt<FailedLine>('o2o-jobs', 'failed'),
    async caught(what, fits, from = 0) {
      const isIt = (event: NodeRedEvent): boolean => errorOf(event) !== undefined && fits(errorOf(event) ?? noError)
      return errorOf(await nodeRed.until(what, isIt, { from, withinMs: 30_000 })) ?? noError
    },
    shopifyLevel(sku, locationId) {
      const { items, levels } = demo.shopify.model.snapshot()
      const item = items.find((candidate) => candidate.sku === sku)
      return levels.find((level) => level.itemId === item?.id && level.locationId === locationId)?.available
    },
    async restart(meanwhile) {
      await nodeRed.stop()
      await meanwhile()
      nodeRed = await start(nodeRed.userDir)
    },
    async crash() {
      await nodeRed.kill()
      nodeRed = await start(nodeRed.userDir)
    },
    async stop() {
      await nodeRed.stop()
      await demo.close()
    },
  }
}

const noError: CaughtError = { message: '', source: { id: '', type: '' } }

/** Other lines pass over: what direction-gate has stopped comes to failed-job-store as it is. */
function linesOf<Line extends { readonly kind: string }>(event: NodeRedEvent, node: string, kind: Line['kind']): Line[] {
  if (event.what !== 'received' || event.node !== node) return []
  const { payload } = event.msg
  return Array.isArray(payload) ? payload.filter((line: Line) => line.kind === kind) : []
}

function errorOf(event: NodeRedEvent): CaughtError | undefined {
  if (event.what !== 'received' || event.node !== 'o2o-error') return undefined
  const { error } = event.msg
  return isCaught(error) ? error : undefined
}

function isCaught(error: unknown): error is CaughtError {
  return typeof error === 'object' && error !== null && 'message' in error && 'source' in error
}
