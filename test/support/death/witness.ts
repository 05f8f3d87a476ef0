import type { RequestEntry } from '../../../sandbox/shopify/requests/request-entry.ts'
import type { Demo } from '../../../sandbox/demo/start-demo.ts'
import type { NodeRedEvent } from '../node-red-event.ts'
import type { Ledger, Write } from './ledger.ts'
import { levelNameOf, mappedLevels } from './mapped-level.ts'

/** A line as any node of the flow exchanges it, as far as it is looked at here. */
interface SeenLine {
  readonly asOf?: number
  readonly readAt?: string
  readonly key?: string
  readonly code?: string
  readonly quantity?: number
  readonly reserved?: number
  readonly from?: number | null
  readonly to?: number
  readonly held?: number
  readonly shopify?: { readonly inventoryItemId?: string; readonly locationId?: string }
}

interface Life {
  readonly events: readonly NodeRedEvent[]
  seen: number
}

/** Watches every life of the Node-RED under test and every request to Shopify, and tells the ledger. */
export class Witness {
  /** Newest picture that shopify-inventory-set has confirmed to have stored, by level. */
  readonly accepted = new Map<string, number>()
  /** What must never happen, one sentence each. */
  readonly violations: string[] = []
  /** Codes of the failures that were told, with how often. */
  readonly codes = new Map<string, number>()
  lostAnswers = 0
  readonly #demo: Demo
  readonly #ledger: Ledger
  readonly #lives: Life[] = []
  readonly #bodies = new Map<string, string>()
  readonly #suspects = new Map<string, { readonly key: string; readonly target: number }>()
  readonly #unclear: boolean
  #requests = 0
  #deadAt = 0

  /** `unclear`: Shopify applies some rows of a batch that it refuses, and does not say which. */
  constructor(demo: Demo, ledger: Ledger, unclear = false) {
    this.#demo = demo
    this.#ledger = ledger
    this.#unclear = unclear
  }

  follow(events: readonly NodeRedEvent[]): void {
    this.#lives.push({ events, seen: 0 })
  }

  /** Takes in what has happened since the last look. The sooner it is called, the more exactly the time of a reading is known. */
  look(): void {
    for (const life of this.#lives) while (life.seen < life.events.length) this.#event(life.events[life.seen++])
    const { entries } = this.#demo.shopify.log
    while (this.#requests < entries.length) this.#request(entries[this.#requests++])
    for (const [level, { target }] of this.#suspects) if (this.#shown(level) === target) this.#ledger.coincides(level, Date.now())
  }

  /** Passes over what the nodes said while they were being closed. */
  lookAway(): void {
    for (const life of this.#lives) life.seen = life.events.length
  }

  /** The process died: nobody heard the answers to requests of the last moment. */
  diedAt(time: number): void {
    this.#deadAt = time
    this.look()
    for (const { name } of mappedLevels) this.#ledger.note(name, time, 'Node-RED is dead')
    for (const entry of this.#demo.shopify.log.of('inventorySetQuantities')) if (entry.at >= time - 250) this.#suspect(entry)
  }

  #event(event: NodeRedEvent | undefined): void {
    if (event?.what === 'status' && /\b(STORE_[A-Z]+|UNEXPECTED)\b/.test(event.status.text ?? ''))
      this.violations.push(`${event.node} said ${event.status.text}`)
    if (event?.what !== 'received' && event?.what !== 'done') return
    const lines = linesIn(event.msg.payload)
    if (event.what === 'done') {
      if (event.node === 'o2o-set' && event.error === null) for (const line of lines) this.#accept(line)
      return
    }
    if (event.node === 'o2o-gate')
      for (const { asOf, readAt } of lines)
        if (asOf !== undefined && readAt !== undefined) this.#ledger.read(asOf, { from: Date.parse(readAt), until: Date.now() })
    if (event.node === 'o2o-changed') for (const line of lines) if (line.asOf !== undefined) this.#applied(line, line.asOf)
    if (event.node === 'o2o-jobs') for (const { code = '' } of lines) this.#failure(code)
    if (event.node === 'o2o-error') this.#failure(codeIn(event.msg['error']))
  }

  #applied({ key, from, to, held, ...line }: SeenLine, asOf: number): void {
    const level = levelOf(line)
    if (key !== undefined) this.#ledger.stoodOn(key, level, asOf)
    this.#ledger.note(level, Date.now(), `told: ${from} → ${to}, ${held} held, picture ${asOf}, ${key ?? 'no write'}`)
  }

  #accept(line: SeenLine): void {
    const level = levelOf(line)
    const { quantity, reserved, asOf } = line
    this.#ledger.note(level, Date.now(), `accepted: ${quantity} may be sold, ${reserved} reserved, picture ${asOf}`)
    this.accepted.set(level, Math.max(line.asOf ?? -1, this.accepted.get(level) ?? -1))
  }

  #failure(code: string): void {
    this.codes.set(code, (this.codes.get(code) ?? 0) + 1)
    if (code.startsWith('STORE_') || code === 'UNEXPECTED' || code === '') this.violations.push(`a failure ${code || 'without a code'}`)
  }

  #request(entry: RequestEntry | undefined): void {
    if (entry === undefined || entry.key === null) return
    const body = JSON.stringify(entry.variables)
    const before = this.#bodies.get(entry.key)
    if (before !== undefined && before !== body) this.violations.push(`the key ${entry.key} was used with two bodies`)
    this.#bodies.set(entry.key, body)
    for (const { level, quantity, compare } of rowsOf(entry.variables)) {
      this.#ledger.note(level, entry.at, `asked: ${compare} → ${quantity} by ${entry.key}: ${entry.outcome}`)
      // Whoever asks under another key has understood what became of the one before.
      if (this.#suspects.get(level)?.key !== entry.key) this.#suspects.delete(level)
    }
    const lost = entry.status === 0 || entry.status >= 500
    if (lost) this.lostAnswers++
    // What arrives when its sender is dead has an answer that nobody hears; the next life does not come so soon.
    const unheard = entry.at >= this.#deadAt && entry.at < this.#deadAt + 250
    if (lost || unheard || (this.#unclear && entry.outcome === 'user-errors')) this.#suspect(entry)
  }

  /** A row that was not carried out and nobody was told: a sale that leaves just its value looks like the write. */
  #suspect(entry: RequestEntry): void {
    for (const { level, quantity } of rowsOf(entry.variables)) {
      const carriedOut = this.#ledger.writes.some((write) => write.key === entry.key && write.level === level)
      if (!carriedOut) this.#suspects.set(level, { key: entry.key ?? '', target: quantity })
    }
  }

  /** Shopify has carried out a row. */
  written(write: Write): void {
    const { level, key } = write
    // Without a memory for keys, a value that came back to what was compared with lets the same write through twice.
    if (this.#ledger.writes.some((earlier) => earlier.key === key && earlier.level === level)) this.#ledger.coincides(level, write.at)
    this.#suspects.delete(level)
    this.#ledger.writes.push(write)
  }

  #shown(level: string): number | undefined {
    const mapped = mappedLevels.find(({ name }) => name === level)
    return mapped === undefined ? undefined : this.#ledger.shown(mapped)
  }
}

/** The rows of a set mutation. */
export function rowsOf(variables: Readonly<Record<string, unknown>>): { level: string; quantity: number; compare: number | null }[] {
  const { input } = variables
  const rows: unknown = typeof input === 'object' && input !== null && 'quantities' in input ? input.quantities : []
  return (Array.isArray(rows) ? rows : []).map(({ inventoryItemId, locationId, quantity, changeFromQuantity }) => ({
    level: levelNameOf(inventoryItemId, locationId),
    quantity,
    compare: changeFromQuantity,
  }))
}

function linesIn(payload: unknown): SeenLine[] {
  return Array.isArray(payload) ? payload.filter((line) => typeof line === 'object' && line !== null) : []
}

function levelOf({ shopify }: SeenLine): string {
  return levelNameOf(shopify?.inventoryItemId ?? '', shopify?.locationId ?? '')
}

function codeIn(error: unknown): string {
  return typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : ''
}
