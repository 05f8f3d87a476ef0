import type { Connection } from './connection.ts'
import { number } from './row.ts'
import type { Session } from './session.ts'

/** How many places are reserved at a time, so that a draw is not a write. */
const BLOCK = 1000
const RESERVED = 'SELECT reserved FROM reading_order'
const RESERVE = 'UPDATE reading_order SET reserved = ?'

/**
 * Gives out places in the order of readings (`asOf`). A block is reserved in the file before its first place is used, so
 * that a crash leaves a gap and never a repetition. A place drawn in a transaction that fails is not given out again.
 */
export class ReadingOrder {
  #drawn: number
  #reserved: number
  #durable: number

  constructor(connection: Connection) {
    const row = connection.get(RESERVED, [])
    this.#drawn = row === undefined ? 0 : number(row, 'reserved')
    this.#reserved = this.#drawn
    this.#durable = this.#drawn
  }

  next(session: Session): number {
    if (this.#drawn >= this.#reserved) {
      session.run(RESERVE, this.#drawn + BLOCK)
      this.#reserved = this.#drawn + BLOCK
    }
    return ++this.#drawn
  }

  /** The highest place given out; after a start, the highest that may have been. */
  get last(): number {
    return this.#drawn
  }

  /** The reservations so far are in the file. */
  committed(): void {
    this.#durable = this.#reserved
  }

  /** Reservations since the last commit may be gone. */
  rolledBack(): void {
    this.#reserved = this.#durable
  }
}
