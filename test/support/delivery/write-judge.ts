import type { SetBatch } from '../../../src/shopify/shopify.ts'
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
}

/** Checks every write at the instant that Shopify carries it out. */
export class WriteJudge {
  /** Items whose lost answer met a sale of exactly the same size: nobody can tell these histories apart (SPEC.md). */
  readonly coincidences = new Set<number>()
  readonly violations: string[] = []
  readonly #evidence: Evidence
  readonly #sent = new Set<string>()
  readonly #applied = new Set<string>()
  readonly #suspects = new Map<string, number>()

  constructor(evidence: Evidence) {
    this.#evidence = evidence
  }

  /**
   * `applied`: the whole batch; of one that was refused, Shopify may all the same have carried out the rows that changed.
   * The write invariant: never above what Odoo could ship in the picture, minus what was sold that the picture does not reserve.
   */
  check(batch: SetBatch, applied: boolean, shown: readonly number[]): void {
    const again = this.#sent.has(batch.key)
    this.#sent.add(batch.key)
    for (const [index, entry] of batch.entries.entries()) {
      const item = this.#evidence.item(entry.inventoryItemId)
      const before = shown[index] ?? 0
      const row = `${batch.key} ${entry.inventoryItemId}`
      const changed = before !== this.#evidence.available(item)
      if (!applied && !changed && !this.#applied.has(row)) this.#suspects.set(entry.inventoryItemId, entry.quantity)
      // Without a memory for keys, a value that came back to what we compared with lets the same write through twice.
      if (changed && again && this.#applied.has(row)) this.coincidences.add(item)
      if (applied || changed) this.#applied.add(row)
      if (!changed) continue
      const limit = this.#limit(item, entry.inventoryItemId)
      if (entry.quantity > limit && !this.coincidences.has(item)) {
        this.violations.push(`step ${this.#evidence.step()}: wrote ${entry.quantity} for item ${item}, at most ${limit} could be sold`)
      }
    }
  }

  #limit(item: number, inventoryItemId: string): number {
    const picture = this.#evidence.picture(inventoryItemId)
    if (picture === undefined) return Infinity
    const missing = this.#evidence
      .orders()
      .filter((order) => order.item === item && (order.deliveredAt === null || order.deliveredAt > picture.step))
    return Math.max(0, picture.quantity - missing.reduce((sum, order) => sum + order.quantity, 0))
  }

  /** A write that was never carried out, and a sale that left exactly what it would have left. */
  suspect(inventoryItemId: string, shown: number): void {
    if (this.#suspects.get(inventoryItemId) === shown) this.coincidences.add(this.#evidence.item(inventoryItemId))
    this.#suspects.delete(inventoryItemId)
  }
}
