import { spawn } from 'node:child_process'
import { mkdtempSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { freePort } from './free-port.ts'
import { installPackage, root, runFolder } from './node-red-install.ts'
import { type NodeRedEvent, toEvent } from './node-red-event.ts'
import { writeSettings } from './node-red-settings.ts'

/** A node as it stands in a flow file. Without `x` and `y` Node-RED takes it for a config node. */
export interface FlowNode {
  readonly id: string
  readonly type: string
  readonly [property: string]: unknown
}

export interface NodeRedOptions {
  readonly flows: readonly FlowNode[]
  /** Added to a small environment of its own: the environment of the tests does not reach the flow. */
  readonly env?: Readonly<Record<string, string>>
  /** Start with the packed package installed; true unless told otherwise. */
  readonly withPackage?: boolean
  /** Other packages of nodes that a user would have installed, e.g. the dashboard. */
  readonly modules?: readonly string[]
  /** The user directory of an instance that was stopped, to start it again. */
  readonly userDir?: string
  /** Hears of the process at once, so that a test can end it at any moment, also while it starts. */
  readonly spawned?: (pid: number, events: readonly NodeRedEvent[]) => void
}

/** A real Node-RED in a process of its own. Everything that happens in it is kept in `events`, in order. */
export interface NodeRed {
  readonly url: string
  readonly userDir: string
  readonly events: readonly NodeRedEvent[]
  /** Replaces the flow and waits until it runs: every node begins anew, or the changed ones (`nodes`), or the tabs of these (`flows`). */
  deploy(flows: readonly FlowNode[], type?: 'full' | 'flows' | 'nodes'): Promise<void>
  /** Presses the button of an inject node. */
  press(injectId: string): Promise<void>
  /** The first event from `from` on (an index of `events`) that fits, as soon as there is one. `what` is for the failure. */
  until(what: string, fits: (event: NodeRedEvent) => boolean, options?: { from?: number; withinMs?: number }): Promise<NodeRedEvent>
  log(): string
  /** Ends the process by its id and waits for it; resolves with its exit code. */
  stop(): Promise<number | null>
  /** Ends the process at once, as a power cut would. */
  kill(): Promise<void>
}

const startLimitMs = 30_000
const stopLimitMs = 20_000

/** The Node-RED to run and the Node.js to run it: those of this checkout, or others that the environment names. */
const node = process.env['NODE_RED_NODE'] ?? process.execPath
const nodeRedFolder = process.env['NODE_RED_FOLDER'] ?? join(root, 'node_modules/node-red')

/** Starts Node-RED on a free loopback port; resolves when the flow runs, rejects with its log when it does not. */
export async function startNodeRed(options: NodeRedOptions): Promise<NodeRed> {
  const userDir = options.userDir ?? mkdtempSync(join(runFolder(), 'user-'))
  const port = await freePort()
  const settings = writeSettings(userDir, port, options.modules)
  writeFileSync(join(userDir, 'flows.json'), JSON.stringify(options.flows))
  if (options.withPackage !== false && options.userDir === undefined)
    symlinkSync(installPackage().nodeModules, join(userDir, 'node_modules'))

  const child = spawn(node, [join(nodeRedFolder, 'red.js'), '-u', userDir, '-s', settings], {
    cwd: userDir,
    env: { PATH: process.env['PATH'] ?? '', HOME: userDir, LANG: 'C.UTF-8', TZ: 'UTC', ...options.env },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  })
  const events: NodeRedEvent[] = []
  if (child.pid !== undefined) options.spawned?.(child.pid, events)
  const listeners = new Set<() => void>()
  let log = ''
  let ended: { code: number | null } | undefined
  const notify = (): void => {
    for (const listener of listeners) listener()
  }
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk: Buffer) => (log += chunk.toString()))
  child.on('message', (message) => {
    events.push(toEvent(message))
    notify()
  })
  const closed = new Promise<number | null>((resolve) => {
    child.once('close', (code) => {
      ended = { code }
      notify()
      resolve(code)
    })
  })

  const failure = (sentence: string): Error => new Error(`${sentence}\n--- log of Node-RED ---\n${log.split('\n').slice(-80).join('\n')}`)

  const until: NodeRed['until'] = (what, fits, { from = 0, withinMs = 15_000 } = {}) =>
    new Promise((resolve, reject) => {
      let next = from
      const finish = (settle: () => void): void => {
        clearTimeout(timer)
        listeners.delete(look)
        settle()
      }
      const look = (): void => {
        while (next < events.length) {
          const event = events[next++]
          if (event !== undefined && fits(event)) return finish(() => resolve(event))
        }
        if (ended !== undefined) finish(() => reject(failure(`Node-RED ended (exit code ${ended?.code}) before ${what}`)))
      }
      const timer = setTimeout(() => finish(() => reject(failure(`waited ${withinMs} ms in vain for ${what}`))), withinMs)
      listeners.add(look)
      look()
    })

  const started = async (from: number): Promise<void> => {
    const event = await until('the flow to start', ({ what }) => what === 'started' || what === 'missing', { from, withinMs: startLimitMs })
    if (event.what === 'missing') throw failure(`node types are missing: ${event.types.join(', ')}`)
  }

  const url = `http://127.0.0.1:${port}`
  const post = async (path: string, body: unknown, deployment = 'full'): Promise<void> => {
    const response = await fetch(`${url}/${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'node-red-api-version': 'v2', 'node-red-deployment-type': deployment },
      body: JSON.stringify(body),
    })
    if (!response.ok) throw failure(`POST /${path} was answered with ${response.status}: ${await response.text()}`)
  }

  const nodeRed: NodeRed = {
    url,
    userDir,
    events,
    until,
    log: () => log,
    async deploy(flows, type) {
      const from = events.length
      await post('flows', { flows }, type)
      await started(from)
    },
    press: (injectId) => post(`inject/${injectId}`, {}),
    async kill() {
      if (ended === undefined) child.kill('SIGKILL')
      await closed
    },
    async stop() {
      if (ended !== undefined) return ended.code
      child.kill('SIGTERM')
      const timer = setTimeout(() => child.kill('SIGKILL'), stopLimitMs)
      const code = await closed
      clearTimeout(timer)
      return code
    },
  }
  try {
    await started(0)
  } catch (error) {
    await nodeRed.stop()
    throw error
  }
  return nodeRed
}
