import type { EventEmitter } from 'node:events'
import { createRequire } from 'node:module'
import type { Node, NodeAPI } from 'node-red'

export type Register = (RED: NodeAPI) => void

/** The part of node-red-node-test-helper that is used; it comes without types. */
interface TestHelper {
  init(runtimePath: string, settings: object): void
  settings(settings: object): void
  startServer(): Promise<void>
  stopServer(): Promise<void>
  load(nodes: readonly Register[], flow: readonly object[], credentials: object): Promise<void>
  unload(): Promise<void>
  getNode(id: string): Node | null
  /** What was written to the log since the flow was loaded. */
  log(): { readonly args: [{ level: number; type?: string; msg: unknown }][] }
  setFlows(flow: readonly object[], type: 'full' | 'flows' | 'nodes'): Promise<void>
  readonly credentials: { getDefinition(type: string): Record<string, { type: string }> | undefined; get(id: string): object | undefined }
}

const require = createRequire(import.meta.url)
export const runtimePath = require.resolve('node-red')
/** One per process. */
export const helper: TestHelper = require('node-red-node-test-helper')
const ofRuntime = createRequire(runtimePath)
export const runtimeNodes: { getFlows(): { readonly flows: readonly object[] } } = ofRuntime('@node-red/runtime/lib/nodes')
export const { events: runtimeEvents }: { events: EventEmitter } = ofRuntime('@node-red/util')
