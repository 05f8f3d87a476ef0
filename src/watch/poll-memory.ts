import { KitBook } from './kits/kit-book.ts'
import { millisecondsOf, odooTime } from './odoo-time.ts'

/** Rows of a window by model and id, each with the figures it had. */
export type WindowRows = ReadonlyMap<string, string>

/** The share of the overlap that the time between two polls counts for at most: a clock that jumps ahead does little harm so. */
const longestStep = 0.2

/**
 * What a watch remembers between polls, so that an idle poll stays small. All of it may be lost: then the next poll looks
 * at the whole overlap again.
 *
 * The window begins at the newest write_date seen, minus the overlap: a transaction that began before may commit after
 * (odoo-facts 3). The server's clock is not known, but it goes on: when the newest write_date stays the same for as long as
 * the overlap, everything that began before has committed, and the window may shrink to what comes after.
 */
export class PollMemory {
  /** What kits are made of. */
  readonly kits = new KitBook()
  #seen: WindowRows = new Map()
  #newest = ''
  #quiet = 0
  #mark = 0
  #begin = 0

  /** Where the window begins for a poll from this cursor. */
  windowBegin(newest: string, overlapMs: number): string {
    if (newest < this.#newest) this.#forget()
    const quiet = newest === this.#newest ? Math.min(this.#quiet, overlapMs + 1000) : 0
    return odooTime(Math.max(this.#begin, millisecondsOf(newest) - overlapMs + quiet))
  }

  /** The store went back behind what is remembered: another store, or one that was restored. */
  #forget(): void {
    this.#seen = new Map()
    this.#newest = ''
    this.#begin = 0
  }

  /** True when the row was in the window with the same figures before, and its product has been read since. */
  knows(row: string, figures: string): boolean {
    return this.#seen.get(row) === figures
  }

  /** Keeps what a poll found, after everything it led to has been taken. Times are those of the client's clock. */
  keep(found: { newest: string; rows: WindowRows; begin: string; startedAt: number; foundAt: number; overlapMs: number }): void {
    this.#seen = found.rows
    this.#begin = Math.max(this.#begin, millisecondsOf(found.begin))
    if (found.newest === this.#newest) {
      this.#quiet += Math.min(Math.max(0, found.startedAt - this.#mark), longestStep * found.overlapMs)
      this.#mark = found.startedAt
    } else {
      this.#newest = found.newest
      this.#quiet = 0
      this.#mark = found.foundAt
    }
  }
}
