import type { SetAnswer, SetBatch } from '../../../src/ports/shopify/shopify.ts'
import { Excuse, type Room } from '../excuse.ts'
import { isUnclear } from '../unclear-row.ts'
import type { WorldOrder } from './world-order.ts'

/** What Odoo had when it was read. */
export interface WorldPicture {
  readonly step: number
  readonly item: number
  readonly quantity: number
  readonly reserved: number
}

/** What the judge looks at, at the instant of a write. */
export interface Evidence {
  step(): number
  orders(): readonly WorldOrder[]
  item(inventoryItemId: string): number
  available(item: number): number
  /** The picture behind the write that is under way. */
  picture(inventoryItemId: string): WorldPicture | undefined
  /** What a level is believed to show that is at rest, and its newest picture. Undefined while there is anything to do. */
  rest(item: number): { readonly quantity: number; readonly picture: WorldPicture } | undefined
}

/** Checks every write at the instant that Shopify carries it out. */
export class WriteJudge {
  readonly violations: string[] = []
  /** Coincidences, rows judged, those of items that had met a coincidence before, and those above what could be sold. */
  readonly count = { coincidences: 0, judged: 0, afterOne: 0, excused: 0 }
  readonly #evidence: Evidence
  readonly #asked = new Map<string, number>()
  readonly #carriedOut = new Set<string>()
  readonly #excuses = new Map<number, Excuse>()
  readonly #met = new Set<number>()

  constructor(evidence: Evidence) {
    this.#evidence = evidence
  }

  /** A set call goes out, whether it arrives or not. */
  asked(key: string): void {
    this.#asked.set(key, (this.#asked.get(key) ?? 0) + 1)
  }

  /**
   * A set call got through. Of a batch that was refused, Shopify may all the same have carried out the rows that changed.
   * The write invariant: never above what Odoo could ship in the picture, minus what was sold that the picture does not
   * reserve; beyond that only what is excused. Nor is anything below zero ever raised to zero. `onHand`: beside what was shown,
   * where the delivery reads it too.
   */
  check(batch: SetBatch, answer: SetAnswer, shown: readonly number[], onHand: readonly number[] = []): void {
    const lostBefore = (this.#asked.get(batch.key) ?? 0) > 1
    for (const [index, entry] of batch.entries.entries()) {
      const item = this.#evidence.item(entry.inventoryItemId)
      const excuse = this.#excuse(item)
      const before = shown[index] ?? 0
      const row = `${batch.key} ${entry.inventoryItemId}`
      if (before === this.#evidence.available(item)) {
        const unclear = !this.#carriedOut.has(row) && isUnclear(answer, batch.entries.length, index, lostBefore)
        if (unclear && entry.changeFrom !== null) excuse.doubts(batch.key, entry.changeFrom, entry.quantity, onHand[index])
        continue
      }
      // Without a memory for keys, a value that came back to what we compared with lets the same write through twice.
      if (this.#carriedOut.has(row)) this.#meets(item, excuse.repeats(before, entry.quantity))
      this.#carriedOut.add(row)
      const picture = this.#evidence.picture(entry.inventoryItemId)
      if (before < 0 && entry.quantity <= 0)
        this.violations.push(`step ${this.#evidence.step()}: raised item ${item} from ${before} to ${entry.quantity}`)
      if (picture !== undefined) this.#judge(item, entry.quantity, picture)
    }
  }

  /** The delivery reads a level. */
  reads(inventoryItemId: string, shown: number, onHand?: number): void {
    const item = this.#evidence.item(inventoryItemId)
    this.#meets(item, this.#excuse(item).reads(shown, onHand))
  }

  /**
   * Something has happened: a level may have come to rest. After a reading that lagged it may show more than is believed;
   * sales that take it down to that are seen by nobody.
   */
  look(): void {
    for (const [item, excuse] of this.#excuses) {
      const rest = excuse.open ? this.#evidence.rest(item) : undefined
      if (rest === undefined) continue
      excuse.rests(Math.max(rest.quantity, this.#evidence.available(item)), [this.#room(item, rest.picture)])
    }
  }

  #judge(item: number, quantity: number, picture: WorldPicture): void {
    const excuse = this.#excuse(item)
    const rooms = [this.#room(item, picture)]
    const limit = excuse.limit(rooms)
    this.count.judged++
    if (this.#met.has(item)) this.count.afterOne++
    if (quantity > new Excuse().limit(rooms)) this.count.excused++
    if (quantity > limit) {
      const excused = excuse.units > 0 ? `, ${excuse.units} excused` : ''
      this.violations.push(`step ${this.#evidence.step()}: wrote ${quantity} for item ${item}, at most ${limit} could be sold${excused}`)
    }
    excuse.carriedOut(rooms)
  }

  #room(item: number, { quantity, reserved, step }: WorldPicture): Room {
    const outstanding = this.#evidence
      .orders()
      .filter((order) => order.item === item && (order.deliveredAt === null || order.deliveredAt > step))
      .reduce((sum, order) => sum + order.quantity, 0)
    return { wanted: Math.max(0, quantity - reserved), missing: outstanding - reserved }
  }

  #meets(item: number, units: number): void {
    if (units === 0) return
    this.count.coincidences++
    this.#met.add(item)
  }

  #excuse(item: number): Excuse {
    const excuse = this.#excuses.get(item) ?? new Excuse()
    this.#excuses.set(item, excuse)
    return excuse
  }
}
