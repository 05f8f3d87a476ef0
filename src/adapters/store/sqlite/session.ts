import type { SQLInputValue } from 'node:sqlite'
import type { TransactionLife } from '../transaction-life.ts'
import type { Connection } from './connection.ts'
import { storeFault } from './fault.ts'
import type { Pace } from './pace.ts'
import type { Row } from './row.ts'

/** What the SQL of the tables runs on during one transaction. */
export class Session {
  readonly #connection: Connection
  readonly #scope: TransactionLife
  readonly #pace: Pace

  constructor(connection: Connection, scope: TransactionLife, pace: Pace) {
    this.#connection = connection
    this.#scope = scope
    this.#pace = pace
  }

  /** Runs a statement; returns how many rows it changed. */
  run(sql: string, ...values: readonly SQLInputValue[]): number {
    return this.#within(() => this.#connection.run(sql, values))
  }

  /** The first row, mapped. */
  one<T>(sql: string, map: (row: Row) => T, ...values: readonly SQLInputValue[]): T | null {
    return this.#within(() => {
      const row = this.#connection.get(sql, values)
      return row === undefined ? null : map(row)
    })
  }

  /** All rows, mapped. */
  all<T>(sql: string, map: (row: Row) => T, ...values: readonly SQLInputValue[]): T[] {
    return this.#within(() => this.#connection.all(sql, values).map(map))
  }

  /** Does something with each item in turn; lets the event loop breathe when that takes long. */
  async each<T, R>(items: readonly T[], work: (item: T) => R): Promise<R[]> {
    const results: R[] = []
    for (const item of items) {
      if (this.#pace.tired) await this.#pace.rest()
      results.push(work(item))
    }
    return results
  }

  /** Dooms the transaction; returns the failure to throw. */
  fail<E extends Error>(failure: E): E {
    return this.#scope.fail(failure)
  }

  #within<T>(work: () => T): T {
    this.#scope.check()
    try {
      return work()
    } catch (failure) {
      throw this.fail(storeFault(failure, this.#connection.file))
    }
  }
}
