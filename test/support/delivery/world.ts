import assert from 'node:assert/strict'
import type { Random } from '../../../src/ports/random.ts'
import { heldUnits } from '../../../src/rules/delivery/holds.ts'
import { acceptLines } from '../../../src/engine/delivery/accept-lines.ts'
import { openNamedHold, confirmReservation } from '../../../src/engine/delivery/named-hold.ts'
import { pass, type Busy } from '../../../src/engine/delivery/pass.ts'
import { verifyLevels } from '../../../src/engine/delivery/read-levels.ts'
import type { DeliveryPorts } from '../../../src/engine/delivery/ports.ts'
import type { LinkedLevelLine } from '../../../src/base/messages/level.ts'
import type { LevelRecord } from '../../../src/ports/store/level-record.ts'
import { MemoryStore } from '../../../src/adapters/store/memory/memory-store.ts'
import { ShopifyModel } from '../../../sandbox/shopify/model/shopify-model.ts'
import { GatedShopify } from './gated-shopify.ts'
import { levelAtRest } from './level-at-rest.ts'
import type { Fate } from './gate.ts'
import type { WorldOrder } from './world-order.ts'
import { WorldClock } from './world-clock.ts'
import { worldItems, type Stock } from './world-items.ts'
import { worldLine, worldLocation } from './world-line.ts'
import { settle } from './world-settle.ts'
import { worldPorts } from './world-ports.ts'
import { modelOptions, type WorldSettings } from './world-settings.ts'
import { staleJobs } from './stale-jobs.ts'
import { WriteJudge, type Evidence, type WorldPicture } from './write-judge.ts'

const location = worldLocation

/**
 * Odoo, Shopify and the delivery between them, with one location; every step is one choice of a history. The invariants are
 * checked at the instant of each write, and at the end.
 */
export class World {
  readonly clock = new WorldClock()
  step = 0
  readonly orders: WorldOrder[] = []
  readonly stock: Stock[]
  readonly judge = new WriteJudge(this.#evidence())
  readonly #settings: WorldSettings
  readonly #model: ShopifyModel
  readonly #items: string[]
  readonly #pictures = new Map<number, WorldPicture>()
  readonly #undelivered: LinkedLevelLine[] = []
  readonly #newest = new Map<number, number>()
  #uuid = 0
  #store = new MemoryStore()
  #shopify: GatedShopify
  #busy: Busy = { levels: new Set(), batches: new Set() }
  #ports: DeliveryPorts

  constructor(settings: WorldSettings) {
    this.#settings = settings
    const random: Random = { next: () => 0.5, uuid: () => `uuid-${this.#uuid++}` }
    this.#model = new ShopifyModel({ clock: this.clock.elsewhere, random, ...modelOptions(settings) })
    assert.equal(this.#model.addLocation({ id: location, name: 'New Jersey' }).id, location)
    this.stock = Array.from({ length: settings.items }, () => ({ quantity: 10, reserved: 0, sent: 0 }))
    this.#items = worldItems(this.#model, location, settings)
    this.#shopify = this.#connect()
    this.#ports = this.#open()
  }

  #evidence(): Evidence {
    return {
      step: () => this.step,
      orders: () => this.orders,
      item: (inventoryItemId) => this.#items.indexOf(inventoryItemId),
      available: (item) => this.available(item),
      picture: (inventoryItemId) => this.#pictures.get(this.#record(inventoryItemId)?.sent?.asOf ?? -1),
      rest: (item) => {
        const { quantity = 0, asOf = -1 } = levelAtRest(this.#record(this.#items[item] ?? '')) ?? {}
        const picture = this.#pictures.get(asOf)
        return picture === undefined ? undefined : { quantity, picture }
      },
    }
  }

  #connect(): GatedShopify {
    return new GatedShopify(this.#model, {
      asked: (key) => this.judge.asked(key),
      set: (batch, answer, shown, onHand) => this.judge.check(batch, answer, shown, onHand),
      read: (inventoryItemId, shown, onHand) => this.judge.reads(inventoryItemId, shown, onHand),
    })
  }

  #open(): DeliveryPorts {
    const random = { next: () => 0.5, uuid: () => `uuid-${this.#uuid++}` }
    return worldPorts(this.#store, this.#shopify, this.clock, random, this.#settings)
  }

  get pending(): number {
    return this.#shopify.pending.length
  }

  available(item: number): number {
    return this.#model.readLevels([this.#address(item)])[0]?.available ?? 0
  }

  free(item: number): number {
    const { quantity, reserved } = this.#stock(item)
    return quantity - reserved
  }

  receive(item: number, quantity: number): void {
    this.#stock(item).quantity += quantity
  }

  /** A shopper buys, if Shopify shows enough or sells on. */
  sell(item: number, quantity: number): void {
    const [itemId = '', oversell = false] = [this.#items[item], this.#settings.oversells]
    const order = this.#model.sell({ locationId: location, lines: [{ itemId, quantity }], oversell })
    if (order === null) return
    this.orders.push({ id: order.id, item, quantity, soldAt: this.step, arrived: false, reservedAt: null, deliveredAt: null })
  }

  edit(item: number, available: number): void {
    this.#model.edit(this.#address(item), available)
  }

  /** The newest order that did not arrive yet is cancelled, with restock: nobody else ever hears of it. */
  cancel(): void {
    const order = this.orders.findLast((one) => !one.arrived)
    if (order !== undefined) this.#model.cancel(this.orders.splice(this.orders.indexOf(order), 1)[0]?.id ?? '', true)
  }

  /** The next order that did not arrive yet reaches us (named) and is held. */
  async arrive(): Promise<void> {
    const order = this.orders.find((one) => !one.arrived)
    if (order === undefined) return
    order.arrived = true
    if (this.#settings.orders === 'unnamed') return
    const sale = { shop: this.#shopify.shop, ...this.#address(order.item), order: order.id, quantity: order.quantity }
    await this.#store.transaction((tables) => openNamedHold(tables, this.#ports.random, sale, this.clock.now()))
  }

  /** Odoo reserves the next order that arrived, if it has enough. */
  async reserve(): Promise<void> {
    const order = this.orders.find((one) => one.arrived && one.reservedAt === null)
    if (order === undefined) return
    this.#stock(order.item).reserved += order.quantity
    order.reservedAt = this.step
    if (this.#settings.orders === 'named') {
      await this.#store.transaction((tables) => confirmReservation(tables, this.#shopify.shop, order.id, this.clock.now()))
    }
  }

  deliver(): void {
    const order = this.orders.find((one) => one.reservedAt !== null && one.deliveredAt === null)
    if (order === undefined) return
    order.deliveredAt = this.step
    this.#stock(order.item).reserved -= order.quantity
    this.#stock(order.item).quantity -= order.quantity
    this.#stock(order.item).sent += order.quantity
  }

  /** Odoo is read; the picture is on its way. */
  async photograph(item: number): Promise<void> {
    const asOf = await this.#store.transaction((tables) => tables.nextAsOf())
    const { quantity, reserved, ...stock } = this.#stock(item)
    const sent = this.#settings.counts === true ? stock.sent : undefined
    this.#pictures.set(asOf, { step: this.step, item, quantity, reserved })
    this.#undelivered.push(
      worldLine({ item, inventoryItemId: this.#items[item] ?? '', asOf, quantity, reserved, sent, now: this.clock.now() }),
    )
  }

  /** One of the pictures on their way is accepted, in any order. */
  async accept(which: number): Promise<void> {
    const [line] = this.#undelivered.splice(which % Math.max(1, this.#undelivered.length), 1)
    if (line === undefined) return
    await acceptLines(this.#ports, [line], 'node')
    this.judge.look()
    const item = line.odoo.productId - 1
    this.#newest.set(item, Math.max(this.#newest.get(item) ?? 0, line.asOf))
  }

  /** The newest accepted picture of a product. */
  newest(item: number): WorldPicture {
    return this.#pictures.get(this.#newest.get(item) ?? -1) ?? { step: 0, item, quantity: 0, reserved: 0 }
  }

  /** Starts a pass; it goes as far as its first call to Shopify. */
  async work(): Promise<void> {
    pass(this.#ports, this.#busy).catch((error: unknown) => {
      if (!(error instanceof Error && 'code' in error)) this.judge.violations.push(`the engine broke: ${String(error)}`)
      else if (error.code === 'UNEXPECTED') this.judge.violations.push(`unexpected: ${error.message}`)
    })
    await settle(this.judge)
  }

  async meet(which: number, fate: Fate, stale: number): Promise<void> {
    const call = this.#shopify.pending[which % Math.max(1, this.pending)]
    if (call === undefined) return
    call.meet(fate, stale)
    await settle(this.judge)
    if (fate === 'crash-before' || fate === 'crash-after') await this.crash()
  }

  /** The process dies: what is committed stays, calls under way never come back, pictures on their way are lost and read anew. */
  async crash(): Promise<void> {
    this.#store = new MemoryStore(this.#store.snapshot())
    this.#shopify = this.#connect()
    this.#busy = { levels: new Set(), batches: new Set() }
    this.#ports = this.#open()
    this.#undelivered.length = 0
  }

  /** Calls to Shopify so far, those that were not answered too. */
  get calls(): { readonly sets: number; readonly reads: number } {
    const { sets, reads } = this.#shopify
    return { sets, reads }
  }

  /** Units held back from what Odoo asks for. */
  held(item: number): number {
    const { inventoryItemId } = this.#address(item)
    const wanted = this.#record(inventoryItemId)?.wanted
    const own = [...this.#store.snapshot().holds.values()].filter((hold) => hold.pool === wanted?.pool)
    return heldUnits(own, wanted?.asOf ?? 0)
  }

  /** Failed jobs that tell of a hold without proof, and do not say what is held so at their level. */
  staleJobs = (): string[] => staleJobs(this.#store.snapshot())

  /** Every product is read, and every picture accepted. */
  async readAll(): Promise<void> {
    for (const item of this.stock.keys()) await this.photograph(item)
    while (this.#undelivered.length > 0) await this.accept(0)
  }

  /** A reconciliation has everything looked at, also what no picture and no write has touched. */
  async verify(): Promise<void> {
    const keys = this.#items.map((inventoryItemId) => ({ shop: this.#shopify.shop, inventoryItemId, locationId: location }))
    await this.#store.transaction((tables) => verifyLevels(tables, keys))
  }

  #record(inventoryItemId: string): LevelRecord | undefined {
    return [...this.#store.snapshot().levels.values()].find((level) => level.inventoryItemId === inventoryItemId)
  }

  #address(item: number): { inventoryItemId: string; locationId: string } {
    return { inventoryItemId: this.#items[item] ?? '', locationId: location }
  }

  #stock(item: number): Stock {
    const stock = this.stock[item]
    assert.ok(stock)
    return stock
  }
}
