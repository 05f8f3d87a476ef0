import { setTimeout as pause } from 'node:timers/promises'
import type { Answer } from '../../../sandbox/shopify/graphql/answer.ts'
import type { HookedOperation } from '../../../sandbox/shopify/hooks.ts'
import type { ShopifySandboxOptions } from '../../../sandbox/shopify/options.ts'
import { type Demo, startDemo } from '../../../sandbox/demo/start-demo.ts'
import { bundledFlow } from '../bundled-flows.ts'
import type { NodeRedEvent } from '../node-red-event.ts'
import { type FlowNode, type NodeRed, startNodeRed } from '../node-red.ts'
import { type KeptStore, type LeftStore, readKeptStore, readLiveStore } from './kept-store.ts'
import { Ledger } from './ledger.ts'
import { levelNameOf } from './mapped-level.ts'
import type { SeededRandom } from './seeded-random.ts'
import { rowsOf, Witness } from './witness.ts'

/** The moment at which a life ends. */
export const deaths = [
  'starting',
  'working',
  'picture given',
  'levels accepted',
  'levels read',
  'write arrived',
  'write carried out',
] as const
export type Death = (typeof deaths)[number]

/** Odoo is asked every second. */
const watchSeconds = 1
/** A life that does not come to the moment of its death ends all the same. */
const longestLife = 5000

/** The one-to-one flow in a real Node-RED that dies again and again, each time on the same user directory. */
export class MortalFlow {
  readonly demo: Demo
  /** The one-to-one flow as it is bundled, with a short interval. */
  readonly flows: readonly FlowNode[]
  readonly ledger: Ledger
  readonly witness: Witness
  /** How many lives have ended, by what ended them. */
  readonly ended = new Map<Death, number>()
  readonly #random: SeededRandom
  #userDir: string | undefined
  #life: NodeRed | undefined
  #pid = 0
  #ambush: Death | undefined
  #groupsSeen = 0
  readonly #rows = new Map<string, Map<string, ReturnType<typeof rowsOf>[number]>>()
  /** Keys of batches that a dead process left in the store: it heard no answer to any of them. */
  readonly #left = new Set<string>()

  private constructor(demo: Demo, random: SeededRandom, flows: readonly FlowNode[]) {
    this.demo = demo
    this.flows = flows
    this.#random = random
    this.ledger = new Ledger(demo)
    this.witness = new Witness(demo, this.ledger)
    demo.shopify.hooks.beforeCommit = (operation) => this.#before(operation)
    demo.shopify.hooks.afterExecute = (operation, answer) => this.#after(operation, answer)
  }

  /** `settings` are added to shopify-inventory-set. */
  static async prepare(random: SeededRandom, shopify: ShopifySandboxOptions = {}, settings: object = {}): Promise<MortalFlow> {
    const demo = await startDemo({ shopify: { logLimit: 1_000_000, historyLimit: 1_000_000, ...shopify } })
    return new MortalFlow(demo, random, flowsWith(settings))
  }

  /** One life from start to SIGKILL, and what it left behind. */
  async liveUntil(death: Death): Promise<void> {
    this.#ambush = death
    let starting = this.start()
    if (death === 'starting') starting = this.#orDie(starting, this.#random.between(600, 3200))
    const nodeRed = await starting.catch(() => undefined)
    if (nodeRed !== undefined) {
      await this.#moment(nodeRed, death)
      this.#kill()
      await nodeRed.stop()
    }
    const reached = this.#ambush === undefined || death === 'starting' || death === 'working' ? death : 'working'
    this.#ambush = undefined
    this.ended.set(reached, (this.ended.get(reached) ?? 0) + 1)
    this.witness.diedAt(Date.now())
    this.#autopsy()
  }

  /** Starts Node-RED with what its last life left. `extra` is added to its environment. */
  async start(extra: Readonly<Record<string, string>> = {}): Promise<NodeRed> {
    const env = { SHOPIFY_API_VERSION: '', SYNC_STORE: 'sync.sqlite', ...this.demo.environment, ...extra }
    const spawned = (pid: number, events: readonly NodeRedEvent[]): void => {
      this.#pid = pid
      this.witness.follow(events)
    }
    const known = this.#userDir === undefined ? {} : { userDir: this.#userDir }
    const nodeRed = await startNodeRed({ flows: this.flows, env, spawned, ...known })
    this.#userDir = nodeRed.userDir
    this.#life = nodeRed
    return nodeRed
  }

  /** Ends a life as a person does it, who waits until Node-RED has closed everything. */
  async stop(nodeRed: NodeRed): Promise<void> {
    this.witness.look()
    await nodeRed.stop()
    this.witness.lookAway()
  }

  /** What the store holds while no process has it open. */
  kept(): LeftStore | undefined {
    return this.#userDir === undefined ? undefined : readKeptStore(this.#userDir)
  }

  /** What the store holds while Node-RED runs. */
  live(): KeptStore | undefined {
    return this.#userDir === undefined ? undefined : readLiveStore(this.#userDir)
  }

  /** Ends whatever still runs, however the test went. */
  async close(): Promise<void> {
    this.#kill()
    await this.#life?.kill()
    await this.demo.close()
  }

  async #moment(nodeRed: NodeRed, death: Death): Promise<void> {
    const fits = (event: NodeRedEvent): boolean => {
      if (death === 'picture given') return event.what === 'received' && event.node === 'o2o-gate'
      return death === 'levels accepted' && event.what === 'done' && event.node === 'o2o-set'
    }
    const withinMs = death === 'starting' ? 1 : death === 'working' ? this.#random.between(50, 2000) : longestLife
    // The end of the process rejects too: then an ambush was faster.
    await nodeRed.until('its death', fits, { from: nodeRed.events.length, withinMs }).then(
      () => (this.#ambush = undefined),
      () => undefined,
    )
  }

  async #orDie(starting: Promise<NodeRed>, after: number): Promise<NodeRed> {
    const over = new AbortController()
    const alarm = pause(after, undefined, { signal: over.signal }).then(
      () => this.#kill(),
      () => undefined,
    )
    try {
      return await starting
    } finally {
      over.abort()
      await alarm
    }
  }

  async #before({ field, variables }: HookedOperation): Promise<void> {
    if (field !== 'inventorySetQuantities') return
    this.#rows.set(keyOf(variables), new Map(rowsOf(variables).map((row) => [row.level, row])))
    await this.#strike('write arrived')
  }

  async #after({ field, variables }: HookedOperation, answer: Answer): Promise<void> {
    if (field === 'nodes') {
      if (answer.outcome === 'ok') this.witness.read(variables)
      await this.#strike('levels read')
    }
    if (field !== 'inventorySetQuantities') return
    this.#note()
    if (answer.outcome === 'user-errors') this.witness.answered(variables, answer, this.#lostBefore(keyOf(variables)))
    await this.#strike('write carried out')
  }

  /** Whether an answer under this key never came to its sender. Who is dead asks again and finds that. */
  #lostBefore(key: string): boolean {
    return this.#left.has(key) || (isAlive(this.#pid) && this.live()?.batches.get(key) === true)
  }

  /** Kills when this is the moment, and lets the request go on only when the process is certainly dead. */
  async #strike(death: Death): Promise<void> {
    // Not the first one: the death then falls into the middle of the work.
    if (this.#ambush !== death || this.#random.chance(0.6)) return
    this.#ambush = undefined
    const pid = this.#pid
    this.#kill()
    while (isAlive(pid)) await pause(2)
  }

  #kill(): void {
    if (isAlive(this.#pid)) process.kill(this.#pid, 'SIGKILL')
  }

  /** Tells the ledger what set mutations have changed. */
  #note(): void {
    const { history } = this.demo.shopify.model.state
    while (this.#groupsSeen < history.length) {
      const group = history[this.#groupsSeen++]
      const key = group?.referenceDocumentUri?.split('/').at(-1) ?? ''
      for (const { name, itemId, locationId } of group?.changes ?? []) {
        const level = levelNameOf(itemId, locationId)
        const row = this.#rows.get(key)?.get(level)
        if (name === 'available' && row !== undefined) this.ledger.written({ ...row, key, at: group?.createdAt ?? 0 })
      }
    }
  }

  /** Nothing that was accepted is missing, and the file is sound. */
  #autopsy(): void {
    const kept = this.kept()
    if (kept === undefined) return
    for (const key of kept.batches.keys()) this.#left.add(key)
    for (const [level, { state, confirmed: quantity, open, asOf }] of kept.levels)
      if (state === 'settled' && quantity !== null && !open) this.ledger.met(level, { what: 'rests', at: Date.now(), asOf, quantity })
    const { violations, accepted } = this.witness
    if (kept.soundness !== 'ok') violations.push(`the store is not sound: ${kept.soundness}`)
    for (const [level, asOf] of accepted) {
      const stored = kept.levels.get(level)?.asOf ?? -1
      if (stored < asOf) violations.push(`picture ${asOf} of ${level} was accepted; the store has ${stored}`)
    }
  }
}

/** The key stands at the end of the reference document, too (shopify-facts 1.3). */
function keyOf({ input }: Readonly<Record<string, unknown>>): string {
  const uri = typeof input === 'object' && input !== null && 'referenceDocumentUri' in input ? String(input.referenceDocumentUri) : ''
  return uri.split('/').at(-1) ?? ''
}

function isAlive(pid: number): boolean {
  if (pid <= 0) return false
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}

function flowsWith(settings: object): FlowNode[] {
  return bundledFlow('one-to-one.json').map((node) => {
    if (node.type === 'odoo-quant-watch') return { ...node, interval: watchSeconds }
    return node.type === 'shopify-inventory-set' ? { ...node, begin: 'written', ...settings } : node
  })
}
