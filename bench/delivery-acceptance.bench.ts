import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { acceptLines } from '../src/engine/delivery/accept-lines.ts'
import { defaultDeliveryOptions } from '../src/rules/delivery/options.ts'
import type { DeliveryPorts } from '../src/engine/delivery/ports.ts'
import { openSqliteStore } from '../src/adapters/store/sqlite/open-sqlite-store.ts'
import type { Store } from '../src/ports/store/store.ts'
import { InMemoryShopify } from '../test/support/in-memory-shopify.ts'
import { ShopifyModel } from '../sandbox/shopify/model/shopify-model.ts'
import { benchShop, drawPlaces, receiptLine } from './receipt-lines.ts'
import { atShare, report, rounded } from './report.ts'

const clock = { now: () => Date.now(), elapsed: () => performance.now(), sleep: () => Promise.resolve() }
let ids = 0
const random = { next: () => 0.5, uuid: () => `id-${++ids}` }
const locations = 5
const megabyte = 1024 * 1024

function portsOn(store: Store): DeliveryPorts {
  const shopify = new InMemoryShopify(new ShopifyModel({ clock, random }), { shop: benchShop })
  const listener = { applied: () => undefined, failed: () => undefined }
  return { store, shopify, clock, random, options: defaultDeliveryOptions, listener }
}

/** Lines of one message: whole products, scattered over the catalogue as changes of stock are. */
function message(first: number, size: number, products: number) {
  return Array.from({ length: size }, (_, at) => {
    const line = first + at
    const product = ((Math.floor(line / locations) * 7919) % products) + 1
    return receiptLine(product, (line % locations) + 1, (line * 13) % 90, line + 1)
  })
}

interface Measured {
  readonly linesPerSecond: number
  readonly linesPerCpuSecond: number
  readonly messageMs: { readonly p50: number; readonly p99: number; readonly max: number }
  readonly loopDelayMs: { readonly p50: number; readonly p99: number; readonly max: number }
  /** Resident memory in MB after each tenth. */
  readonly rssMb: readonly number[]
}

/** Accepts lines, each message durable before the next one comes. */
async function accept(ports: DeliveryPorts, lines: number, size: number, products: number): Promise<Measured> {
  const times: number[] = []
  const rssMb: number[] = []
  await drawPlaces(ports.store, lines)
  const delay = monitorEventLoopDelay({ resolution: 1 })
  const cpu = process.cpuUsage()
  const begun = performance.now()
  delay.enable()
  for (let line = 0; line < lines; line += size) {
    const at = performance.now()
    await acceptLines(ports, message(line, Math.min(size, lines - line), products), 'a1b2c3d4e5f6')
    times.push(performance.now() - at)
    if (line + size >= ((rssMb.length + 1) * lines) / 10) rssMb.push(rounded(process.memoryUsage().rss / megabyte))
  }
  delay.disable()
  const { user, system } = process.cpuUsage(cpu)
  const loop = (share: number): number => rounded(delay.percentile(share * 100) / 1e6)
  return {
    linesPerSecond: Math.round((lines * 1000) / (performance.now() - begun)),
    linesPerCpuSecond: Math.round((lines * 1e6) / (user + system)),
    messageMs: { p50: rounded(atShare(times, 0.5)), p99: rounded(atShare(times, 0.99)), max: rounded(atShare(times, 1)) },
    loopDelayMs: { p50: loop(0.5), p99: loop(0.99), max: rounded(delay.max / 1e6) },
    rssMb,
  }
}

const [lines = 1_000_000, products = 20_000] = process.argv.slice(2).map(Number)
const folder = mkdtempSync(join(tmpdir(), 'delivery-bench-'))
try {
  const store = await openSqliteStore(join(folder, 'sync.sqlite'), { clock })
  const baselineStore = await openSqliteStore(join(folder, 'baseline.sqlite'), { clock })
  try {
    const baseline = await accept(portsOn(baselineStore), 2_000, 1, products)
    const engine = await accept(portsOn(store), lines, 500, products)
    // The first half fills the caches of SQLite and of V8; from then on nothing may grow.
    const half = engine.rssMb[4] ?? 0
    const growth = (engine.rssMb.at(-1) ?? 0) - half
    report('delivery-acceptance', { lines, levels: products * locations, engine, baseline }, [
      {
        what: 'lines a second, durable',
        engine: engine.linesPerSecond,
        baseline: baseline.linesPerSecond,
        wanted: '>= 20,000',
        kept: engine.linesPerSecond >= 20_000,
      },
      { what: 'lines per second of processor time', engine: engine.linesPerCpuSecond, baseline: baseline.linesPerCpuSecond },
      { what: 'message of 500 lines, ms (p50 / p99)', engine: `${engine.messageMs.p50} / ${engine.messageMs.p99}` },
      { what: 'event-loop delay, ms (p99)', engine: engine.loopDelayMs.p99, wanted: '< 50', kept: engine.loopDelayMs.p99 < 50 },
      { what: 'memory, MB (half way / end)', engine: `${half} / ${engine.rssMb.at(-1) ?? 0}`, wanted: 'flat', kept: growth < 32 },
    ])
  } finally {
    await store.close()
    await baselineStore.close()
  }
} finally {
  rmSync(folder, { recursive: true, force: true })
}
