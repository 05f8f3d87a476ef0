import type { Answer } from '../../../sandbox/shopify/graphql/answer.ts'
import type { RequestEntry } from '../../../sandbox/shopify/requests/request-entry.ts'
import type { Demo } from '../../../sandbox/demo/start-demo.ts'
import { setQuantitiesDocument } from '../../../src/adapters/shopify/documents/set-quantities.ts'
import { rowIndex } from '../../../src/adapters/shopify/row-index.ts'
import type { SetAnswer } from '../../../src/ports/shopify/shopify.ts'
import type { NodeRedEvent } from '../node-red-event.ts'
import { isUnclear } from '../unclear-row.ts'
import type { Ledger } from './ledger.ts'
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

type Variables = Readonly<Record<string, unknown>>

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
  #requests = 0

  constructor(demo: Demo, ledger: Ledger) {
    this.#demo = demo
    this.#ledger = ledger
  }

  follow(events: readonly NodeRedEvent[]): void {
    this.#lives.push({ events, seen: 0 })
  }

  /** Takes in what has happened since the last look. The sooner it is called, the more exactly the time of a reading is known. */
  look(): void {
    for (const life of this.#lives) while (life.seen < life.events.length) this.#event(life.events[life.seen++])
    const { entries } = this.#demo.shopify.log
    while (this.#requests < entries.length) this.#request(entries[this.#requests++])
  }

  /** Passes over what the nodes said while they were being closed. */
  lookAway(): void {
    for (const life of this.#lives) life.seen = life.events.length
  }

  diedAt(time: number): void {
    this.look()
    for (const { name } of mappedLevels) this.#ledger.note(name, time, 'Node-RED is dead')
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
    else if (to !== undefined) this.#ledger.met(level, { what: 'told', at: Date.now(), asOf, quantity: to })
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
    for (const { level, quantity, compare } of rowsOf(entry.variables))
      this.#ledger.note(level, entry.at, `asked: ${compare} → ${quantity} by ${entry.key}: ${entry.outcome}`)
    if (entry.status === 0 || entry.status >= 500) this.lostAnswers++
  }

  /**
   * Shopify has answered a set mutation, and what it carried out is written down. The rows that were not and of which the
   * delivery cannot know that are in doubt; `lostBefore`: an answer under the same key never came.
   */
  answered(variables: Variables, { body }: Answer, lostBefore: boolean): void {
    const rows = rowsOf(variables)
    const answer = setAnswerIn(body.data, rows.length)
    const key = String(variables['key'])
    for (const [index, { level, compare, quantity: target }] of rows.entries()) {
      if (compare === null || !isUnclear(answer, rows.length, index, lostBefore)) continue
      if (this.#ledger.writes.some((write) => write.key === key && write.level === level)) continue
      this.#ledger.met(level, { what: 'doubted', at: Date.now(), key, compare, target })
    }
  }

  /** Shopify has answered what levels show. */
  read(variables: Variables): void {
    const { items, ...locations } = variables
    const asked = new Set(Object.values(locations))
    for (const level of mappedLevels) {
      if (!asked.has(level.locationId) || !Array.isArray(items) || !items.includes(level.inventoryItemId)) continue
      this.#ledger.met(level.name, { what: 'read', at: Date.now(), shown: this.#ledger.shown(level) })
    }
  }
}

function setAnswerIn(data: unknown, rows: number): SetAnswer {
  if (!setQuantitiesDocument.isAnswer(data) || data.inventorySetQuantities.userErrors.length === 0) return { outcome: 'applied' }
  const { inventoryAdjustmentGroup, userErrors } = data.inventorySetQuantities
  const refusals = userErrors.map(({ code, field, message }) => ({ index: rowIndex(field, rows), code: code ?? '', message }))
  return { outcome: 'refused', refusals, appliedSome: inventoryAdjustmentGroup !== null }
}

/** The rows of a set mutation. */
export function rowsOf(variables: Variables): { level: string; quantity: number; compare: number | null }[] {
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
