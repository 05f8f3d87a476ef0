import type { DeliveryOptions } from '../../src/rules/delivery/options.ts'
import type { Random } from '../../src/ports/random.ts'
import { MemoryStore } from '../../src/adapters/store/memory/memory-store.ts'
import { SeededRandom } from '../../test/support/death/seeded-random.ts'
import { VirtualClock } from '../../test/support/virtual-clock.ts'
import { Judge } from './judge.ts'
import { Life } from './life.ts'
import { calmHabits, People, type Habits } from './people.ts'
import { places, stormShop, type Place } from './places.ts'
import { StormOdoo } from './storm-odoo.ts'
import { StormShop, type Outage } from './storm-shop.ts'

/** One history of a shop and a warehouse. Times in seconds. */
export interface Storm {
  readonly name: string
  readonly habits?: Partial<Habits>
  readonly options?: Partial<DeliveryOptions>
  /** The watch tells the orders of this shop from those of other channels. */
  readonly tellsApart?: boolean
  /** How long people act before anything goes wrong. */
  readonly before: number
  readonly outage?: { readonly kind: Outage | 'killed'; readonly seconds: number }
  /** How long shoppers go on when all is well again. */
  readonly after: number
  /** The shop has sold for a while before the flow starts for the first time. */
  readonly sellsAlready?: boolean
}

export interface Figures {
  readonly sold: number
  /** Sold while something was wrong; all when nothing was. */
  readonly soldMeanwhile: number
  readonly oversold: number
  /** A minute after the outage, the longest pause of the delivery. */
  readonly hiddenAfter: number
  /** Seconds from the end of the outage until no more is hidden than was sold in it; null when it took longer than a minute. */
  readonly backAfter: number | null
  /** Ten seconds after Odoo knew the last order, and all was well again. */
  readonly hiddenAtRest: number
  readonly wrongAtRest: number
  readonly aboveAtRest: number
  readonly hiddenSeconds: number
  /** From the moment that Odoo knew the last order; null when it took longer than was waited. */
  readonly exactAfter: number | null
  readonly calls: StormShop['calls']
  readonly notes: readonly string[]
}

/** So long it is waited for the last level to come right, in seconds. */
const longest = 70 * 60
/** So long before the end nobody edits anything in Shopify. */
const calmEnd = 90

/** Plays one storm; the same seed plays it the same way. */
export async function play(storm: Storm, seed: number, patience = longest): Promise<Figures> {
  const random = new SeededRandom(seed)
  const clock = new VirtualClock()
  let ids = 0
  const tools: Random = { next: () => random.next(), uuid: () => `00000000-0000-4000-8000-${String(++ids).padStart(12, '0')}` }
  const habits = { ...calmHabits, ...storm.habits }
  // The clock of the shop goes right, is fast, or is slow.
  const skew = [0, 40_000, -40_000][seed % 3] ?? 0
  const odoo = new StormOdoo(clock)
  const shop: StormShop = new StormShop(clock, tools, skew, (place) => place.stock, {
    asked: (key) => judge.asked(key),
    written: (row) => judge.written(row),
  })
  const judge: Judge = new Judge(
    () => clock.now(),
    (place) => shop.shown(place),
  )
  const people = new People(odoo.driver, shop.model, judge, random, habits)
  let store = await linked(odoo)
  let faults: string[] = []
  const { options = {}, tellsApart = false } = storm
  const start = (): Life => new Life({ clock, random: tools, odoo: odoo.fetch, shopify: shop.fetch, store, options, tellsApart })
  let life: Life | undefined
  async function pass(seconds: number, shopping: boolean): Promise<void> {
    for (let second = 0; second < seconds; second++) {
      await people.second(shopping)
      await clock.advance(1000)
      judge.tick()
    }
  }

  if (storm.sellsAlready === true) await pass(120, true)
  life = start()
  // The first look at a shop that sells already is a storm of its own.
  if (storm.sellsAlready !== true) await pass(8, false)
  await pass(storm.before, true)
  const soldBefore = people.sold
  let soldMeanwhile = 0
  let hiddenAfter = 0
  let backAfter: number | null = null
  if (storm.outage !== undefined) {
    const { kind, seconds } = storm.outage
    // Goods come in: twelve levels rise by 500 units each. The outage comes as this is written.
    for (const place of hit(random)) await people.receive(place, 500)
    if (kind !== 'killed') {
      shop.ambush = kind
      for (let wait = 0; wait < 10 && shop.ambush !== null; wait++) await pass(1, true)
      shop.weather = kind
      shop.ambush = null
      await pass(seconds, true)
      shop.weather = 'fair'
    } else {
      for (let left = seconds; left > 0; left -= 10) {
        await pass(random.between(1, 5), true)
        await clock.advance(random.between(1, 999))
        faults.push(...life.faults)
        life.kill()
        store = new MemoryStore(store.snapshot())
        await pass(random.between(1, 4), true)
        life = start()
      }
    }
    soldMeanwhile = people.sold - soldBefore
    for (let second = 1; second <= 60; second++) {
      await pass(1, true)
      if (backAfter === null && judge.hidden() <= soldMeanwhile) backAfter = second
    }
    hiddenAfter = judge.hidden()
  }
  await pass(Math.max(0, storm.after - calmEnd), true)
  people.lowering = false
  await pass(Math.min(storm.after, calmEnd), true)
  while (people.open > 0) await pass(1, false)
  await pass(10, false)
  const atRest = { hiddenAtRest: judge.hidden(), wrongAtRest: judge.wrong().length, aboveAtRest: judge.above() }
  let waited = 10
  for (; judge.wrong().length > 0 && waited < patience; waited++) await pass(1, false)
  faults = [...faults, ...life.faults]
  life.kill()
  check(odoo, judge)
  return {
    sold: people.sold,
    soldMeanwhile: storm.outage === undefined ? people.sold : soldMeanwhile,
    oversold: judge.oversold,
    hiddenAfter,
    backAfter: storm.outage === undefined ? 0 : backAfter,
    ...atRest,
    hiddenSeconds: judge.hiddenSeconds,
    exactAfter: judge.wrong().length > 0 ? null : waited,
    calls: shop.calls,
    notes: [...judge.overwritten.slice(0, 5), ...new Set(faults)],
  }
}

function hit(random: SeededRandom): Place[] {
  return random.shuffled(places).slice(0, 12)
}

async function linked(odoo: StormOdoo): Promise<MemoryStore> {
  const store = new MemoryStore()
  const products = odoo.productIds()
  await store.transaction((tables) =>
    tables.links.put(
      [...new Map(places.map((place) => [place.sku, place])).values()].map(({ sku, inventoryItemId }) => ({
        shop: stormShop,
        inventoryItemId,
        variantId: inventoryItemId.replace('InventoryItem', 'ProductVariant'),
        sku,
        odooDatabase: 'storm@odoo.storm',
        odooProductId: products.get(sku) ?? 0,
        by: 'sku' as const,
        at: 0,
      })),
    ),
  )
  return store
}

/** The books of the judge agree with Odoo once Odoo knows every order. */
function check(odoo: StormOdoo, judge: Judge): void {
  const free = new Map(odoo.driver.truth().map((line) => [`${line.sku} ${line.location}`, line.free]))
  for (const place of places) {
    const inOdoo = free.get(`${place.sku} ${place.location}`) ?? 0
    if (inOdoo !== judge.due(place))
      throw new Error(`${place.sku} ${place.location}: Odoo has ${inOdoo} free, the books say ${judge.due(place)}`)
  }
}
