import { setTimeout as pause } from 'node:timers/promises'
import type { Demo } from '../../../sandbox/demo/start-demo.ts'
import type { Ledger } from './ledger.ts'
import { levelsOfOdoo, levelsOfShoppers, mappedLevels, type MappedLevel } from './mapped-level.ts'
import type { SeededRandom } from './seeded-random.ts'

interface ShopifyOrder {
  readonly id: string
  readonly level: MappedLevel
  readonly quantity: number
}

/** Odoo never counts away what is close to being sold, so that every order can be shipped. */
const leftAlone = 8

/**
 * What goes on in a warehouse and a shop, all at once and in a random order that the seed repeats: shoppers buy, somebody
 * else's connector brings their orders into Odoo a little later, goods come in, are counted and scrapped, Odoo sells too.
 */
export class Load {
  done = 0
  readonly #demo: Demo
  readonly #ledger: Ledger
  readonly #random: SeededRandom
  readonly #orders: ShopifyOrder[] = []
  readonly #odooOrders: { readonly name: string; readonly level: MappedLevel }[] = []
  #stopping = false
  #running: Promise<void> = Promise.resolve()

  constructor(demo: Demo, ledger: Ledger, random: SeededRandom) {
    this.#demo = demo
    this.#ledger = ledger
    this.#random = random
  }

  /** Things happen every `pace` milliseconds or so until `stop`. `each` runs after every one. */
  start(pace: number, each: () => void): void {
    this.#stopping = false
    this.#running = this.#run(pace, each)
  }

  /** Stops when what is under way is done; rejects when something went wrong meanwhile. */
  async stop(): Promise<void> {
    this.#stopping = true
    await this.#running
  }

  /** Brings every order that is still missing into Odoo. */
  async importAll(): Promise<void> {
    while (this.#orders.length > 0) await this.#import()
  }

  async #run(pace: number, each: () => void): Promise<void> {
    while (!this.#stopping) {
      await this.#something()
      this.done++
      each()
      await pause(this.#random.between(1, 2 * pace))
    }
  }

  #something(): Promise<unknown> {
    const work = this.#random.weighted([
      [8, () => this.#buy()],
      [7, () => this.#import()],
      [3, () => this.#receive(this.#random.pick(mappedLevels), this.#random.between(1, 4))],
      [2, () => this.#count()],
      [2, () => this.#scrap()],
      [2, () => this.#odooSells()],
      [1, () => this.#odooShips()],
      [0.2, () => this.#receiveMuch()],
    ])
    return work()
  }

  async #buy(): Promise<void> {
    const level = this.#random.pick(levelsOfShoppers)
    const quantity = this.#random.between(1, 3)
    const order = this.#demo.shopify.model.sell({ locationId: level.locationId, lines: [{ itemId: level.inventoryItemId, quantity }] })
    if (order === null) return
    this.#ledger.sold(level, quantity)
    this.#orders.push({ id: order.id, level, quantity })
  }

  /** The oldest order is entered in Odoo, which gets in what it lacks first: every order is reserved in full. */
  async #import(): Promise<void> {
    const order = this.#orders.shift()
    if (order === undefined) return
    const { level, quantity, id } = order
    const lacking = quantity - this.#ledger.free(level)
    if (lacking > 0) await this.#receive(level, lacking)
    const lines = [{ product: level.sku, quantity }]
    await this.#ledger.inOdoo(level, () => this.#demo.odoo.driver.sell({ warehouse: level.warehouse, lines, reference: id }), quantity)
  }

  #receive(level: MappedLevel, quantity: number): Promise<unknown> {
    const { sku: product, place } = level
    return this.#ledger.inOdoo(level, () => this.#demo.odoo.driver.receive({ product, location: place.location, quantity }))
  }

  async #receiveMuch(): Promise<void> {
    const { warehouse } = this.#random.pick(mappedLevels)
    for (const level of mappedLevels) if (level.warehouse === warehouse) await this.#receive(level, 1)
  }

  /** A count finds a little more or a little less at the place itself. */
  async #count(): Promise<void> {
    const level = this.#random.pick(mappedLevels)
    const found = this.#random.between(-2, 2)
    if (found < 0 && !this.#canLose(level, -found)) return
    const here = this.#demo.odoo.driver.truth().find((line) => line.sku === level.sku && line.location === level.place.location)
    if (here === undefined || here.quantity + found < here.reserved) return
    const counted = { product: level.sku, location: level.place.location, quantity: here.quantity + found }
    await this.#ledger.inOdoo(level, () => this.#demo.odoo.driver.adjust(counted))
  }

  async #scrap(): Promise<void> {
    const level = this.#random.pick(mappedLevels)
    const quantity = this.#random.between(1, 2)
    if (!this.#canLose(level, quantity)) return
    await this.#ledger.inOdoo(level, () => this.#demo.odoo.driver.scrap({ product: level.sku, location: level.place.location, quantity }))
  }

  async #odooSells(): Promise<void> {
    const level = this.#random.pick(levelsOfOdoo)
    const quantity = this.#random.between(1, 3)
    if (!this.#canLose(level, quantity)) return
    const { driver } = this.#demo.odoo
    const sold = await this.#ledger.inOdoo(level, () =>
      driver.sell({ warehouse: level.warehouse, lines: [{ product: level.sku, quantity }] }),
    )
    this.#odooOrders.push({ name: sold.name, level })
  }

  async #odooShips(): Promise<void> {
    const order = this.#odooOrders.shift()
    if (order === undefined) return
    const { driver } = this.#demo.odoo
    if (this.#random.chance(0.3)) await this.#ledger.inOdoo(order.level, () => driver.cancel({ order: order.name }))
    else await this.#ledger.inOdoo(order.level, () => driver.deliver({ order: order.name }))
  }

  #canLose(level: MappedLevel, quantity: number): boolean {
    return this.#ledger.free(level) - this.#ledger.outstanding(level) - quantity >= leftAlone
  }
}
