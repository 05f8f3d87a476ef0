import type { Transaction } from '../record/transaction.ts'
import type { World } from '../world.ts'
import { NotInSandbox } from './find.ts'

/** Transactions that the driver holds open, so that what they write becomes visible late (odoo-facts 3). */
export class OpenTransactions {
  readonly #open = new Map<number, Transaction>()
  #last = 0

  begin(world: World): number {
    this.#last += 1
    this.#open.set(this.#last, world.database.begin())
    return this.#last
  }

  get(id: number): Transaction {
    const tx = this.#open.get(id)
    if (tx === undefined) throw new NotInSandbox(`open transaction ${id}`)
    return tx
  }

  end(id: number, how: 'commit' | 'rollback'): void {
    const tx = this.get(id)
    this.#open.delete(id)
    if (how === 'commit') tx.commit()
    else tx.rollback()
  }

  rollbackAll(): void {
    for (const tx of this.#open.values()) tx.rollback()
    this.#open.clear()
  }
}
