import { jobsInWords } from '../../../../nodes/kit/in-words.ts'
import { failureIn } from '../../../../src/base/error/describe.ts'
import assert from 'node:assert/strict'
import { startDelivery, type Delivery } from '../../../../src/engine/delivery/delivery.ts'
import { defaultDeliveryOptions, type DeliveryOptions } from '../../../../src/rules/delivery/options.ts'
import type { DeliveryPorts } from '../../../../src/engine/delivery/ports.ts'
import type { AppliedLine } from '../../../../src/base/messages/applied.ts'
import type { FailedLine } from '../../../../src/base/messages/failed.ts'
import type { LevelLine, LinkedLevelLine } from '../../../../src/base/messages/level.ts'
import type { AuditEntry } from '../../../../src/ports/store/audit-entry.ts'
import type { FailedJob } from '../../../../src/ports/store/failed-job.ts'
import type { Hold } from '../../../../src/ports/store/hold.ts'
import type { LevelKey, LevelRecord } from '../../../../src/ports/store/level-record.ts'
import { MemoryStore } from '../../../../src/adapters/store/memory/memory-store.ts'
import type { Store, StoreTables } from '../../../../src/ports/store/store.ts'
import type { ModelOptions } from '../../../../sandbox/shopify/model/model-options.ts'
import { ShopifyModel } from '../../../../sandbox/shopify/model/shopify-model.ts'
import type { InMemoryShopifyOptions, ShopifyCall, ShopifyFate } from '../../../support/in-memory-shopify.ts'
import { english } from '../../../support/english.ts'
import { inventoryItem, linkedLine } from '../../../support/levels.ts'
import { shopifyLocation } from '../../../support/pictures.ts'
import { VirtualClock } from '../../../support/virtual-clock.ts'
import { countedRandom } from './counted-random.ts'
import { WatchedShopify } from './watched-shopify.ts'

export interface SceneSettings {
  readonly items?: number
  readonly locations?: number
  /** What Shopify shows at every location before anything happens. */
  readonly available?: number
  readonly options?: Partial<DeliveryOptions>
  readonly model?: Partial<ModelOptions>
  readonly gate?: InMemoryShopifyOptions['gate']
  readonly lanes?: number
  /** Puts something between the delivery and its store. */
  readonly store?: (store: MemoryStore) => Store
}

/** What a reading of Odoo says beside the quantity. */
export type Reading = Partial<LevelLine>

/**
 * A delivery at work on a simulated shop, in virtual time: items 1, 2, … with the SKUs SKU-1, SKU-2, … at Location 1,
 * Location 2, …, all tracked and stocked.
 */
export class DeliveryScene {
  readonly clock = new VirtualClock()
  readonly random = countedRandom()
  readonly model: ShopifyModel
  readonly shopify: WatchedShopify
  readonly store: MemoryStore
  readonly ports: DeliveryPorts
  readonly delivery: Delivery
  readonly applied: AppliedLine[] = []
  readonly failed: FailedLine[] = []
  /** What becomes of the calls to Shopify from now on. */
  fate: (call: ShopifyCall) => ShopifyFate = () => 'carried-out'

  constructor(
    { items = 1, locations = 1, available = 0, options, model, gate, lanes, store: between }: SceneSettings = {},
    before?: MemoryStore,
  ) {
    this.store = before ?? new MemoryStore()
    this.model = new ShopifyModel({ clock: this.clock, random: this.random, ...model })
    for (let at = 1; at <= locations; at++) this.model.addLocation({ id: shopifyLocation(at), name: `Location ${at}` })
    const levels = Array.from({ length: locations }, (_, at) => ({ locationId: shopifyLocation(at + 1), available }))
    for (let item = 1; item <= items; item++) {
      this.model.addProduct({
        title: `Product ${item}`,
        variants: [{ itemId: inventoryItem(item), sku: `SKU-${item}`, tracked: true, levels }],
      })
    }
    this.shopify = new WatchedShopify(this.model, { fate: (call) => this.fate(call), ...(gate === undefined ? {} : { gate }) })
    this.ports = {
      store: between?.(this.store) ?? this.store,
      shopify: this.shopify,
      clock: this.clock,
      random: this.random,
      options: { ...defaultDeliveryOptions, ...options },
      listener: {
        applied: (lines) => this.applied.push(...lines),
        failed: (lines) => this.failed.push(...lines.map((line) => failureIn(english, line))),
      },
    }
    this.delivery = startDelivery(this.ports, lanes)
  }

  /** A line of Odoo read now: free is the quantity unless told otherwise. Lines of one item sell the same units. */
  async read(item: number, location: number, quantity: number, more: Reading = {}): Promise<LinkedLevelLine> {
    return linkedLine(item, location, quantity, { asOf: await this.asOf(), ...more })
  }

  asOf(): Promise<number> {
    return this.store.transaction((tables) => tables.nextAsOf())
  }

  /** Reads Odoo, accepts what it says, and lets the delivery work for a moment. */
  async deliver(item: number, location: number, quantity: number, more: Reading = {}): Promise<void> {
    await this.accept([await this.read(item, location, quantity, more)])
  }

  async accept(lines: readonly LinkedLevelLine[], ms = 100): Promise<void> {
    await this.delivery.accept(lines, 'node')
    await this.work(ms)
  }

  /** Lets time pass; 100 ms are enough for everything that does not have to wait. */
  async work(ms = 100): Promise<void> {
    await this.clock.advance(ms)
  }

  available(item: number, location = 1): number {
    const [level] = this.model.readLevels([this.#address(item, location)])
    assert.ok(level, `item ${item} has no level at location ${location}`)
    return level.available
  }

  /** Returns the id of the order. */
  sell(item: number, quantity: number, location = 1): string {
    const sold = this.model.sell({ locationId: shopifyLocation(location), lines: [{ itemId: inventoryItem(item), quantity }] })
    assert.ok(sold, 'sold out')
    return sold.id
  }

  edit(item: number, available: number, location = 1): void {
    this.model.edit(this.#address(item, location), available)
  }

  key(item: number, location = 1): LevelKey {
    return { shop: this.shopify.shop, ...this.#address(item, location) }
  }

  async level(item: number, location = 1): Promise<LevelRecord> {
    const [record] = await this.store.transaction((tables) => tables.levels.get([this.key(item, location)]))
    assert.ok(record, `nothing is known of item ${item} at location ${location}`)
    return record
  }

  within<T>(work: (tables: StoreTables) => Promise<T>): Promise<T> {
    return this.store.transaction(work)
  }

  /** The jobs as a node shows them, in words. */
  async jobs(state?: FailedJob['state']): Promise<ReturnType<typeof jobsInWords>> {
    return jobsInWords(english, await this.within((tables) => tables.failedJobs.list(state === undefined ? {} : { state })))
  }

  holds(): Promise<Hold[]> {
    return this.within((tables) => tables.holds.all(this.shopify.shop))
  }

  /** What was done to a level, the oldest first. */
  async audit(item: number, location = 1): Promise<AuditEntry[]> {
    return (await this.within((tables) => tables.audit.of(this.key(item, location), 100))).toReversed()
  }

  /** What was done to switches and locations, the oldest first. */
  auditOfShop(): AuditEntry[] {
    return [...this.store.snapshot().audit.values()].map(({ entry }) => entry).filter((entry) => entry.inventoryItemId === undefined)
  }

  #address(item: number, location: number): { inventoryItemId: string; locationId: string } {
    return { inventoryItemId: inventoryItem(item), locationId: shopifyLocation(location) }
  }
}
