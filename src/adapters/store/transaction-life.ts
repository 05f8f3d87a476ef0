import { AsyncLocalStorage } from 'node:async_hooks'
import { SyncError } from '../../base/error/sync-error.ts'

const running = new AsyncLocalStorage<TransactionLife>()

/**
 * The life of one transaction, the same in every adapter of the store. It ends with the work: tables that are used after
 * it fail instead of writing into somebody else's transaction. The first failure of a table dooms the transaction, also
 * when the work swallows it.
 */
export class TransactionLife {
  #over = false
  #failure: Error | undefined

  /** Runs the work; rejects when it rejects, or when one of its tables failed. */
  async run<T>(work: () => Promise<T>): Promise<T> {
    try {
      const value = await running.run(this, work)
      if (this.#failure !== undefined) throw this.#failure
      return value
    } finally {
      this.#over = true
    }
  }

  /** The first failure of a table; undefined while the transaction is sound. */
  get failure(): Error | undefined {
    return this.#failure
  }

  /** Throws unless the transaction is still running and sound. */
  check(): void {
    if (this.#over) throw new SyncError('UNEXPECTED', { name: 'a table of the store was used after its transaction' })
    if (this.#failure !== undefined) throw this.#failure
  }

  /** Dooms the transaction; returns the failure to throw. */
  fail<E extends Error>(failure: E): E {
    this.#failure ??= failure
    return failure
  }

  /** Throws when called from the work of a transaction: a transaction that waits for another one would wait for ever. */
  static refuseNested(): void {
    if (running.getStore() !== undefined) {
      throw new SyncError('UNEXPECTED', { name: 'a transaction of the store was begun within a transaction' })
    }
  }
}
