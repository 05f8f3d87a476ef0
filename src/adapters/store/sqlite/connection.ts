import type { SQLInputValue } from 'node:sqlite'
import type { Database, Statement } from './driver.ts'
import { storeFault } from './fault.ts'
import type { Row } from './row.ts'

/** An open file, its statements prepared once. Every method throws only `SyncError` with a `STORE_*` code. */
export class Connection {
  readonly file: string
  readonly #database: Database
  readonly #statements = new Map<string, Statement>()

  constructor(file: string, database: Database) {
    this.file = file
    this.#database = database
  }

  /** False only when SQLite has given the transaction up by itself. */
  get inTransaction(): boolean {
    return this.#database.isTransaction
  }

  /** Runs statements without results; they are not kept prepared. */
  exec(sql: string): void {
    this.#guard(() => this.#database.exec(sql))
  }

  /** Runs a statement; returns how many rows it changed. */
  run(sql: string, values: readonly SQLInputValue[]): number {
    return this.#guard(() => Number(this.#statement(sql).run(...values).changes))
  }

  get(sql: string, values: readonly SQLInputValue[]): Row | undefined {
    return this.#guard(() => this.#statement(sql).get(...values))
  }

  all(sql: string, values: readonly SQLInputValue[]): Row[] {
    return this.#guard(() => this.#statement(sql).all(...values))
  }

  close(): void {
    this.#statements.clear()
    this.#guard(() => this.#database.close())
  }

  #statement(sql: string): Statement {
    const known = this.#statements.get(sql)
    if (known !== undefined) return known
    const statement = this.#database.prepare(sql)
    this.#statements.set(sql, statement)
    return statement
  }

  #guard<T>(work: () => T): T {
    try {
      return work()
    } catch (thrown) {
      throw storeFault(thrown, this.file)
    }
  }
}
