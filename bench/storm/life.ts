import { startDelivery, type Delivery } from '../../src/engine/delivery/delivery.ts'
import { defaultDeliveryOptions, type DeliveryOptions } from '../../src/rules/delivery/options.ts'
import { attachLinks } from '../../src/rules/link/attach.ts'
import { applyMap } from '../../src/rules/map/apply-map.ts'
import { checkMap } from '../../src/rules/map/check-map.ts'
import { readyMap, type ReadyMap } from '../../src/rules/map/ready-map.ts'
import { connectOdoo } from '../../src/adapters/odoo/connect.ts'
import type { Odoo } from '../../src/ports/odoo/odoo.ts'
import { textProperty } from '../../src/ports/odoo/property.ts'
import { Budget } from '../../src/adapters/shopify/pacing/budget.ts'
import type { Clock } from '../../src/ports/clock.ts'
import type { Random } from '../../src/ports/random.ts'
import { connectShopify } from '../../src/adapters/shopify/connect.ts'
import type { MemoryStore } from '../../src/adapters/store/memory/memory-store.ts'
import { keepAnswered } from '../../src/engine/watch/sent-picture.ts'
import { originsOf } from '../../src/engine/watch/acknowledgements.ts'
import { Outstanding } from '../../src/engine/watch/outstanding.ts'
import { PollMemory } from '../../src/engine/watch/poll-memory.ts'
import { pollOnce } from '../../src/engine/watch/poll.ts'
import { houses, stormDatabase, stormShop, stormUser } from './places.ts'
import { accessToken } from './storm-shop.ts'

/** What a process finds around it. */
export interface Surroundings {
  readonly clock: Clock
  readonly random: Random
  readonly odoo: typeof fetch
  readonly shopify: typeof fetch
  readonly store: MemoryStore
  readonly options: Partial<DeliveryOptions>
  /** Orders of the shop are told from those of other channels. */
  readonly tellsApart: boolean
}

const pollEvery = 5_000
const say = (key: string): string => key
const never = new Promise<never>(() => undefined)

/**
 * One life of the process under test: the one-to-one flow with its real parts, from the watch to the delivery. Once it is
 * killed, nothing that it waited for ever comes back to it.
 */
export class Life {
  readonly #around: Surroundings
  readonly #delivery: Delivery
  readonly #odoo: Odoo
  readonly #watch = { memory: new PollMemory(), outstanding: new Outstanding() }
  #dead = false
  /** What went wrong that nobody planned. */
  readonly faults: string[] = []

  constructor(around: Surroundings) {
    const alive = <T>(work: Promise<T>): Promise<T> =>
      work.then(
        (value) => (this.#dead ? never : value),
        (error: unknown) => {
          if (this.#dead) return never
          throw error
        },
      )
    const { clock: time } = around
    const clock: Clock = { now: () => time.now(), elapsed: () => time.elapsed(), sleep: (ms, signal) => alive(time.sleep(ms, signal)) }
    this.#around = { ...around, clock }
    const { random, store, options } = this.#around
    this.#odoo = connectOdoo(
      {
        url: 'http://odoo.storm',
        database: stormDatabase,
        username: stormUser.login,
        apiKey: stormUser.apiKey,
        transport: 'auto',
        timeoutMs: 30_000,
      },
      { clock, random, fetch: (...request) => alive(around.odoo(...request)) },
    )
    const settings = { shop: stormShop, auth: { kind: 'token' as const, accessToken } }
    const fetchApi: typeof fetch = (...request) => alive(around.shopify(...request))
    const shopify = connectShopify(settings, { clock, random, fetch: fetchApi, budget: new Budget(clock) })
    const breaker = { ...defaultDeliveryOptions.breaker, zeroShare: 0 }
    this.#delivery = startDelivery({
      store,
      shopify,
      clock,
      random,
      options: { ...defaultDeliveryOptions, breaker, ...options },
      listener: { applied: () => undefined, failed: () => undefined },
    })
    this.#watch.outstanding.know(['set'])
    this.#run().catch((error: unknown) => this.faults.push(String(error)))
  }

  kill(): void {
    this.#dead = true
  }

  async #run(): Promise<void> {
    const { map, locationIds } = await this.#map()
    for (;;) {
      await this.#poll(map, locationIds).catch((error: unknown) => {
        this.faults.push(String(error))
      })
      await this.#around.clock.sleep(pollEvery)
    }
  }

  /** One row for each warehouse. */
  async #map(): Promise<{ map: ReadyMap; locationIds: number[] }> {
    const rows = await this.#odoo.searchRead('stock.location', [['usage', '=', 'internal']], ['complete_name', 'parent_path'])
    const sources = houses.map(({ code, locationId }) => {
      const row = rows.find((one) => one['complete_name'] === `${code}/Stock`)
      const path = (textProperty(row, 'parent_path') ?? '').split('/').filter(Boolean).map(Number)
      return { code, locationId, source: { locationId: row?.id ?? 0, location: `${code}/Stock`, path } }
    })
    const checked = checkMap({
      rows: sources.map(({ code, locationId, source }) => ({
        id: code,
        shopifyLocationId: locationId,
        shopifyLocation: code,
        outcome: 'mapped',
        type: 'online',
        sources: [source],
        exclude: [],
        aggregate: 'sum',
        quantityName: 'available',
        enabled: true,
      })),
    })
    return { map: readyMap(checked, say), locationIds: sources.map(({ source }) => source.locationId) }
  }

  async #poll(map: ReadyMap, locationIds: readonly number[]): Promise<void> {
    const { clock, store } = this.#around
    const { memory, outstanding } = this.#watch
    const own = this.#around.tellsApart ? { ownOrders: { field: 'client_order_ref', begins: '#' } as const } : {}
    const watch = { name: 'storm', locations: locationIds.map((locationId) => ({ locationId })), ...own }
    for await (const { pictures } of pollOnce({ odoo: this.#odoo, store, watch, clock, options: { memory, outstanding } })) {
      if (pictures.length === 0) continue
      const at = new Date(clock.now()).toISOString()
      const levels = pictures.flatMap((picture) => applyMap(picture, map, say, at).levels)
      const links = await store.transaction((tables) =>
        tables.links.byProduct(stormShop, levels[0]?.odoo.database ?? '', [...new Set(levels.map(({ odoo }) => odoo.productId))]),
      )
      await this.#delivery.accept(attachLinks(levels, links, { shop: stormShop, at }).linked, 'set')
      outstanding.answer(originsOf(pictures), { what: 'stored', by: 'set' }, clock.now())
      await keepAnswered(store, watch.name, outstanding)
    }
  }
}
