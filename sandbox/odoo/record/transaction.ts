import { RowChanged, RowLocked } from './conflict.ts'
import type { Database } from './database.ts'
import type { Row, Value, Values } from './value.ts'

/**
 * A transaction: sees its own changes over the committed rows, others see them only after `commit`. A changed row is
 * locked until the end. `startedAt` is the write_date of everything it writes (odoo-facts 3).
 */
export class Transaction {
  readonly startedAt: number
  readonly #database: Database
  readonly #changes = new Map<string, Map<number, Row | null>>()
  readonly #snapshot: number
  readonly #ended = Promise.withResolvers<void>()
  #open = true

  constructor(database: Database, startedAt: number, snapshot: number) {
    this.#database = database
    this.startedAt = startedAt
    this.#snapshot = snapshot
  }

  get open(): boolean {
    return this.#open
  }

  /** Resolves when the transaction has committed or was rolled back. */
  get ended(): Promise<void> {
    return this.#ended.promise
  }

  get(model: string, id: number): Row | undefined {
    const changed = this.#changes.get(model)?.get(id)
    if (changed !== undefined) return changed ?? undefined
    return this.#database.table(model).rows.get(id)
  }

  /** Ids in ascending order. */
  ids(model: string): readonly number[] {
    const committed = this.#database.table(model).ids()
    const changes = this.#changes.get(model)
    if (!changes || changes.size === 0) return committed
    const all = new Set(committed)
    for (const [id, row] of changes) {
      if (row === null) all.delete(id)
      else all.add(id)
    }
    return [...all].sort((a, b) => a - b)
  }

  /** Rows whose field has the value, by id; quick when the field is indexed. */
  by(model: string, field: string, value: Value): Row[] {
    return this.idsBy(model, field, value).flatMap((id) => this.get(model, id) ?? [])
  }

  idsBy(model: string, field: string, value: Value): number[] {
    const table = this.#database.table(model)
    const candidates = new Set(table.isIndexed(field) ? table.idsWith(field, value) : table.ids())
    for (const id of this.#changes.get(model)?.keys() ?? []) candidates.add(id)
    return [...candidates].filter((id) => this.get(model, id)?.[field] === value).sort((a, b) => a - b)
  }

  isIndexed(model: string, field: string): boolean {
    return this.#database.table(model).isIndexed(field)
  }

  all(model: string): Row[] {
    return this.ids(model).flatMap((id) => this.get(model, id) ?? [])
  }

  insert(model: string, values: Values): Row {
    const row = { ...values, id: this.#database.table(model).nextId() }
    this.#changesOf(model).set(row.id, row)
    return row
  }

  /** Replaces a row. Throws `RowLocked` or `RowChanged` as PostgreSQL would refuse it. */
  put(model: string, row: Row): void {
    this.#claim(model, row.id)
    this.#changesOf(model).set(row.id, row)
  }

  remove(model: string, id: number): void {
    this.#claim(model, id)
    this.#changesOf(model).set(id, null)
  }

  /** True when another open transaction holds the row, or has changed it since: SKIP LOCKED passes it by. */
  heldByOther(model: string, id: number): boolean {
    const holder = this.#database.holderOf(model, id)
    return holder !== undefined && holder !== this
  }

  nextNumber(sequence: string): number {
    return this.#database.nextNumber(sequence)
  }

  commit(): void {
    if (!this.#open) return
    this.#database.apply(this.#changes)
    this.#end()
  }

  rollback(): void {
    if (this.#open) this.#end()
  }

  #end(): void {
    this.#open = false
    this.#database.forget(this)
    this.#changes.clear()
    this.#ended.resolve()
  }

  #claim(model: string, id: number): void {
    if (this.#changes.get(model)?.has(id)) return
    const holder = this.#database.holderOf(model, id)
    if (holder !== undefined && holder !== this) throw new RowLocked(holder)
    if ((this.#database.table(model).changedAt.get(id) ?? 0) > this.#snapshot) throw new RowChanged()
    if (this.#database.table(model).rows.has(id)) this.#database.lock(model, id, this)
  }

  #changesOf(model: string): Map<number, Row | null> {
    const found = this.#changes.get(model)
    if (found) return found
    const made = new Map<number, Row | null>()
    this.#changes.set(model, made)
    return made
  }
}
