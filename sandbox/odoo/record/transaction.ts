import { RowChanged, RowLocked } from './conflict.ts'
import type { Database } from './database.ts'
import { Overlay } from './overlay.ts'
import type { Row, Value, Values } from './value.ts'

/**
 * A transaction: sees its own changes over the committed rows, others see them only after `commit`. A changed row is
 * locked until the end. `startedAt` is the write_date of everything it writes (odoo-facts 3).
 */
export class Transaction {
  readonly startedAt: number
  readonly #database: Database
  readonly #changes = new Map<string, Overlay>()
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
    const overlay = this.#changes.get(model)
    if (overlay === undefined) return this.#database.table(model).rows.get(id)
    if (overlay.removed.has(id)) return undefined
    return overlay.written.rows.get(id) ?? this.#database.table(model).rows.get(id)
  }

  /** Ids in ascending order. */
  ids(model: string): readonly number[] {
    const committed = this.#database.table(model).ids()
    const overlay = this.#changes.get(model)
    if (overlay === undefined) return committed
    const all = new Set([...committed, ...overlay.written.ids()])
    for (const id of overlay.removed) all.delete(id)
    return [...all].toSorted((a, b) => a - b)
  }

  /** Rows whose field has the value, by id; quick when the field is indexed. */
  by(model: string, field: string, value: Value): Row[] {
    return this.idsBy(model, field, value).flatMap((id) => this.get(model, id) ?? [])
  }

  idsBy(model: string, field: string, value: Value): number[] {
    const table = this.#database.table(model)
    const candidates = new Set(table.isIndexed(field) ? table.idsWith(field, value) : table.ids())
    const written = this.#changes.get(model)?.written
    if (written !== undefined) for (const id of written.isIndexed(field) ? written.idsWith(field, value) : written.ids()) candidates.add(id)
    return [...candidates].filter((id) => this.get(model, id)?.[field] === value).toSorted((a, b) => a - b)
  }

  isIndexed(model: string, field: string): boolean {
    return this.#database.table(model).isIndexed(field)
  }

  all(model: string): Row[] {
    return this.ids(model).flatMap((id) => this.get(model, id) ?? [])
  }

  insert(model: string, values: Values): Row {
    const row = { ...values, id: this.#database.table(model).nextId() }
    this.#overlayOf(model).put(row)
    return row
  }

  /** Replaces a row. Throws `RowLocked` or `RowChanged` as PostgreSQL would refuse it. */
  put(model: string, row: Row): void {
    this.#claim(model, row.id)
    this.#overlayOf(model).put(row)
  }

  remove(model: string, id: number): void {
    this.#claim(model, id)
    this.#overlayOf(model).remove(id)
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

  #overlayOf(model: string): Overlay {
    const found = this.#changes.get(model)
    if (found) return found
    const made = new Overlay(model, this.#database.table(model).indexed)
    this.#changes.set(model, made)
    return made
  }
}
