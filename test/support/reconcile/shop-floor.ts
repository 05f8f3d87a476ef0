import { failureIn } from '../../../src/base/error/describe.ts'
import { ShopifyModel } from '../../../sandbox/shopify/model/shopify-model.ts'
import { startDelivery, type Delivery } from '../../../src/engine/delivery/delivery.ts'
import { defaultDeliveryOptions } from '../../../src/rules/delivery/options.ts'
import type { DeliveryPorts } from '../../../src/engine/delivery/ports.ts'
import type { FailedLine } from '../../../src/base/messages/failed.ts'
import type { LinkedLevelLine } from '../../../src/base/messages/level.ts'
import type { Random } from '../../../src/ports/random.ts'
import type { ReconcileCommand } from '../../../src/engine/reconcile/command.ts'
import type { PageRequest } from '../../../src/engine/reconcile/pages.ts'
import { defaultTiming, type ReconcilePorts } from '../../../src/engine/reconcile/ports.ts'
import { Reconciler } from '../../../src/engine/reconcile/reconciler.ts'
import { runCommand, type RunCommand } from '../../../src/engine/reconcile/run-command.ts'
import { type RunEvent, type RunStatus, runStatus } from '../../../src/engine/reconcile/status.ts'
import type { SetBatch } from '../../../src/ports/shopify/shopify.ts'
import type { PlanLine } from '../../../src/ports/store/plan-record.ts'
import { MemoryStore } from '../../../src/adapters/store/memory/memory-store.ts'
import type { Store } from '../../../src/ports/store/store.ts'
import { english } from '../english.ts'
import { VirtualClock } from '../virtual-clock.ts'
import type { FloorOptions } from './floor-options.ts'
import { lineOf } from './line-of.ts'
import { gidOf, nameOf, type Place } from './place.ts'
import { WatchedShopify } from './watched-shopify.ts'
import { WatchedStates } from './watched-states.ts'

/**
 * Odoo, Shopify, the delivery and a reconciliation between them on a clock that stands still until told to go on. What is
 * written is checked at the instant of the write.
 */
export class ShopFloor {
  readonly clock = new VirtualClock()
  readonly model: ShopifyModel
  readonly odoo = new Map<string, number>()
  readonly sold = new Map<string, number>()
  readonly events: RunEvent[] = []
  readonly failed: FailedLine[] = []
  readonly asked: PageRequest[] = []
  readonly batches: SetBatch[] = []
  readonly violations: string[] = []
  store = new MemoryStore()
  reconciler: Reconciler
  ports: ReconcilePorts
  delivery: Delivery
  readonly #options: FloorOptions
  readonly #places: Place[]
  readonly #items = new Map<number, string>()
  readonly #random: Random
  #uuid = 0
  #epoch = 0

  constructor(places: readonly Place[], options: FloorOptions = {}) {
    this.#options = options
    this.#places = [...places]
    this.#random = { next: () => 0.5, uuid: () => `uuid-${this.#uuid++}` }
    this.model = new ShopifyModel({ clock: this.clock, random: this.#random })
    for (const location of new Set(places.map((place) => place.location)))
      this.model.addLocation({ id: gidOf(location), name: `Location ${location}` })
    for (const [product, own] of Map.groupBy(places, (place) => place.product)) {
      const levels = own.map((place) => ({ locationId: gidOf(place.location), available: place.shopify }))
      const added = this.model.addProduct({ title: `Product ${product}`, variants: [{ sku: `SKU-${product}`, tracked: true, levels }] })
      this.#items.set(product, this.model.state.catalogue.variants.get(added.variantIds[0] ?? '')?.itemId ?? '')
    }
    for (const place of places) this.odoo.set(nameOf(place), place.odoo)
    const opened = this.#open()
    this.ports = opened.ports
    this.delivery = opened.delivery
    this.reconciler = opened.reconciler
  }

  #open(): { ports: ReconcilePorts; delivery: Delivery; reconciler: Reconciler } {
    const epoch = ++this.#epoch
    const store = this.#gated(this.store, epoch)
    const shopify = new WatchedShopify(
      this.model,
      (batch) => this.#check(batch),
      () => this.#pass(epoch),
    )
    const deliveryPorts: DeliveryPorts = {
      store,
      shopify,
      clock: this.clock,
      random: this.#random,
      options: { ...defaultDeliveryOptions, breaker: { zeroShare: 0, changeShare: 0, minimum: 1, window: 1 }, ...this.#options.delivery },
      listener: { applied: () => undefined, failed: (lines) => this.failed.push(...lines.map((line) => failureIn(english, line))) },
    }
    const delivery = startDelivery(deliveryPorts, 1)
    const ports: ReconcilePorts = {
      store,
      shopify,
      clock: this.clock,
      random: this.#random,
      node: 'reconcile',
      tolerance: this.#options.tolerance ?? {},
      timing: { ...defaultTiming, ...this.#options.timing },
      delivery: () => delivery.ports,
      wake: () => delivery.wake(),
      ask: (request) => this.#answer(request, epoch),
      tell: (event) => this.events.push(event),
      failed: (lines) => this.failed.push(...lines.map((line) => failureIn(english, line))),
    }
    return { ports, delivery, reconciler: new Reconciler(ports) }
  }

  /** Carries out a command and lets time pass until it is answered. */
  async command(command: RunCommand | (ReconcileCommand & { action: RunCommand['action'] }), dryRun = true): Promise<RunStatus> {
    return await this.clock.run(runCommand(this.ports, this.reconciler, { ...command, action: command.action }, dryRun))
  }

  /** Lets time pass until nothing is being reconciled, whoever does it. */
  async finish(): Promise<RunStatus> {
    for (let rounds = 0; rounds < 400; rounds++) {
      const run = await this.store.transaction((tables) => tables.runs.live(this.ports.shopify.shop))
      if (run?.state !== 'running') return await this.status()
      await this.clock.advance(500)
    }
    throw new Error('the reconciliation never comes to an end')
  }

  status(): Promise<RunStatus> {
    return this.store.transaction((tables) => runStatus(tables, this.ports.shopify.shop))
  }

  /** Lets the delivery work until nothing is left to do. */
  async deliver(): Promise<void> {
    this.delivery.wake()
    for (let quiet = 0; quiet < 2;) {
      await this.clock.advance(6000)
      const { waiting, sending } = await this.clock.run(this.delivery.depth())
      quiet = waiting + sending === 0 ? quiet + 1 : 0
    }
  }

  /** Odoo's numbers go to Shopify as they do every day. */
  async goLive(): Promise<void> {
    const lines = await this.lines(this.#places)
    await this.clock.run(this.delivery.accept(lines, 'live'))
    await this.deliver()
  }

  /** The process dies: what is committed stays. */
  crash(): void {
    this.store = new MemoryStore(this.store.snapshot())
    const epoch = this.#epoch + 1
    const opened = this.#open()
    // It can die again while it begins.
    if (epoch !== this.#epoch) return
    this.ports = opened.ports
    this.delivery = opened.delivery
    this.reconciler = opened.reconciler
    this.reconciler.work()
    this.delivery.wake()
  }

  async close(): Promise<void> {
    await this.clock.run(Promise.all([this.reconciler.close(), this.delivery.stop()]))
  }

  async planLines(plan: string): Promise<PlanLine[]> {
    return await this.store.transaction((tables) => tables.plans.lines(plan, null, 10_000))
  }

  item(product: number): string {
    return this.#items.get(product) ?? ''
  }

  /** Names a line as a place. */
  name(line: { readonly inventoryItemId: string; readonly locationId: string }): string {
    const product = [...this.#items].find(([, item]) => item === line.inventoryItemId)?.[0] ?? 0
    return `${product}@${line.locationId.split('/').at(-1) ?? ''}`
  }

  available(place: Pick<Place, 'product' | 'location'>): number {
    return this.model.readLevels([{ inventoryItemId: this.item(place.product), locationId: gidOf(place.location) }])[0]?.available ?? 0
  }

  edit(place: Pick<Place, 'product' | 'location'>, available: number): void {
    this.model.edit({ inventoryItemId: this.item(place.product), locationId: gidOf(place.location) }, available)
  }

  /** A shopper buys, if Shopify shows enough; Odoo never hears of it. */
  sell(place: Pick<Place, 'product' | 'location'>, quantity: number): boolean {
    const order = this.model.sell({ locationId: gidOf(place.location), lines: [{ itemId: this.item(place.product), quantity }] })
    if (order !== null) this.sold.set(nameOf(place), (this.sold.get(nameOf(place)) ?? 0) + quantity)
    return order !== null
  }

  /** Linked level lines of these places, as the flow would send them now. */
  async lines(places: readonly Place[]): Promise<LinkedLevelLine[]> {
    const asOf = await this.store.transaction((tables) => tables.nextAsOf())
    const readAt = new Date(this.clock.now()).toISOString()
    const line = (place: Place): LinkedLevelLine => lineOf(place, this.item(place.product), this.odoo.get(nameOf(place)) ?? 0, asOf, readAt)
    return places.map((place) => ({ ...line(place), ...this.#options.line?.(place) }))
  }

  #answer(request: PageRequest, epoch: number): void {
    this.asked.push(request)
    if (this.#options.answers?.(request) === false) return
    const { after = 0, products, skus } = request
    const ids = [...new Set(this.#places.map((place) => place.product))].toSorted((a, b) => a - b)
    const size = this.#options.pageSize ?? 10
    const wanted =
      products ?? (skus === undefined ? ids.filter((id) => id > after).slice(0, size) : ids.filter((id) => skus.includes(`SKU-${id}`)))
    const last = wanted.at(-1) ?? 0
    const next = products === undefined && skus === undefined && ids.some((id) => id > last) && wanted.length > 0 ? last : null
    void this.clock
      .sleep(100)
      .then(() => this.lines(this.#places.filter((place) => wanted.includes(place.product))))
      .then((lines) => {
        if (epoch === this.#epoch) this.reconciler.take({ token: request.token, lines, next })
      })
  }

  /** Nothing that Odoo cannot ship, minus everything sold, is ever written; a rollback writes what was there before. */
  #check(batch: SetBatch): void {
    this.batches.push(batch)
    for (const { inventoryItemId, locationId, quantity, changeFrom } of batch.entries) {
      const name = this.name({ inventoryItemId, locationId })
      const limit = Math.max(0, (this.odoo.get(name) ?? 0) - (this.sold.get(name) ?? 0))
      if (changeFrom === null) this.violations.push(`${name} was written without compare`)
      const now = this.available({ product: Number(name.split('@')[0]), location: Number(name.split('@')[1]) })
      if (now === quantity && quantity > limit && !this.rollingBack)
        this.violations.push(`${name}: wrote ${quantity}, at most ${limit} could be sold`)
    }
  }

  /** While true, writes may put back more than Odoo can ship. */
  rollingBack = false

  #gated(store: Store, epoch: number): Store {
    const states = new WatchedStates(this.violations)
    return {
      transaction: async (work) => {
        await this.#pass(epoch)
        return await store.transaction(async (tables) => await states.after(work(tables), tables, this.ports.shopify.shop))
      },
      close: () => store.close(),
    }
  }

  /** Whoever belongs to a process that died never comes back. */
  async #pass(epoch: number): Promise<void> {
    if (epoch !== this.#epoch) await new Promise<never>(() => undefined)
    await this.#options.gate?.()
    if (epoch !== this.#epoch) await new Promise<never>(() => undefined)
  }
}
