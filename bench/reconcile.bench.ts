import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { realClock, realRandom } from '../nodes/kit/real-clock.ts'
import { Budget } from '../src/adapters/shopify/pacing/budget.ts'
import { connectShopify } from '../src/adapters/shopify/connect.ts'
import { MemoryStore } from '../src/adapters/store/memory/memory-store.ts'
import { openSqliteStore } from '../src/adapters/store/sqlite/open-sqlite-store.ts'
import { inventoryItem } from '../test/support/levels.ts'
import { watchLoop } from './loop-watch.ts'
import { benchLocation } from './receipt-lines.ts'
import { driftOf, reconcileFloor, wantedOf, type Catalogue } from './reconcile-floor.ts'
import { startReconcileShop } from './reconcile-shop.ts'
import { report, rounded } from './report.ts'
import { simulatedShop, type SimulatedShop } from './simulated-shop.ts'

const [items = 100_000, sample = 400] = process.argv.slice(2).map(Number)
const catalogue: Catalogue = { items, locations: 3, driftEvery: 100, shown: 20 }
const levels = items * catalogue.locations
const drift = driftOf(catalogue)
/** Of the Standard plan (shopify-facts 2): points a second, levels in a mutation, and what a mutation costs. */
const restoreRate = 100
const levelsInSet = 250
const pointsOfSet = 10
const latency = 250
const megabyte = 1024 * 1024

const folder = mkdtempSync(join(tmpdir(), 'reconcile-bench-'))

/** What a run took, on a clock that stands still while the engine thinks. */
interface Paced {
  readonly reads: number
  readonly sets: number
  readonly points: number
  readonly throttled: number
  readonly seconds: number
}

/** Compare, apply and roll back in virtual time: what Shopify's budget is spent on, and how long it takes. */
async function paced() {
  const scene = await simulatedShop(items, catalogue.locations, latency, catalogue.shown)
  const { clock, random, shop, shopify, calls } = scene
  const store = new MemoryStore()
  const floor = reconcileFloor(shopify, store, clock, random, catalogue)
  // A full bucket is a head start that no long run has.
  shop.bucket.drain(0)
  const timed = async <T>(work: Promise<T>): Promise<[T, Paced]> => {
    const [before, begun] = [{ ...calls }, clock.now()]
    const result = await clock.run(work)
    const spent = { reads: calls.read - before.read, sets: calls.set - before.set, throttled: calls.throttled - before.throttled }
    return [result, { ...spent, points: calls.points - before.points, seconds: rounded((clock.now() - begun) / 1000) }]
  }
  const [found, compare] = await timed(floor.run({ action: 'start' }, 'report'))
  const planId = found.plan?.id ?? ''
  const [applied, apply] = await timed(floor.run({ action: 'approve', planId }, 'applied'))
  const wrong = wrongLevels(scene, (product, location) => wantedOf(catalogue, product, location))
  const [back, rollback] = await timed(floor.run({ action: 'rollback', planId }, 'rolled-back'))
  const changed = wrongLevels(scene, () => catalogue.shown)
  await clock.run(floor.close())
  await store.close()
  return { found: found.lines, applied: applied.lines, back: back.lines, wrong, changed, compare, apply, rollback }
}

/** Levels of the shop that show another number than they should. */
function wrongLevels({ shop }: SimulatedShop, right: (product: number, location: number) => number): number {
  let wrong = 0
  for (let product = 1; product <= items; product++)
    for (let location = 1; location <= catalogue.locations; location++) {
      const [reading] = shop.model.readLevels([{ inventoryItemId: inventoryItem(product), locationId: benchLocation(location) }])
      if (reading?.available !== right(product, location)) wrong++
    }
  return wrong
}

/** Reads each level by itself, and writes each that differs by itself, four at a time: for a sample, then reckoned up. */
async function onePerCall() {
  const part = { ...catalogue, items: Math.ceil(sample / catalogue.locations) }
  const { clock, random, shop, shopify, calls } = await simulatedShop(part.items, part.locations, latency, part.shown)
  shop.bucket.drain(0)
  const count = part.items * part.locations
  let next = 0
  async function lane(): Promise<void> {
    for (let level = next++; level < count; level = next++) {
      const [product, location] = [Math.floor(level / part.locations) + 1, (level % part.locations) + 1]
      const address = { inventoryItemId: inventoryItem(product), locationId: benchLocation(location) }
      const [reading] = await shopify.readLevels([address])
      const quantity = wantedOf(part, product, location)
      if (reading === undefined || reading.available === quantity) continue
      const key = random.uuid()
      const entries = [{ ...address, quantity, changeFrom: reading.available }]
      const referenceDocumentUri = `gid://node-red-odoo/Batch/${key}`
      await shopify.setQuantities({ key, name: 'available', reason: 'correction', referenceDocumentUri, entries })
    }
  }
  const begun = clock.now()
  await clock.run(Promise.all([lane(), lane(), lane(), lane()]))
  const times = levels / count
  const whole = (value: number): number => Math.round(value * times)
  const seconds = whole((clock.now() - begun) / 1000)
  return { sampled: count, reads: whole(calls.read), sets: whole(calls.set), points: whole(calls.points), seconds }
}

/** The same reconciliation in real time before a shop in a process of its own: what it asks of the machine. */
async function measured() {
  const shop = await startReconcileShop(items, catalogue.locations, catalogue.shown)
  const store = await openSqliteStore(join(folder, 'measured.sqlite'), { clock: realClock })
  const around = { clock: realClock, random: realRandom }
  const shopify = connectShopify(shop.settings, { ...around, budget: new Budget(realClock) })
  const floor = reconcileFloor(shopify, store, realClock, realRandom, catalogue)
  try {
    const megabytes = (): number => rounded(process.memoryUsage().rss / megabyte)
    globalThis.gc?.()
    const atStart = megabytes()
    // V8 makes room for short-lived objects once, up to some 100 MB, in every process that is busy.
    const warmUp = Array.from({ length: Math.min(items, 10_000) }, (_, at) => `SKU-${at + 1}`)
    await floor.run({ action: 'start', scope: { skus: warmUp } }, 'report')
    globalThis.gc?.()
    const before = megabytes()
    let peak = before
    const sampler = setInterval(() => (peak = Math.max(peak, megabytes())), 50)
    const loop = watchLoop()
    const [cpu, begun] = [process.cpuUsage(), performance.now()]
    const found = await floor.run({ action: 'start' }, 'report')
    const compareSeconds = rounded((performance.now() - begun) / 1000)
    await floor.run({ action: 'approve', planId: found.plan?.id ?? '' }, 'applied')
    const watched = loop()
    const { user, system } = process.cpuUsage(cpu)
    clearInterval(sampler)
    return {
      ...watched,
      cpuSeconds: rounded((user + system) / 1e6),
      seconds: rounded((performance.now() - begun) / 1000),
      compareSeconds,
      rssMb: { atStart, warmedUp: before, peak },
    }
  } finally {
    await floor.close()
    await store.close()
    await shopify.close()
    await shop.stop()
  }
}

try {
  const real = await measured()
  const engine = await paced()
  const baseline = await onePerCall()
  const { compare, apply, rollback } = engine
  const pages = Math.ceil(items / 250)
  const pointsPerPage = (points: number): number => rounded(points / pages, 2)
  const corrections = Math.ceil(drift / levelsInSet)
  const allowed = pages * 8 + corrections * pointsOfSet
  const growth = real.rssMb.peak - real.rssMb.warmedUp
  const needed = (compare.points + apply.points) / restoreRate
  const ratio = (compare.seconds + apply.seconds) / needed
  report('reconcile', { items, locations: catalogue.locations, drift, latencyMs: latency, engine, real, baseline }, [
    { what: 'levels found to differ', engine: engine.found.planned ?? 0, wanted: String(drift), kept: engine.found.planned === drift },
    { what: 'levels still wrong after applying', engine: engine.wrong, wanted: '0', kept: engine.wrong === 0 },
    { what: 'levels not as before after rolling back', engine: engine.changed, wanted: '0', kept: engine.changed === 0 },
    {
      what: 'points to compare, per 250 items × 3 locations',
      engine: pointsPerPage(compare.points),
      baseline: pointsPerPage(baseline.points - baseline.sets * pointsOfSet),
      wanted: '<= 8',
      kept: compare.points <= pages * 8,
    },
    {
      what: 'mutations to apply',
      engine: apply.sets,
      baseline: baseline.sets,
      wanted: `<= ${corrections}`,
      kept: apply.sets <= corrections,
    },
    { what: 'mutations to roll back', engine: rollback.sets, wanted: `<= ${corrections}`, kept: rollback.sets <= corrections },
    {
      what: 'points to compare and apply',
      engine: compare.points + apply.points,
      baseline: baseline.points,
      wanted: `<= ${allowed}`,
      kept: compare.points + apply.points <= allowed,
    },
    { what: 'calls throttled', engine: compare.throttled + apply.throttled + rollback.throttled },
    { what: 'seconds to compare and apply', engine: rounded(compare.seconds + apply.seconds), baseline: baseline.seconds },
    { what: 'the same over what the budget alone takes', engine: rounded(ratio, 2), wanted: '<= 1.2', kept: ratio <= 1.2 },
    { what: 'processor seconds of the engine', engine: real.cpuSeconds },
    { what: 'resident memory at the start / warmed up / at its highest, MB', engine: Object.values(real.rssMb).join(' / ') },
    { what: 'growth of resident memory, MB', engine: rounded(growth), wanted: '< 150', kept: growth < 150 },
    { what: 'event-loop delay, ms (p99 / max)', engine: `${real.delayMs.p99} / ${real.delayMs.max}`, wanted: 'p99 < 50' },
    {
      what: 'own work between two ticks, ms (p99 / max)',
      engine: `${real.workMs.p99} / ${real.workMs.max}`,
      wanted: 'p99 < 50',
      kept: real.workMs.p99 < 50,
    },
  ])
} finally {
  rmSync(folder, { recursive: true, force: true })
}
