import { EventEmitter, once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer, type RequestListener, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setImmediate } from 'node:timers/promises'
import type { Node, NodeAPI, NodeMessage, NodeStatus } from 'node-red'
import { helper, type Register, runtimeEvents, runtimeNodes, runtimePath } from './node-test-helper.ts'

export type { Register }

/** A message as a test sees it. */
export interface Seen {
  readonly payload?: unknown
  readonly [name: string]: unknown
}

/** What a Catch node adds to a message. */
export interface Caught extends Seen {
  readonly error: {
    readonly message: string
    readonly code?: string
    readonly cause?: { readonly kind?: string; readonly code?: string; readonly text?: string; readonly cure?: string }
    readonly source: { readonly id: string; readonly type: string }
  }
}

/** The node to test, beside the config nodes that it names. */
export interface Subject {
  readonly type: string
  readonly config?: Readonly<Record<string, unknown>>
  readonly outputs?: number
  /** Ids of nodes that outputs lead to besides, by the place of the output. */
  readonly wires?: Readonly<Record<number, readonly string[]>>
  /** Outputs that lead nowhere, by their place. */
  readonly unwired?: readonly number[]
  readonly others?: readonly object[]
  readonly credentials?: Readonly<Record<string, object>>
  readonly settings?: Readonly<Record<string, unknown>>
}

const permissionHeader = 'x-permissions'

/** A flow with one node under test, and Catch, Complete and Status nodes that look at it. */
export class NodeFlow {
  readonly #seen = new Map<string, Seen[]>()
  readonly #arrivals = new EventEmitter().setMaxListeners(50)
  readonly #subject: Subject
  readonly #userDir: string
  #admin: Server | undefined

  constructor(subject: Subject, userDir: string) {
    this.#subject = subject
    this.#userDir = userDir
  }

  async start(registers: readonly Register[]): Promise<void> {
    helper.settings({ userDir: this.#userDir, lang: 'en-US', ...this.#subject.settings })
    const guarded = registers.map(
      (register): Register =>
        (RED) =>
          register(this.#guarded(RED)),
    )
    await helper.load([watchers(this), ...guarded], this.#flow(), this.#subject.credentials ?? {})
  }

  /** The node under test. */
  get node(): Node {
    const node = helper.getNode('subject')
    if (node === null) throw new Error('the node under test was not made')
    return node
  }

  get userDir(): string {
    return this.#userDir
  }

  /** What one of the outputs has sent so far. */
  output(number: number): Seen[] {
    return this.#of(`output-${number}`)
  }

  get caught(): Caught[] {
    return this.#of('caught').filter((message): message is Caught => 'error' in message)
  }

  get completed(): number {
    return this.#of('completed').length
  }

  get statuses(): NodeStatus[] {
    return this.#of('statuses').map((message) =>
      typeof message['status'] === 'object' && message['status'] !== null ? message['status'] : {},
    )
  }

  /** Sends a message into the node and waits until the node is done with it, well or badly. */
  async ask(message: NodeMessage & Record<string, unknown>): Promise<void> {
    const before = this.completed + this.caught.length
    this.node.receive(message)
    await this.until(() => this.completed + this.caught.length > before)
    await turns()
  }

  /** Waits for something to become true when another message arrives. Mocha's time limit ends the wait. */
  async until(isThere: () => boolean): Promise<void> {
    while (!isThere()) await once(this.#arrivals, 'arrived')
  }

  arrived(place: string, message: Seen): void {
    this.#of(place).push(message)
    this.#arrivals.emit('arrived')
  }

  /** Asks an admin route as a viewer with these permissions. */
  async admin(
    method: 'GET' | 'POST',
    path: string,
    options: { permissions?: readonly string[]; body?: object; language?: string; headers?: Readonly<Record<string, string>> } = {},
  ): Promise<Response> {
    if (this.#admin === undefined) throw new Error('no node has asked for an admin route')
    if (!this.#admin.listening) await once(this.#admin.listen(0, '127.0.0.1'), 'listening')
    const { port } = this.#admin.address() as AddressInfo
    return fetch(`http://127.0.0.1:${port}/odoo-shopify/${path}`, {
      method,
      headers: {
        'content-type': 'application/json',
        connection: 'close',
        [permissionHeader]: (options.permissions ?? []).join(','),
        ...(options.language === undefined ? {} : { 'accept-language': options.language }),
        ...options.headers,
      },
      ...(options.body === undefined ? {} : { body: JSON.stringify(options.body) }),
    })
  }

  /** Ends the flow as a deploy does: resolves when every node has closed. */
  async stop(): Promise<void> {
    await helper.unload()
    const admin = this.#admin
    this.#admin = undefined
    if (admin?.listening) await new Promise((resolve) => admin.close(resolve))
  }

  #of(place: string): Seen[] {
    const seen = this.#seen.get(place) ?? []
    this.#seen.set(place, seen)
    return seen
  }

  #flow(): object[] {
    const { type, config = {}, outputs = 1, others = [], wires = {}, unwired = [] } = this.#subject
    const numbers = Array.from({ length: outputs }, (_, index) => index)
    // A node without a place on the canvas would be taken for a config node.
    const onCanvas = { z: 'flow', name: '', x: 100, y: 100 }
    const seer = (id: string) => ({ id, type: 'test-seer', ...onCanvas, wires: [] })
    const wire = (number: number): string[] => (unwired.includes(number) ? [] : [`output-${number}`, ...(wires[number] ?? [])])
    const place = outputs === 0 ? {} : { ...onCanvas, wires: numbers.map(wire) }
    return [
      { id: 'flow', type: 'tab', label: 'Flow' },
      ...others,
      ...numbers.map((number) => seer(`output-${number}`)),
      { id: 'catcher', type: 'catch', ...onCanvas, scope: null, uncaught: false, wires: [['caught']] },
      seer('caught'),
      { id: 'completer', type: 'complete', ...onCanvas, scope: ['subject'], wires: [['completed']] },
      seer('completed'),
      { id: 'status-seer', type: 'status', ...onCanvas, scope: null, wires: [['statuses']] },
      seer('statuses'),
      { id: 'subject', type, ...config, ...place },
    ]
  }

  /** The runtime as it is with a login: a route lets in only who has its permission. */
  #guarded(RED: NodeAPI): NodeAPI {
    this.#admin ??= createServer(RED.httpAdmin as unknown as RequestListener)
    const auth = {
      needsPermission:
        (permission: string) =>
        (request: { headers: Record<string, unknown> }, response: { sendStatus(code: number): void }, next: () => void) => {
          if (String(request.headers[permissionHeader]).split(',').includes(permission)) next()
          else response.sendStatus(401)
        },
    }
    return Object.assign(Object.create(RED), { auth })
  }
}

function watchers(flow: NodeFlow): Register {
  return (RED) => {
    RED.nodes.registerType('test-seer', function seer(this: Node, config) {
      RED.nodes.createNode(this, config)
      this.on('input', (message, _send, done) => {
        flow.arrived(config.id, { ...message })
        done()
      })
    })
  }
}

/** Lets everything run that is due. */
export async function turns(count = 5): Promise<void> {
  for (let turn = 0; turn < count; turn++) await setImmediate()
}

/** Makes Node-RED ready for the tests of a file; gives a function that starts a flow, which ends with the test. */
export function withNodeRed(...registers: Register[]): (subject: Subject) => Promise<NodeFlow> {
  let folder = ''
  let flow: NodeFlow | undefined
  before(async () => {
    folder = mkdtempSync(join(tmpdir(), 'inventory-node-'))
    helper.init(runtimePath, { userDir: folder })
    await helper.startServer()
  })
  afterEach(async () => {
    await flow?.stop()
    flow = undefined
  })
  after(async () => {
    await helper.stopServer()
    rmSync(folder, { recursive: true, force: true })
  })
  return async (subject) => {
    await flow?.stop()
    flow = new NodeFlow(subject, mkdtempSync(join(folder, 'user-')))
    await flow.start(registers)
    return flow
  }
}

/** The flow as the runtime keeps and exports it, without credentials. */
export function exportedFlow(): string {
  return JSON.stringify(runtimeNodes.getFlows().flows)
}

export function deploy(flow: readonly object[]): Promise<void> {
  return helper.setFlows(flow, 'full')
}

/** How the credentials of a type are kept: a password never reaches the browser. */
export function credentialKinds(type: string): Record<string, string> {
  return Object.fromEntries(Object.entries(helper.credentials.getDefinition(type) ?? {}).map(([name, { type: kind }]) => [name, kind]))
}

/** How many wait for the flows to start. */
export function waitingForStart(): number {
  return runtimeEvents.listenerCount('flows:started')
}
