import { startDelivery } from '../src/engine/delivery/delivery.ts'
import { defaultDeliveryOptions } from '../src/rules/delivery/options.ts'
import { MemoryStore } from '../src/adapters/store/memory/memory-store.ts'
import { inventoryItem } from '../test/support/levels.ts'
import { benchLocation, drawPlaces, receiptLine } from './receipt-lines.ts'
import { report, rounded } from './report.ts'
import { simulatedShop, type SimulatedShop } from './simulated-shop.ts'

const items = 2_000
const locations = 5
const levels = items * locations
const latency = 250
/** Points of one `inventorySetQuantities`, whatever it carries (shopify-facts 2.1). */
const pointsOfSet = 10
const levelsInSet = 250
const warmUp = 30_000
const [seconds = 120] = process.argv.slice(2).map(Number)

interface Measured {
  readonly levelsPerSecond: number
  readonly callsPerSecond: number
  readonly throttledShare: number
}

function measured(scene: SimulatedShop, written: number, from: { calls: number; throttled: number }, during: number): Measured {
  const { set, read, throttled } = scene.calls
  const calls = set + read - from.calls
  return {
    levelsPerSecond: rounded(written / during),
    callsPerSecond: rounded(calls / during, 2),
    throttledShare: rounded((throttled - from.throttled) / Math.max(1, calls), 4),
  }
}

/** More changes than the budget allows, of which a third are decreases, for as long as it takes. */
async function engine(): Promise<Measured> {
  const scene = await simulatedShop(items, locations, latency)
  const { clock, random, shopify, calls } = scene
  let written = 0
  const listener = { applied: (lines: readonly unknown[]) => (written += lines.length), failed: () => undefined }
  const options = { ...defaultDeliveryOptions, breaker: { ...defaultDeliveryOptions.breaker, zeroShare: 0 } }
  const store = new MemoryStore()
  const delivery = startDelivery({ store, shopify, clock, random, options, listener })
  const quantities = new Map<number, number>()
  let change = 0
  async function topUp(): Promise<void> {
    const { waiting } = await delivery.depth()
    if (waiting > 2_000) return
    const asOf = await drawPlaces(store, 1)
    const lines = Array.from({ length: 1_500 }, () => {
      const level = (change * 7919) % levels
      const before = quantities.get(level) ?? 500
      const quantity = ++change % 3 === 0 ? before - 1 : before + 2
      quantities.set(level, quantity)
      return receiptLine(Math.floor(level / locations) + 1, (level % locations) + 1, quantity, asOf, 0)
    })
    await delivery.accept(lines, 'node')
  }
  async function work(ms: number): Promise<void> {
    for (let passed = 0; passed < ms; passed += 100) {
      await topUp()
      await clock.advance(100)
    }
  }

  // Every level is seen once, and the bucket is as empty as under load that never ends.
  await work(warmUp)
  const from = { calls: calls.set + calls.read, throttled: calls.throttled }
  written = 0
  await work(seconds * 1000)
  const figures = measured(scene, written, from, seconds)
  await clock.run(delivery.stop())
  return figures
}

/** The same load with one level in each call, four at a time, on the same budget; what was left is known, so nothing is read. */
async function onePerCall(): Promise<Measured> {
  const scene = await simulatedShop(items, locations, latency)
  const { clock, random, shopify, calls } = scene
  let next = 0
  let written = 0
  let over = false
  async function lane(): Promise<void> {
    while (!over) {
      const level = next++
      const address = {
        inventoryItemId: inventoryItem(Math.floor(level / locations) + 1),
        locationId: benchLocation((level % locations) + 1),
      }
      const key = random.uuid()
      const entries = [{ ...address, quantity: 7, changeFrom: 0 }]
      await shopify.setQuantities({
        key,
        name: 'available',
        reason: 'correction',
        referenceDocumentUri: `gid://node-red-odoo/Batch/${key}`,
        entries,
      })
      written++
    }
  }
  scene.shop.bucket.drain(0)
  const lanes = Promise.all([lane(), lane(), lane(), lane()])
  await clock.advance(warmUp)
  const from = { calls: calls.set + calls.read, throttled: calls.throttled }
  written = 0
  await clock.advance(seconds * 1000)
  const figures = measured(scene, written, from, seconds)
  over = true
  await clock.run(lanes)
  return figures
}

const [ours, baseline] = [await engine(), await onePerCall()]
const allowed = (100 / pointsOfSet) * levelsInSet
const share = ours.levelsPerSecond / allowed
report('delivery-pace', { virtualSeconds: seconds, allowedLevelsPerSecond: allowed, latencyMs: latency, engine: ours, baseline }, [
  { what: 'levels a second', engine: ours.levelsPerSecond, baseline: baseline.levelsPerSecond },
  {
    what: 'share of what the budget allows',
    engine: rounded(share, 3),
    baseline: rounded(baseline.levelsPerSecond / allowed, 4),
    wanted: '>= 0.95',
    kept: share >= 0.95,
  },
  {
    what: 'share of calls that were throttled',
    engine: ours.throttledShare,
    baseline: baseline.throttledShare,
    wanted: '< 0.01',
    kept: ours.throttledShare < 0.01,
  },
])
