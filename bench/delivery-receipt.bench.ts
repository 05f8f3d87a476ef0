import { startDelivery } from '../src/engine/delivery/delivery.ts'
import { defaultDeliveryOptions } from '../src/rules/delivery/options.ts'
import { MemoryStore } from '../src/adapters/store/memory/memory-store.ts'
import { inventoryItem } from '../test/support/levels.ts'
import { benchLocation, drawPlaces, receiptLine } from './receipt-lines.ts'
import { report, rounded } from './report.ts'
import { simulatedShop, type SimulatedShop } from './simulated-shop.ts'

const items = 200
const locations = 3
const latency = 250

interface Measured {
  readonly reads: number
  readonly sets: number
  readonly throttled: number
  readonly points: number
  readonly seconds: number
}

function measured({ calls, clock }: SimulatedShop, begun: number): Measured {
  const seconds = rounded((clock.now() - begun) / 1000, 2)
  return { reads: calls.read, sets: calls.set, throttled: calls.throttled, points: calls.points, seconds }
}

/** A receipt of 200 products that are sold at 3 locations, none of them ever seen before: 600 levels. */
async function engine(): Promise<Measured> {
  const scene = await simulatedShop(items, locations, latency)
  const { clock, random, shopify } = scene
  const listener = { applied: () => undefined, failed: () => undefined }
  const store = new MemoryStore()
  const delivery = startDelivery({
    store,
    shopify,
    clock,
    random,
    options: defaultDeliveryOptions,
    listener,
  })
  const asOf = await drawPlaces(store, 1)
  const begun = clock.now()
  const lines = Array.from({ length: items * locations }, (_, n) =>
    receiptLine(Math.floor(n / locations) + 1, (n % locations) + 1, (n % 50) + 5, asOf, 0),
  )
  await delivery.accept(lines, 'node')
  for (let depth = await delivery.depth(); depth.settled < lines.length; depth = await delivery.depth()) {
    if (clock.now() - begun > 600_000) throw new Error('the receipt was not delivered within ten minutes')
    await clock.advance(50)
  }
  const figures = measured(scene, begun)
  const stopping = delivery.stop()
  await clock.run(stopping)
  return figures
}

/** The same, as most connectors do it: read a level, write a level, four at a time. */
async function onePerCall(): Promise<Measured> {
  const scene = await simulatedShop(items, locations, latency)
  const { clock, random, shopify } = scene
  const begun = clock.now()
  let next = 0
  async function lane(): Promise<void> {
    for (let n = next++; n < items * locations; n = next++) {
      const address = { inventoryItemId: inventoryItem(Math.floor(n / locations) + 1), locationId: benchLocation((n % locations) + 1) }
      const [level] = await shopify.readLevels([address])
      const entries = [{ ...address, quantity: (n % 50) + 5, changeFrom: level?.available ?? 0 }]
      const key = random.uuid()
      await shopify.setQuantities({
        key,
        name: 'available',
        reason: 'correction',
        referenceDocumentUri: `gid://node-red-odoo/Batch/${key}`,
        entries,
      })
    }
  }
  await clock.run(Promise.all([lane(), lane(), lane(), lane()]))
  return measured(scene, begun)
}

const [ours, baseline] = [await engine(), await onePerCall()]
report('delivery-receipt', { levels: items * locations, latencyMs: latency, engine: ours, baseline }, [
  { what: 'set mutations', engine: ours.sets, baseline: baseline.sets, wanted: '<= 3', kept: ours.sets <= 3 },
  { what: 'reads', engine: ours.reads, baseline: baseline.reads, wanted: '<= 3', kept: ours.reads <= 3 },
  { what: 'calls that were throttled', engine: ours.throttled, baseline: baseline.throttled, wanted: '0', kept: ours.throttled === 0 },
  { what: 'points', engine: ours.points, baseline: baseline.points },
  { what: 'seconds until every level shows its number', engine: ours.seconds, baseline: baseline.seconds },
])
