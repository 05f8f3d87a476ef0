import type { RowRefusal } from '../../../../src/ports/shopify/shopify.ts'
import type { WorldOrder } from '../../../support/delivery/world-order.ts'
import { WriteJudge, type WorldPicture } from '../../../support/delivery/write-judge.ts'

const stale: readonly RowRefusal[] = [{ index: 0, code: 'CHANGE_FROM_QUANTITY_STALE', message: '' }]

/** Two items of a shop whose writes a judge watches. There is no delivery: whatever it might do is said, right or wrong. */
export class JudgedLevel {
  readonly judge: WriteJudge
  readonly #shown: number[]
  readonly #orders: WorldOrder[] = []
  readonly #pictures = new Map<number, WorldPicture>()
  #believed: number | undefined

  constructor(shown: number) {
    this.#shown = [shown, shown]
    this.judge = new WriteJudge({
      step: () => 1,
      orders: () => this.#orders,
      item: Number,
      available: (item) => this.#of(item),
      picture: (inventoryItemId) => this.#pictures.get(Number(inventoryItemId)),
      rest: (item) => {
        const picture = this.#pictures.get(item)
        return this.#believed === undefined || picture === undefined ? undefined : { quantity: this.#believed, picture }
      },
    })
  }

  /** The picture from now on. */
  odoo(quantity: number, reserved: number, item = 0): void {
    this.#pictures.set(item, { step: 1, item, quantity, reserved })
  }

  sells(quantity: number, item = 0): void {
    this.#shown[item] = this.#of(item) - quantity
    const id = String(this.#orders.length)
    this.#orders.push({ id, item, quantity, soldAt: 1, arrived: false, reservedAt: null, deliveredAt: null })
  }

  /** A write goes out and does not arrive. */
  loses(key: string): void {
    this.judge.asked(key)
  }

  writes(key: string, to: number, item = 0): void {
    const from = this.#of(item)
    this.judge.asked(key)
    this.#shown[item] = to
    this.judge.check(batch(key, item, from, to), { outcome: 'applied' }, [from])
  }

  isRefused(key: string, compare: number, to: number, refusals = stale, appliedSome = false): void {
    this.judge.asked(key)
    this.judge.check(batch(key, 0, compare, to), { outcome: 'refused', refusals, appliedSome }, [this.#of(0)])
  }

  isRead(): void {
    this.judge.reads('0', this.#of(0))
  }

  /** Nothing is left to be done for a while; a reading that lagged may have told less than is shown. */
  rests(believed = this.#of(0)): void {
    this.#believed = believed
    this.judge.look()
    this.#believed = undefined
  }

  #of(item: number): number {
    return this.#shown[item] ?? 0
  }
}

function batch(key: string, item: number, changeFrom: number, quantity: number) {
  const entries = [{ inventoryItemId: String(item), locationId: 'here', quantity, changeFrom }]
  return { key, name: 'available', reason: 'correction', referenceDocumentUri: '', entries } as const
}
