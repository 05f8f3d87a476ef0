/** What a picture of Odoo leaves room for at one level, in whole units. */
export interface Room {
  /** May be sold by the picture, holds not counted; not below zero. */
  readonly wanted: number
  /** Sold in Shopify and not reserved in the picture. */
  readonly missing: number
}

/** A write that was not carried out, and its sender does not know that. */
interface Doubtful {
  readonly compare: number
  readonly target: number
  /** Units that were excused when it was planned. */
  readonly excused: number
  /** What was on hand when it was refused; absent where the delivery does not read that. */
  readonly onHand: number | undefined
}

/**
 * How many units one level may show above its limit, because of coincidences that nobody can tell apart (SPEC.md, ADR 5).
 *
 * A write from `compare` down to `target` was not carried out, its sender does not know, and then reads exactly `target`, with
 * nothing beside it that tells a sale from a write (what is on hand tells them apart, where it is read): the sales since, compare − target units, are taken for the write and are not held. They are excused, on top of what was
 * excused when that write was planned; so several coincidences add up. A write from `compare` up to `target` that is carried
 * out once more, because a sale brought the value back to `compare`, writes over that sale: target − compare units.
 *
 * The units are a debt of the level and belong to no sale in particular: when Odoo reserves the sale that was taken for the
 * write, that ends the hold of another one, or explains the next one, which goes without a hold instead. So what is excused
 * ends by what is proved: a level that has come to rest leaves as many units excused as it stands above its limit, never
 * more. A write alone does not tell: a reservation that has not ended a hold yet may do so by a picture that comes meanwhile.
 * Nor are there ever more units excused than the picture behind a write misses: who knows of every sale has no excuse.
 */
export class Excuse {
  #units = 0
  readonly #doubtful = new Map<string, Doubtful>()

  /** Units by which the level may stand above its limit. */
  get units(): number {
    return this.#units
  }

  /** Whether anything is excused, or may come to be. */
  get open(): boolean {
    return this.#units > 0 || this.#doubtful.size > 0
  }

  /** A write was not carried out, and its sender does not know. Asking again under the same key changes nothing. */
  doubts(key: string, compare: number, target: number, onHand?: number): void {
    if (!this.#doubtful.has(key)) this.#doubtful.set(key, { compare, target, excused: this.#units, onHand })
  }

  /** The sender reads what the level shows. The newest write that would have left just that is believed. Returns units newly excused. */
  reads(shown: number, onHand?: number): number {
    const taken = [...this.#doubtful.values()].findLast(({ target, compare, onHand: before }) => {
      const told = onHand !== undefined && before !== undefined && onHand - before !== target - compare
      return target === shown && !told
    })
    if (taken === undefined) return 0
    return this.#grow(taken.excused + Math.max(0, taken.compare - taken.target) - this.#units)
  }

  /** A write is carried out that had been carried out before. Returns units newly excused. */
  repeats(compare: number, target: number): number {
    return this.#grow(target - compare)
  }

  /** The most that the level may be set to; `rooms` are those of the pictures that may be behind the write. */
  limit(rooms: readonly Room[]): number {
    return Math.max(0, ...rooms.map(({ wanted, missing }) => wanted - missing + Math.min(this.#units, Math.max(0, missing))))
  }

  /** A write was carried out: what was doubtful before matters no more. */
  carriedOut(rooms: readonly Room[]): void {
    this.#doubtful.clear()
    this.#shrink(rooms.map(({ missing }) => missing))
  }

  /** Nothing is left to be done, and this is what the level is known to show. */
  rests(quantity: number, rooms: readonly Room[]): void {
    this.#doubtful.clear()
    this.rested(quantity, rooms)
  }

  /** The same, told so late that other writes may be doubtful by now. */
  rested(quantity: number, rooms: readonly Room[]): void {
    this.#shrink(rooms.map(({ wanted, missing }) => quantity - wanted + missing))
  }

  #shrink(above: readonly number[]): void {
    if (above.length > 0) this.#units = Math.min(this.#units, Math.max(0, ...above))
  }

  #grow(units: number): number {
    const grown = Math.max(0, units)
    this.#units += grown
    return grown
  }
}
