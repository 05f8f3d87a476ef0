import type { Clock } from '../../src/ports/clock.ts'
import { textProperty } from '../../src/ports/odoo/property.ts'
import type { Random } from '../../src/ports/random.ts'
import { shopContext } from '../../sandbox/shopify/graphql/show.ts'
import { Shop } from '../../sandbox/shopify/shop.ts'
import { houses, places, stormShop, type Place } from './places.ts'

/** What is wrong with Shopify's API at present. Shoppers buy all the same. */
export const outages = [
  '503 before',
  '503 after',
  '503 before, writes only',
  '503 after, writes only',
  'cut before',
  'cut after',
  'gone',
  'silent',
  'throttled',
] as const
export type Outage = (typeof outages)[number]

export const accessToken = 'storm-token'
const apiVersion = '2026-10'
/** Every call of Shopify takes so long, in milliseconds. */
const latency = 250

/** A row of a set mutation that has just changed a level. */
export interface WrittenRow {
  readonly place: Place
  readonly key: string
  readonly quantity: number
}

export interface Hears {
  /** A set mutation goes out, whether it arrives or not. */
  asked(key: string): void
  written(row: WrittenRow): void
}

/** The simulated Shopify in this process and in virtual time, answered through `fetch`, with the weather of the day. */
export class StormShop {
  weather: Outage | 'fair' = 'fair'
  /** The weather that comes up as the next set mutation arrives. */
  ambush: Outage | null = null
  /** Calls that arrived, and how many of them were refused for pace. */
  readonly calls = { set: 0, read: 0, throttled: 0 }
  readonly #clock: Clock
  readonly #shop: Shop
  readonly #hears: Hears

  constructor(clock: Clock, random: Random, skew: number, shown: (place: Place) => number, hears: Hears) {
    this.#clock = clock
    // The clock of the shop is another one.
    const own: Clock = { now: () => clock.now() + skew, elapsed: () => clock.elapsed(), sleep: (ms, signal) => clock.sleep(ms, signal) }
    this.#shop = new Shop({ clock: own, random, accessToken, shopDomain: stormShop, historyLimit: 10 })
    this.#hears = hears
    for (const { code, locationId } of houses) this.model.addLocation({ id: locationId, name: code })
    for (const [sku, some] of Map.groupBy(places, (place) => place.sku)) {
      const levels = some.map((place) => ({ locationId: place.locationId, available: shown(place) }))
      this.model.addProduct({ title: sku, variants: [{ itemId: some[0]?.inventoryItemId ?? '', sku, tracked: true, levels }] })
    }
  }

  get model(): Shop['model'] {
    return this.#shop.model
  }

  shown({ inventoryItemId, locationId }: Place): number {
    return this.model.state.levels.get(inventoryItemId, locationId)?.available ?? 0
  }

  readonly fetch: typeof fetch = async (_input, init = {}) => {
    const request: { query: string; variables?: Record<string, unknown> } = JSON.parse(typeof init.body === 'string' ? init.body : '{}')
    const isSet = request.query.includes('inventorySetQuantities')
    const key = textProperty(request.variables, 'key') ?? ''
    if (isSet) this.#hears.asked(key)
    await this.#clock.sleep(latency / 2)
    this.calls[isSet ? 'set' : 'read']++
    if (isSet && this.ambush !== null) {
      this.weather = this.ambush
      this.ambush = null
    }
    const weather = isSet || !this.weather.endsWith('writes only') ? this.weather : 'fair'
    if (weather === 'gone') throw failed('ECONNREFUSED')
    if (weather === 'cut before') throw failed('ECONNRESET')
    if (weather === 'silent') await this.#clock.sleep(3_600_000, init.signal ?? undefined)
    init.signal?.throwIfAborted()
    if (weather.startsWith('503 before')) return unavailable()
    const answer = await this.#answer(request, key, weather === 'throttled')
    await this.#clock.sleep(latency / 2)
    if (weather.startsWith('503 after')) return unavailable()
    if (weather === 'cut after') throw failed('ECONNRESET')
    return answer
  }

  async #answer({ query, variables = {} }: { query: string; variables?: Record<string, unknown> }, key: string, throttled: boolean) {
    const before = new Map(places.map((place) => [place, this.shown(place)]))
    const context = shopContext({
      model: this.model,
      levels: this.model.state.levels.ago(0),
      identity: this.#shop.identity,
      scopes: this.#shop.scopes,
      apiVersion,
      apiVersions: this.#shop.apiVersions,
      subscriptions: this.#shop.subscriptions,
      beforeCommit: async () => undefined,
    })
    const answer = await this.#shop.graphql(apiVersion).answer({ query, variables, operationName: null }, context, throttled)
    if (answer.outcome === 'throttled') this.calls.throttled++
    for (const [place, then] of before) {
      const quantity = this.shown(place)
      if (quantity !== then) this.#hears.written({ place, key, quantity })
    }
    const headers = { 'content-type': 'application/json', 'x-shopify-api-version': apiVersion }
    return new Response(JSON.stringify(answer.body), { headers })
  }
}

function unavailable(): Response {
  return new Response('{"errors":"Service Unavailable"}', { status: 503, headers: { 'content-type': 'application/json' } })
}

function failed(code: string): TypeError {
  return new TypeError('fetch failed', { cause: Object.assign(new Error(code), { code }) })
}
