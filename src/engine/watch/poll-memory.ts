import { KitBook } from './kits/kit-book.ts'
import { KnownTree } from './moved-locations.ts'
import { millisecondsOf, odooTime } from './odoo-reading.ts'
import { KnownRule } from './stock-rule.ts'

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
  /** What the server was asked before its quants are judged. */
  readonly rule = new KnownRule()
  /** Where locations lay when their stock was read last. */
  readonly tree = new KnownTree()
  #seen: WindowRows = new Map()
  #newest = ''
  #quiet = 0
  #mark = 0
  #begin = 0
  #datesSeen: number | undefined
  #notBefore = 0

  /** Where the window begins for a poll from this cursor. */
  windowBegin(newest: string, overlapMs: number): string {
    if (newest < this.#newest) this.#forget()
    this.sawTime(newest)
    const quiet = newest === this.#newest ? Math.min(this.#quiet, overlapMs + 1000) : 0
    return odooTime(Math.max(this.#begin, millisecondsOf(newest) - overlapMs + quiet))
  }

  /** A write_date that the server gave: it cannot be earlier there now. */
  sawTime(writeDate: string): void {
    this.#notBefore = Math.max(this.#notBefore, millisecondsOf(writeDate))
  }

  /** The time of the server as far as it is known: not before the newest write_date, also when the clock here was set back. */
  serverTime(now: number): number {
    return Math.max(now, this.#notBefore)
  }

  /**
   * The times between which a date of a lot passed since they were looked at last, the first included. A clock that was ahead
   * and is right again is looked at backwards: what was past its date then is not now.
   */
  datesPassed(now: number, comparedAt: number): { from: string; to: string; now: string } {
    const [seen, time] = [this.#datesSeen ?? comparedAt, this.serverTime(now)]
    return { from: odooTime(Math.min(seen, time)), to: odooTime(Math.max(seen, time)), now: odooTime(time) }
  }

  /** Everything was judged by this time, or is as it was judged by it. */
  keepDates(judgedAt: string): void {
    this.#datesSeen = millisecondsOf(judgedAt)
  }

  /** The time to judge a product by that is read by itself: that of all others, so that the same dates pass for it next. */
  judgeTime(now: number): string {
    return odooTime(this.#datesSeen ?? this.serverTime(now))
  }

  /** The store went back behind what is remembered: another store, or one that was restored. */
  #forget(): void {
    this.#seen = new Map()
    this.#newest = ''
    this.#begin = 0
    this.#datesSeen = undefined
    this.#notBefore = 0
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
