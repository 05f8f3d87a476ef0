import type { OdooDriver } from '../../sandbox/odoo/driver/driver.ts'
import type { ShopifyModel } from '../../sandbox/shopify/model/shopify-model.ts'
import type { SeededRandom } from '../../test/support/death/seeded-random.ts'
import type { Judge } from './judge.ts'
import { places, type Place } from './places.ts'

/** What people do. Chances are between 0 and 1. */
export interface Habits {
  /** Orders come to Odoo so many seconds after they were made, at least and at most. */
  readonly importAfter: readonly [number, number]
  /** Share of the orders that are shipped as they come to Odoo; the others are shipped minutes later, or not at all. */
  readonly shippedAtOnce: number
  readonly shippedLater: number
  /** Share of the orders that are cancelled before they come to Odoo, and after. */
  readonly cancelledBefore: number
  readonly cancelledAfter: number
  /** Share of the cancellations that put the units back. */
  readonly restock: number
  /** Share of the seconds in which Odoo sells to somebody else. */
  readonly otherChannels: number
  /** Share of the seconds in which a person lowers a number of what sells most in Shopify by some units. */
  readonly lowered: number
  /** Most sales are of these first levels. */
  readonly hot: number
}

export const calmHabits: Habits = {
  importAfter: [10, 60],
  shippedAtOnce: 0,
  shippedLater: 0.5,
  cancelledBefore: 0,
  cancelledAfter: 0,
  restock: 1,
  otherChannels: 0,
  lowered: 0,
  hot: 0,
}

interface Event {
  readonly at: number
  readonly urgent: boolean
  readonly run: () => Promise<void>
}

/** Shoppers, the warehouse, somebody else's connector that brings orders into Odoo, and other channels. */
export class People {
  sold = 0
  /** Whether anybody lowers numbers in Shopify; nobody does shortly before the end, so that there is time to notice. */
  lowering = true
  readonly #odoo: OdooDriver
  readonly #shop: ShopifyModel
  readonly #judge: Judge
  readonly #random: SeededRandom
  readonly #habits: Habits
  #events: Event[] = []
  #second = 0

  constructor(odoo: OdooDriver, shop: ShopifyModel, judge: Judge, random: SeededRandom, habits: Habits) {
    this.#odoo = odoo
    this.#shop = shop
    this.#judge = judge
    this.#random = random
    this.#habits = habits
  }

  /** Orders that are still to come to Odoo, and cancellations that are still to happen. */
  get open(): number {
    return this.#events.filter(({ urgent }) => urgent).length
  }

  /** Everything that happens in one second; `shopping` is whether anybody buys. */
  async second(shopping: boolean): Promise<void> {
    this.#second++
    if (shopping) {
      this.buy(this.#place())
      if (this.#random.chance(this.#habits.otherChannels)) await this.#sellElsewhere(this.#place())
      if (this.lowering && this.#random.chance(this.#habits.lowered)) this.#lower(this.#random.pick(places.slice(0, this.#habits.hot)))
    }
    const due = this.#events.filter(({ at }) => at <= this.#second)
    this.#events = this.#events.filter(({ at }) => at > this.#second)
    for (const { run } of due) await run()
  }

  /** A shopper buys one unit, if the shop shows it. */
  buy(place: Place): void {
    const { inventoryItemId, locationId } = place
    const order = this.#shop.sell({ locationId, lines: [{ itemId: inventoryItemId, quantity: 1 }] })
    if (order === null) return
    this.sold++
    this.#judge.sold(place, 1)
    const [soonest, latest] = this.#habits.importAfter
    const wait = this.#random.between(soonest, latest)
    if (this.#random.chance(this.#habits.cancelledBefore)) {
      this.#later(this.#random.between(1, wait), async () => this.#cancel(place, order.id))
      return
    }
    this.#later(wait, () => this.#import(place, order.id, `#${order.number}`))
  }

  async receive(place: Place, quantity: number): Promise<void> {
    await this.#odoo.receive({ product: place.sku, location: place.location, quantity })
    this.#judge.supply(place, quantity)
  }

  async #import(place: Place, id: string, reference: string): Promise<void> {
    const { orderId } = await this.#odoo.sell({ warehouse: place.warehouse, lines: [{ product: place.sku, quantity: 1 }], reference })
    if (this.#random.chance(this.#habits.shippedAtOnce)) return this.#ship(id, orderId)
    if (this.#random.chance(this.#habits.cancelledAfter)) {
      this.#later(this.#random.between(1, 30), async () => {
        this.#cancel(place, id)
        this.#later(this.#random.between(1, 10), () => this.#odoo.cancel({ order: orderId }))
      })
      return
    }
    if (this.#random.chance(this.#habits.shippedLater)) this.#later(this.#random.between(20, 120), () => this.#ship(id, orderId), false)
  }

  async #ship(id: string, orderId: number): Promise<void> {
    await this.#odoo.deliver({ order: orderId })
    this.#later(this.#random.between(1, 20), async () => void this.#shop.fulfil(id), false)
  }

  #cancel(place: Place, id: string): void {
    this.#shop.cancel(id, this.#random.chance(this.#habits.restock))
    this.#judge.sold(place, -1)
  }

  async #sellElsewhere(place: Place): Promise<void> {
    const quantity = this.#random.between(1, 3)
    const { orderId } = await this.#odoo.sell({ warehouse: place.warehouse, lines: [{ product: place.sku, quantity }] })
    this.#judge.supply(place, -quantity)
    if (this.#random.chance(0.3))
      this.#later(this.#random.between(20, 120), async () => void (await this.#odoo.deliver({ order: orderId })), false)
  }

  #lower(place: Place): void {
    const { inventoryItemId, locationId } = place
    const shown = this.#shop.state.levels.get(inventoryItemId, locationId)?.available ?? 0
    if (shown > 10) this.#shop.edit({ inventoryItemId, locationId }, shown - this.#random.between(2, 6))
  }

  #later(seconds: number, run: () => Promise<void>, urgent = true): void {
    this.#events.push({ at: this.#second + Math.max(1, seconds), urgent, run })
  }

  #place(): Place {
    const { hot } = this.#habits
    return hot > 0 && this.#random.chance(0.8) ? this.#random.pick(places.slice(0, hot)) : this.#random.pick(places)
  }
}
