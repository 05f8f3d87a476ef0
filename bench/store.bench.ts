import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { pathToFileURL } from 'node:url'
import type { Clock } from '../src/ports/clock.ts'
import type { LevelRecord } from '../src/ports/store/level-record.ts'
import { openSqliteStore } from '../src/adapters/store/sqlite/open-sqlite-store.ts'
import type { Store } from '../src/ports/store/store.ts'

export interface StoreBenchOptions {
  /** Levels written in all; each is read first. */
  readonly lines: number
  /** Different levels in the store. */
  readonly levels: number
  readonly linesPerTransaction: number
}

export interface StoreBenchResult extends StoreBenchOptions {
  readonly linesPerSecond: number
  readonly linesPerCpuSecond: number
  readonly transactionMs: { readonly p50: number; readonly p99: number; readonly max: number }
  readonly loopDelayMs: { readonly p50: number; readonly p99: number; readonly max: number }
  /** Resident memory in MB after each tenth of the lines. */
  readonly rssMb: readonly number[]
  /** A due query for 250 levels while all levels wait, a count by state, and opening the file again, in milliseconds. */
  readonly dueMs: number
  readonly depthMs: number
  readonly reopenMs: number
  readonly fileMb: number
}

const LOCATIONS = 5
const SHOP = 'bench.myshopify.com'
const clock: Clock = { now: () => Date.now(), elapsed: () => performance.now(), sleep: () => Promise.resolve() }
const megabyte = 1024 * 1024

/** Accepts lines as the delivery engine does: get and put of levels, every transaction durable before the next one begins. */
export async function benchStore(options: StoreBenchOptions): Promise<StoreBenchResult> {
  const folder = mkdtempSync(join(tmpdir(), 'store-bench-'))
  const file = join(folder, 'sync.sqlite')
  let store = await openSqliteStore(file, { clock })
  try {
    const rssMb: number[] = []
    const times: number[] = []
    const delay = monitorEventLoopDelay({ resolution: 1 })
    const startedAt = performance.now()
    const cpu = process.cpuUsage()
    delay.enable()
    for (let line = 0; line < options.lines; line += options.linesPerTransaction) {
      const begun = performance.now()
      await accept(store, line, options)
      times.push(performance.now() - begun)
      if (line + options.linesPerTransaction >= ((rssMb.length + 1) * options.lines) / 10)
        rssMb.push(rounded(process.memoryUsage().rss / megabyte))
    }
    delay.disable()
    const { user, system } = process.cpuUsage(cpu)
    const linesPerSecond = Math.round((options.lines * 1000) / (performance.now() - startedAt))
    const sorted = times.toSorted((a, b) => a - b)
    const dueMs = await timed(() => store.transaction(({ levels }) => levels.due(SHOP, Date.now(), 250)))
    const depthMs = await timed(() => store.transaction(({ levels }) => levels.depth(SHOP)))
    await store.close()
    const reopenMs = await timed(async () => {
      store = await openSqliteStore(file, { clock })
    })
    const loopDelayMs = { p50: delay.percentile(50), p99: delay.percentile(99), max: delay.max }
    return {
      ...options,
      linesPerSecond,
      linesPerCpuSecond: Math.round((options.lines * 1e6) / (user + system)),
      transactionMs: { p50: rounded(atShare(sorted, 0.5)), p99: rounded(atShare(sorted, 0.99)), max: rounded(atShare(sorted, 1)) },
      loopDelayMs: { p50: rounded(loopDelayMs.p50 / 1e6), p99: rounded(loopDelayMs.p99 / 1e6), max: rounded(loopDelayMs.max / 1e6) },
      rssMb,
      dueMs: rounded(dueMs),
      depthMs: rounded(depthMs),
      reopenMs: rounded(reopenMs),
      fileMb: rounded(statSync(file).size / megabyte),
    }
  } finally {
    await store.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

/** One transaction. Its products are spread over the whole table, as changes of stock are; each is at five locations. */
async function accept(store: Store, line: number, { levels: count, linesPerTransaction }: StoreBenchOptions): Promise<void> {
  const wanted = Array.from({ length: linesPerTransaction }, (_, at) => waitingLevel(spread(line + at, count), line + at))
  await store.transaction(async ({ levels }) => {
    const before = await levels.get(wanted)
    await levels.put(wanted.map((level, at) => merged(level, before[at] ?? null)))
  })
}

/** The number of a level: products in a scattered order, the levels of one product together. */
function spread(line: number, levels: number): number {
  const products = Math.ceil(levels / LOCATIONS)
  return ((Math.floor(line / LOCATIONS) * 7919) % products) * LOCATIONS + (line % LOCATIONS)
}

/** The newer number replaces the one that waits and takes its place in the queue. */
function merged(level: LevelRecord, before: LevelRecord | null): LevelRecord {
  if (before === null || before.wanted === null || level.wanted === null) return level
  return { ...before, wanted: { ...level.wanted, since: before.wanted.since }, urgent: before.urgent || level.urgent }
}

function waitingLevel(number: number, asOf: number): LevelRecord {
  const product = Math.floor(number / LOCATIONS)
  const inventoryItemId = `gid://shopify/InventoryItem/${40_000_000_000_000 + product}`
  const locationId = `gid://shopify/Location/${60_000_000_000 + (number % LOCATIONS)}`
  const now = Date.now()
  return {
    shop: SHOP,
    inventoryItemId,
    locationId,
    state: 'waiting',
    wanted: {
      asOf,
      readAt: '2026-11-20T12:00:00.000Z',
      quantity: asOf % 100,
      reserved: 4,
      free: (asOf % 100) + 14,
      quantityName: 'available',
      pool: `stock@odoo.example.com/${product}/${number % LOCATIONS}`,
      odoo: { database: 'stock@odoo.example.com', productId: product + 1, name: `[SKU-${product}] Shirt (Red, M)`, sku: `SKU-${product}` },
      shopify: { shop: SHOP, locationId, location: 'New Jersey', inventoryItemId, variantId: `gid://shopify/ProductVariant/${product}` },
      trace: [
        { by: 'odoo-quant-watch', code: 'read', text: 'read at 12:00:00', values: { at: '12:00:00' } },
        {
          by: 'location-map',
          code: 'free-at',
          text: `free ${asOf % 100} at NJ/Stock`,
          values: { quantity: asOf % 100, location: 'NJ/Stock' },
        },
        { by: 'buffer', code: 'kept-back', text: '10% buffer keeps back 10', values: { quantity: 10, percent: 10 } },
      ],
      since: now,
      via: 'a1b2c3d4e5f6',
    },
    confirmed: { quantity: 12, reserved: 4, at: now },
    observed: null,
    doubt: null,
    urgent: asOf % 3 === 0,
    attempts: 0,
    due: now,
    sent: null,
    cohort: null,
    failure: null,
  }
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const begun = performance.now()
  await work()
  return performance.now() - begun
}

function atShare(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0
}

function rounded(value: number): number {
  return Math.round(value * 10) / 10
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const [lines = 1_000_000, levels = 100_000] = process.argv.slice(2).map(Number)
  console.log(JSON.stringify(await benchStore({ lines, levels, linesPerTransaction: 500 }), null, 2))
}
