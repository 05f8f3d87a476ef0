import type { Clock } from '../../../src/ports/clock.ts'
import type { Overlay } from './overlay.ts'
import { Table } from './table.ts'
import { Transaction } from './transaction.ts'

/** All tables, with the transactions that are open on them. */
export class Database {
  readonly #clock: Clock
  readonly #tables = new Map<string, Table>()
  readonly #locks = new Map<string, Transaction>()
  readonly #lockedBy = new Map<Transaction, string[]>()
  readonly #numbers = new Map<string, number>()
  #commits = 0
  #lastMoment = 0

  constructor(clock: Clock, models: Iterable<{ readonly name: string; readonly indexed: readonly string[] }>) {
    this.#clock = clock
    for (const model of models) this.#tables.set(model.name, new Table(model.name, model.indexed))
  }

  table(model: string): Table {
    const table = this.#tables.get(model)
    if (table === undefined) throw new Error(`the sandbox has no table for ${model}`)
    return table
  }

  begin(): Transaction {
    return new Transaction(this, this.#moment(), this.#commits)
  }

  /** The time now in microseconds; never the same twice, as on a real server. */
  #moment(): number {
    const now = Math.floor(this.#clock.now() * 1000)
    const sameMillisecond = Math.floor(this.#lastMoment / 1000) === Math.floor(now / 1000)
    this.#lastMoment = sameMillisecond ? this.#lastMoment + 1 : now
    return this.#lastMoment
  }

  /** The next number of a sequence; like Odoo's, it is not given back when a transaction is rolled back. */
  nextNumber(sequence: string): number {
    const number = (this.#numbers.get(sequence) ?? 0) + 1
    this.#numbers.set(sequence, number)
    return number
  }

  lock(model: string, id: number, holder: Transaction): void {
    const key = `${model} ${id}`
    this.#locks.set(key, holder)
    const keys = this.#lockedBy.get(holder)
    if (keys) keys.push(key)
    else this.#lockedBy.set(holder, [key])
  }

  holderOf(model: string, id: number): Transaction | undefined {
    return this.#locks.size === 0 ? undefined : this.#locks.get(`${model} ${id}`)
  }

  apply(changes: ReadonlyMap<string, Overlay>): void {
    this.#commits += 1
    for (const [model, overlay] of changes) {
      const table = this.table(model)
      for (const row of overlay.written.rows.values()) table.put(row, this.#commits)
      for (const id of overlay.removed) table.delete(id, this.#commits)
    }
  }

  forget(transaction: Transaction): void {
    for (const key of this.#lockedBy.get(transaction) ?? []) this.#locks.delete(key)
    this.#lockedBy.delete(transaction)
  }
}
