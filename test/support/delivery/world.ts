import assert from 'node:assert/strict'
import type { Random } from '../../../src/random.ts'
import { acceptLines } from '../../../src/delivery/accept-lines.ts'
import { openNamedHold, confirmReservation } from '../../../src/delivery/named-hold.ts'
import { defaultDeliveryOptions, type DeliveryOptions } from '../../../src/delivery/options.ts'
import { pass, type Busy } from '../../../src/delivery/pass.ts'
import { verifyLevels } from '../../../src/delivery/verify-levels.ts'
import type { DeliveryPorts } from '../../../src/delivery/ports.ts'
import type { LinkedLevelLine } from '../../../src/line/level.ts'
import type { SetBatch } from '../../../src/shopify/shopify.ts'
import { MemoryStore } from '../../../src/store/memory/memory-store.ts'
import type { ModelOptions } from '../../../sandbox/shopify/model/model-options.ts'
import { ShopifyModel } from '../../../sandbox/shopify/model/shopify-model.ts'
import { GatedShopify } from './gated-shopify.ts'
import type { Fate } from './gate.ts'

/** An order as both systems know it; steps count everything that happens in the world. */
interface WorldOrder {
  readonly id: string
  readonly item: number
  readonly quantity: number
  readonly soldAt: number
  arrived: boolean
  reservedAt: number | null
  deliveredAt: number | null
}

interface Stock {
  quantity: number
  reserved: number
}

export interface WorldSettings extends Pick<ModelOptions, 'idempotency' | 'batchBehaviour' | 'staleErrors'> {
  readonly orders: DeliveryOptions['orders']
  readonly items: number
  readonly options?: Partial<DeliveryOptions>
}

const location = 'gid://shopify/Location/1'
const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

/**
 * Odoo, Shopify and the delivery between them, with one location; every step is one choice of a history. The invariants are
 * checked at the instant of each write, and at the end.
 */
export class World {
  now = 1_000_000
  step = 0
  /** Levels whose lost answer met a sale of exactly the same size: nobody can tell these histories apart (SPEC.md). */
  readonly coincidences = new Set<number>()
  readonly violations: string[] = []
  readonly orders: WorldOrder[] = []
  readonly stock: Stock[]
  written = 0
  readonly #settings: WorldSettings
  readonly #model: ShopifyModel
  readonly #items: string[]
  readonly #pictures = new Map<number, { step: number; item: number; quantity: number; reserved: number }>()
  readonly #undelivered: LinkedLevelLine[] = []
  readonly #newest = new Map<number, { asOf: number; quantity: number }>()
  readonly #sent = new Set<string>()
  readonly #applied = new Set<string>()
  readonly #suspects = new Map<string, number>()
  #uuid = 0
  #store = new MemoryStore()
  #shopify: GatedShopify
  #busy: Busy = { levels: new Set(), batches: new Set() }
  #ports: DeliveryPorts

  constructor(settings: WorldSettings) {
    this.#settings = settings
    const random: Random = { next: () => 0.5, uuid: () => `uuid-${this.#uuid++}` }
    this.#model = new ShopifyModel({ clock: { now: () => this.now }, random, ...modelOptions(settings) })
    const { id } = this.#model.addLocation({ id: location, name: 'New Jersey' })
    assert.equal(id, location)
    this.stock = Array.from({ length: settings.items }, () => ({ quantity: 10, reserved: 0 }))
    this.#items = this.stock.map((_, item) => {
      const product = this.#model.addProduct({ title: `Item ${item}`, variants: [{ sku: `SKU-${item}`, tracked: true, levels: [{ locationId: location, available: 0 }] }] })
      return this.#model.state.catalogue.variants.get(product.variantIds[0] ?? '')?.itemId ?? ''
    })
    this.#shopify = this.#connect()
    this.#ports = this.#open()
  }

  #connect(): GatedShopify {
    return new GatedShopify(this.#model, {
      set: (batch, applied, shown) => this.#check(batch, applied, shown),
      read: (inventoryItemId, shown) => this.#suspect(inventoryItemId, shown),
    })
  }

  #open(): DeliveryPorts {
    return {
      store: this.#store,
      shopify: this.#shopify,
      clock: { now: () => this.now, sleep: async () => undefined },
      random: { next: () => 0.5, uuid: () => `uuid-${this.#uuid++}` },
      say: (key) => key,
      options: { ...defaultDeliveryOptions, orders: this.#settings.orders, holdFor: 1e12, breaker: { zeroShare: 0, changeShare: 0, minimum: 1, window: 1 }, ...this.#settings.options },
      listener: { applied: () => undefined, failed: () => undefined },
    }
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

  /** A shopper buys, if Shopify shows enough. */
  sell(item: number, quantity: number): void {
    const order = this.#model.sell({ locationId: location, lines: [{ itemId: this.#items[item] ?? '', quantity }] })
    if (order === null) return
    this.orders.push({ id: order.id, item, quantity, soldAt: this.step, arrived: false, reservedAt: null, deliveredAt: null })
  }

  edit(item: number, available: number): void {
    this.#model.edit(this.#address(item), available)
  }

  /** The next order that did not arrive yet reaches us (named) and is held. */
  async arrive(): Promise<void> {
    const order = this.orders.find((one) => !one.arrived)
    if (order === undefined) return
    order.arrived = true
    if (this.#settings.orders === 'unnamed') return
    const sale = { shop: this.#shopify.shop, ...this.#address(order.item), order: order.id, quantity: order.quantity }
    await this.#store.transaction((tables) => openNamedHold(tables, this.#ports.random, sale, this.now))
  }

  /** Odoo reserves the next order that arrived, if it has enough. */
  async reserve(): Promise<void> {
    const order = this.orders.find((one) => one.arrived && one.reservedAt === null)
    if (order === undefined) return
    this.#stock(order.item).reserved += order.quantity
    order.reservedAt = this.step
    if (this.#settings.orders === 'named') {
      await this.#store.transaction((tables) => confirmReservation(tables, this.#shopify.shop, order.id, this.now))
    }
  }

  deliver(): void {
    const order = this.orders.find((one) => one.reservedAt !== null && one.deliveredAt === null)
    if (order === undefined) return
    order.deliveredAt = this.step
    this.#stock(order.item).reserved -= order.quantity
    this.#stock(order.item).quantity -= order.quantity
  }

  /** Odoo is read; the picture is on its way. */
  async photograph(item: number): Promise<void> {
    const asOf = await this.#store.transaction((tables) => tables.nextAsOf())
    const { quantity, reserved } = this.#stock(item)
    this.#pictures.set(asOf, { step: this.step, item, quantity, reserved })
    this.#undelivered.push(this.#line(item, asOf, quantity, reserved))
  }

  /** One of the pictures on their way is accepted, in any order. */
  async accept(which: number): Promise<void> {
    const [line] = this.#undelivered.splice(which % Math.max(1, this.#undelivered.length), 1)
    if (line === undefined) return
    await acceptLines(this.#ports, [line], 'node')
    const item = line.odoo.productId - 1
    const known = this.#newest.get(item)
    if (known === undefined || known.asOf < line.asOf) this.#newest.set(item, { asOf: line.asOf, quantity: line.quantity })
  }

  /** What the newest accepted picture of a product asks for. */
  asked(item: number): number {
    return Math.max(0, this.#newest.get(item)?.quantity ?? 0)
  }

  /** Starts a pass; it goes as far as its first call to Shopify. */
  async work(): Promise<void> {
    pass(this.#ports, this.#busy).catch((error: unknown) => {
      if (!(error instanceof Error && 'code' in error)) this.violations.push(`the engine broke: ${String(error)}`)
      else if (error.code === 'UNEXPECTED') this.violations.push(`unexpected: ${error.message}`)
    })
    await settle()
  }

  async meet(which: number, fate: Fate, stale: number): Promise<void> {
    const call = this.#shopify.pending[which % Math.max(1, this.pending)]
    if (call === undefined) return
    call.meet(fate, stale)
    await settle()
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

  /** Faults stop: everything on its way arrives, and the delivery works until nothing is left to do. */
  async finish(): Promise<void> {
    for (let idle = 0; idle < 4; ) {
      while (this.pending > 0) await this.meet(0, 'answer', 0)
      this.now += 120_000
      const before = this.#shopify.sets + this.#shopify.reads
      await this.work()
      idle = this.pending === 0 && this.#shopify.sets + this.#shopify.reads === before ? idle + 1 : 0
      assert.ok(this.#shopify.sets < 3000, 'the delivery never comes to rest')
    }
  }

  /** Every order arrives and is reserved, every product is read, holds run out, and everything is delivered. */
  async quiesce(): Promise<void> {
    await this.finish()
    for (const _ of this.orders) await this.arrive()
    for (const _ of this.orders) await this.reserve()
    for (const item of this.stock.keys()) await this.photograph(item)
    while (this.#undelivered.length > 0) await this.accept(0)
    await this.finish()
    this.now += 2e12
    await this.finish()
    // A reconciliation looks at what no picture and no write has touched.
    const keys = this.#items.map((inventoryItemId) => ({ shop: this.#shopify.shop, inventoryItemId, locationId: location }))
    await this.#store.transaction((tables) => verifyLevels(tables, keys))
    await this.finish()
    this.now += 2e12
    await this.finish()
  }

  /** The write invariant: never above what Odoo could ship in the picture, minus what was sold that the picture does not reserve. */
  #check(batch: SetBatch, applied: boolean, shown: readonly number[]): void {
    const again = this.#sent.has(batch.key)
    this.#sent.add(batch.key)
    for (const [index, entry] of batch.entries.entries()) {
      const item = this.#items.indexOf(entry.inventoryItemId)
      const before = shown[index] ?? 0
      if (!applied) {
        if (!this.#applied.has(batch.key)) this.#suspects.set(entry.inventoryItemId, entry.quantity)
        continue
      }
      if (before === this.available(item)) continue
      // Without a memory for keys, a value that came back to what we compared with lets the same write through twice.
      if (again && this.#applied.has(batch.key)) this.coincidences.add(item)
      this.written++
      const limit = this.#limit(item, entry.inventoryItemId)
      if (entry.quantity > limit && !this.coincidences.has(item)) {
        this.violations.push(`step ${this.step}: wrote ${entry.quantity} for item ${item}, at most ${limit} could be sold`)
      }
    }
    if (applied) this.#applied.add(batch.key)
  }

  #limit(item: number, inventoryItemId: string): number {
    const picture = this.#pictures.get(this.#wantedAsOf(inventoryItemId))
    if (picture === undefined) return Infinity
    const missing = this.orders.filter((order) => order.item === item && (order.deliveredAt === null || order.deliveredAt > picture.step))
    return Math.max(0, picture.quantity - missing.reduce((sum, order) => sum + order.quantity, 0))
  }

  /** A write that was never carried out, and a sale that left exactly what it would have left. */
  #suspect(inventoryItemId: string, shown: number): void {
    if (this.#suspects.get(inventoryItemId) === shown) this.coincidences.add(this.#items.indexOf(inventoryItemId))
    this.#suspects.delete(inventoryItemId)
  }

  #wantedAsOf(inventoryItemId: string): number {
    const record = [...this.#store.snapshot().levels.values()].find((level) => level.inventoryItemId === inventoryItemId)
    return record?.sent?.asOf ?? -1
  }

  #line(item: number, asOf: number, quantity: number, reserved: number): LinkedLevelLine {
    return {
      kind: 'level',
      odoo: { database: 'demo@localhost', productId: item + 1, name: `Item ${item}`, sku: `SKU-${item}` },
      shopify: { locationId: location, location: 'New Jersey', inventoryItemId: this.#items[item] ?? '' },
      asOf,
      readAt: new Date(this.now).toISOString(),
      quantityName: 'available',
      free: quantity - reserved,
      reserved,
      quantity: quantity - reserved,
      pool: `pool-${item}`,
      trace: [],
    }
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

function modelOptions({ idempotency, batchBehaviour, staleErrors }: WorldSettings): Partial<ModelOptions> {
  return {
    ...(idempotency === undefined ? {} : { idempotency }),
    ...(batchBehaviour === undefined ? {} : { batchBehaviour }),
    ...(staleErrors === undefined ? {} : { staleErrors }),
  }
}
