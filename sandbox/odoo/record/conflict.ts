import type { Transaction } from './transaction.ts'

/** Another transaction that is still open has changed the row: PostgreSQL would wait for it. */
export class RowLocked extends Error {
  readonly holder: Transaction

  constructor(holder: Transaction) {
    super('the row is locked by another transaction')
    this.name = 'RowLocked'
    this.holder = holder
  }
}

/** Another transaction changed the row and committed after this one began (REPEATABLE READ). */
export class RowChanged extends Error {
  constructor() {
    super('could not serialize access due to concurrent update')
    this.name = 'RowChanged'
  }
}
