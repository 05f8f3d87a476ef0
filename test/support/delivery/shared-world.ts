import { ShopifyModel } from '../../../sandbox/shopify/model/shopify-model.ts'
import type { LinkedLevelLine } from '../../../src/base/messages/level.ts'
import { acceptLines } from '../../../src/engine/delivery/accept-lines.ts'
import { confirmReservation, openNamedHold } from '../../../src/engine/delivery/named-hold.ts'
import { pass, type Busy } from '../../../src/engine/delivery/pass.ts'
import type { DeliveryPorts } from '../../../src/engine/delivery/ports.ts'
import { MemoryStore } from '../../../src/adapters/store/memory/memory-store.ts'
import type { LevelRecord } from '../../../src/ports/store/level-record.ts'
import type { SetBatch } from '../../../src/ports/shopify/shopify.ts'
import type { Fate } from './gate.ts'
import { GatedShopify } from './gated-shopify.ts'
import type { Eventful } from './history.ts'
import { SharedJudge, type SharedOrder } from './shared-judge.ts'
import { SharedPlaces } from './shared-places.ts'
import { WorldClock } from './world-clock.ts'
import { worldLine, worldLocation } from './world-line.ts'
import { worldPorts } from './world-ports.ts'
import type { WorldSettings } from './world-settings.ts'

/** Places of Odoo that two shops sell from: all of them, or some that they have in common. */
export type Places = readonly [readonly number[], readonly number[]]

interface Shop {
  readonly name: string
  readonly places: readonly number[]
  readonly model: ShopifyModel
  readonly item: string
  gated: GatedShopify
  ports: DeliveryPorts
  busy: Busy
}

/** One product of one Odoo in two shops that share its stock, whole or in part, and one store; the orders come by name. */
export class SharedWorld implements Eventful {
  readonly clock = new WorldClock()
  step = 0
  readonly orders: SharedOrder[] = []
  readonly judge: SharedJudge
  readonly #stock = new SharedPlaces()
  readonly #settings: WorldSettings
  readonly #undelivered: LinkedLevelLine[][] = []
  readonly #shops: Shop[]
  #uuid = 0
  #store = new MemoryStore()

  constructor(settings: Pick<WorldSettings, 'batchBehaviour' | 'staleErrors'>, places: Places) {
    this.#settings = { ...settings, orders: 'named', items: 1 }
    this.judge = new SharedJudge(
      () => this.step,
      this.orders,
      (place) => this.available(place),
    )
    const random = { next: () => 0.5, uuid: () => `uuid-${this.#uuid++}` }
    this.#shops = places.map((own, place) => {
      const name = `${place === 0 ? 'one' : 'two'}.myshopify.com`
      const model = new ShopifyModel({ clock: this.clock.elsewhere, random })
      model.addLocation({ id: worldLocation, name: 'New Jersey' })
      const levels = [{ locationId: worldLocation, available: 0 }]
      const product = model.addProduct({
        title: 'Item',
        variants: [{ sku: 'SKU', tracked: true, levels }],
      })
      const item = model.state.catalogue.variants.get(product.variantIds[0] ?? '')?.itemId ?? ''
      return {
        name,
        places: own,
        model,
        item,
        ...this.#connected(model, place, name),
      }
    })
  }

  #connected(model: ShopifyModel, place: number, name: string): Pick<Shop, 'gated' | 'ports' | 'busy'> {
    const gated = new GatedShopify(
      model,
      {
        asked: (key) => this.judge.asked(key),
        set: (batch, _answer, shown) => this.#judged(place, batch, shown),
        read: () => this.judge.reads(place),
      },
      name,
    )
    const random = { next: () => 0.5, uuid: () => `uuid-${this.#uuid++}` }
    return {
      gated,
      ports: worldPorts(this.#store, gated, this.clock, random, this.#settings),
      busy: { levels: new Set(), batches: new Set() },
    }
  }

  #judged(place: number, batch: SetBatch, [shown = 0]: readonly number[]): void {
    const asOf = this.#record(place)?.sent?.asOf ?? -1
    for (const { quantity } of batch.entries) this.judge.check(place, batch.key, shown, quantity, asOf)
  }

  #shop(place: number): Shop {
    const shop = this.#shops[place % this.#shops.length]
    if (shop === undefined) throw new Error('a world has shops')
    return shop
  }

  get #pending() {
    return this.#shops.flatMap(({ gated }) => gated.pending)
  }

  get busy(): boolean {
    return this.#pending.length > 0
  }

  get calls(): number {
    return this.#shops.reduce((sum, { gated }) => sum + gated.sets + gated.reads, 0)
  }

  available(place: number): number {
    const { model, item } = this.#shop(place)
    return model.readLevels([{ inventoryItemId: item, locationId: worldLocation }])[0]?.available ?? 0
  }

  /** What Odoo can ship for a shop. */
  free(place: number): number {
    return this.#stock.free(this.#shop(place).places)
  }

  receive(place: number, quantity: number): void {
    this.#stock.receive(place + Math.abs(quantity), quantity)
  }

  sell(place: number, quantity: number): void {
    const { model, item } = this.#shop(place)
    const order = model.sell({
      locationId: worldLocation,
      lines: [{ itemId: item, quantity }],
    })
    if (order !== null)
      this.orders.push({
        id: `${place}/${order.id}`,
        place,
        quantity,
        soldAt: this.step,
        arrived: false,
        reservedAt: null,
      })
  }

  edit(): void {}

  deliver(): void {}

  cancel(): void {
    const order = this.orders.findLast((one) => !one.arrived)
    if (order === undefined) return
    this.orders.splice(this.orders.indexOf(order), 1)
    this.#shop(order.place).model.cancel(order.id.slice(2), true)
  }

  async arrive(): Promise<void> {
    const order = this.orders.find((one) => !one.arrived)
    if (order === undefined) return
    order.arrived = true
    const { name, item, ports } = this.#shop(order.place)
    const sale = {
      shop: name,
      inventoryItemId: item,
      locationId: worldLocation,
      order: order.id,
      quantity: order.quantity,
    }
    await this.#store.transaction((tables) => openNamedHold(tables, ports.random, sale, this.clock.now()))
    this.judge.knows(order)
  }

  /** Odoo reserves the next order that arrived, at one of the places that its shop sells from. */
  async reserve(): Promise<void> {
    const order = this.orders.find((one) => one.arrived && one.reservedAt === null)
    if (order === undefined) return
    const { name, places } = this.#shop(order.place)
    this.#stock.reserve(places[this.step % places.length] ?? 0, order.quantity)
    order.reservedAt = this.step
    await this.#store.transaction((tables) => confirmReservation(tables, name, order.id, this.clock.now()))
  }

  /** Odoo is read once for both shops; the levels of each are on their way. */
  async photograph(): Promise<void> {
    const asOf = await this.#store.transaction((tables) => tables.nextAsOf())
    this.#shops.forEach(({ item, places }, place) => {
      const [quantity, reserved] = [this.#stock.sum(places, 'quantity'), this.#stock.sum(places, 'reserved')]
      this.judge.picture(place, asOf, { step: this.step, free: quantity - reserved })
      const reading = { item: 0, inventoryItemId: item, asOf, quantity, reserved, now: this.clock.now() }
      const pool = `demo@localhost:1:${places.map((at) => `1/${at + 2}`).join(',')}`
      this.#undelivered.push([{ ...worldLine(reading), pool, watch: String(place) }])
    })
  }

  async accept(which: number): Promise<void> {
    const [lines] = this.#undelivered.splice(which % Math.max(1, this.#undelivered.length), 1)
    if (lines === undefined) return
    await acceptLines(this.#shop(Number(lines[0]?.watch ?? 0)).ports, lines, 'node')
    this.#look()
  }

  async work(): Promise<void> {
    for (const { ports, busy } of this.#shops) {
      pass(ports, busy).catch((error: unknown) => {
        if (!(error instanceof Error && 'code' in error)) this.judge.violations.push(`the engine broke: ${String(error)}`)
      })
      await this.#settle()
    }
  }

  async meet(which: number, fate: Fate, stale: number): Promise<void> {
    const pending = this.#pending
    const call = pending[which % Math.max(1, pending.length)]
    if (call === undefined) return
    call.meet(fate, stale)
    await this.#settle()
    if (fate === 'crash-before' || fate === 'crash-after') await this.crash()
  }

  async crash(): Promise<void> {
    this.#store = new MemoryStore(this.#store.snapshot())
    this.#undelivered.length = 0
    this.#shops.forEach((shop, place) => Object.assign(shop, this.#connected(shop.model, place, shop.name)))
  }

  async readAll(): Promise<void> {
    await this.photograph()
    while (this.#undelivered.length > 0) await this.accept(0)
  }

  async #settle(): Promise<void> {
    await new Promise((resolve) => setImmediate(resolve))
    this.#look()
  }

  #look(): void {
    this.#shops.forEach((_, place) => this.judge.look(place, this.#record(place)?.observed?.asOf))
  }

  #record(place: number): LevelRecord | undefined {
    return [...this.#store.snapshot().levels.values()].find(({ shop }) => shop === this.#shop(place).name)
  }
}
