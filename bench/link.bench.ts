import { fork, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { realClock, realRandom } from '../nodes/kit/real-clock.ts'
import { createRecord } from '../sandbox/odoo/orm/store.ts'
import { layFoundation } from '../sandbox/odoo/seed/foundation.ts'
import { startOdooSandbox } from '../sandbox/odoo/odoo-sandbox.ts'
import { startShopifySandbox } from '../sandbox/shopify/shopify-sandbox.ts'
import { matchCatalogues } from '../src/engine/match/match-catalogues.ts'
import type { LinkPorts, MatchPhase, MatchSettings } from '../src/engine/match/link-ports.ts'
import type { LinkReport } from '../src/engine/match/link-report.ts'
import { connectOdoo } from '../src/adapters/odoo/connect.ts'
import { Budget } from '../src/adapters/shopify/pacing/budget.ts'
import { connectShopify } from '../src/adapters/shopify/connect.ts'
import { openSqliteStore } from '../src/adapters/store/sqlite/open-sqlite-store.ts'

export interface LinkBenchOptions {
  readonly variants: number
}

/** What one match took. */
export interface MatchFigures {
  readonly scope: LinkReport['scope']
  readonly links: number
  readonly refused: number
  readonly ms: number
  /** Points of Shopify's budget: those charged, and those that the pages of the catalogue must cost. */
  readonly points: { readonly used: number; readonly needed: number; readonly ratio: number }
  /** Resident memory over that before the match, in MB: at its highest, and at the end. */
  readonly rssGrowthMb: { readonly peak: number; readonly end: number }
  readonly loopDelayMs: { readonly p50: number; readonly p99: number; readonly max: number }
  /** How often progress was told. */
  readonly progress: number
}

export interface LinkBenchResult extends LinkBenchOptions {
  /** Into an empty store, then with nothing changed, then what changed since with a hundred new SKUs. */
  readonly first: MatchFigures
  readonly again: MatchFigures
  readonly changes: MatchFigures
  /** With the look at two locations. */
  readonly stocking: MatchFigures
}

const megabyte = 1024 * 1024
const page = 250
const plus = { maximumAvailable: 20_000, restoreRate: 1000 }
const locations = [1, 2].map((n) => ({ id: `gid://shopify/Location/${n}`, name: `Place ${n}` }))
const accessToken = 'bench-token'
const user = { login: 'bench', apiKey: 'bench-key', name: 'Bench', companyIds: [1], groups: ['base.group_user', 'stock.group_stock_user'] }
const around = { clock: realClock, random: realRandom }

/** Matches catalogues of so many variants, over HTTP with simulated systems in a process of their own, into a store on disk. */
export async function benchLink({ variants }: LinkBenchOptions): Promise<LinkBenchResult> {
  const folder = mkdtempSync(join(tmpdir(), 'link-bench-'))
  const systems = await startSystems(variants)
  const store = await openSqliteStore(join(folder, 'sync.sqlite'), { clock: realClock })
  const odoo = connectOdoo({ ...systems.odoo, transport: 'auto', timeoutMs: 120_000 }, around)
  const settings = { ...systems.shopify, auth: { kind: 'token' as const, accessToken }, timeoutMs: 120_000 }
  const shopify = connectShopify(settings, { ...around, budget: new Budget(realClock) })
  const ports: LinkPorts = { odoo, shopify, store, clock: realClock }
  const pages = Math.ceil(variants / page)
  const plain: MatchSettings = { metafield: 'off', locations: [] }
  // All barcodes of 250 variants (API 2026-10).
  const barcodes = 8
  try {
    const first = await measured(ports, plain, systems, { full: true, needed: pages * (35 + barcodes) })
    const again = await measured(ports, plain, systems, { full: true, needed: pages * (35 + barcodes) })
    await systems.ask('change')
    // A page of what changed; their variants and those of 250 refused ones, which are tried again each time; a search for each
    // twenty SKUs that were left, and one for each twenty barcodes.
    const looked = 100 + Math.min(250, again.refused)
    const searches = 100 / 20 + Math.ceil(looked / 20)
    const changes = await measured(ports, plain, systems, {
      full: false,
      needed: (1 + searches) * (35 + barcodes) + Math.ceil(looked / 250) * (19 + barcodes),
    })
    const perLinks = 1 + 2 * locations.length
    const stocking = await measured(ports, { ...plain, locations }, systems, { full: true, needed: pages * (35 + barcodes + perLinks) })
    return { variants, first, again, changes, stocking }
  } finally {
    await store.close()
    await shopify.close()
    await odoo.close()
    systems.child.disconnect()
    await once(systems.child, 'exit')
    rmSync(folder, { recursive: true, force: true })
  }
}

async function measured(
  ports: LinkPorts,
  settings: MatchSettings,
  systems: Systems,
  { full, needed }: { readonly full: boolean; readonly needed: number },
): Promise<MatchFigures> {
  globalThis.gc?.()
  const before = process.memoryUsage().rss
  const pointsBefore = await systems.ask('points')
  let peak = before
  let progress = 0
  const sampler = setInterval(() => (peak = Math.max(peak, process.memoryUsage().rss)), 20)
  const delay = monitorEventLoopDelay({ resolution: 1 })
  delay.enable()
  const begun = performance.now()
  const listener = { progress: (_phase: MatchPhase, _count: number) => void (progress += 1) }
  const { report } = await matchCatalogues(ports, settings, listener, { full, fullEvery: 86_400_000 })
  const ms = performance.now() - begun
  delay.disable()
  clearInterval(sampler)
  const used = (await systems.ask('points')) - pointsBefore
  globalThis.gc?.()
  const growth = (rss: number): number => rounded((rss - before) / megabyte)
  return {
    scope: report.scope,
    links: report.links,
    refused: report.refused,
    ms: Math.round(ms),
    points: { used, needed, ratio: Math.round((used * 1000) / needed) / 1000 },
    rssGrowthMb: { peak: growth(peak), end: growth(process.memoryUsage().rss) },
    loopDelayMs: { p50: rounded(delay.percentile(50) / 1e6), p99: rounded(delay.percentile(99) / 1e6), max: rounded(delay.max / 1e6) },
    progress,
  }
}

interface Addresses {
  readonly odoo: { readonly url: string; readonly database: string; readonly username: string; readonly apiKey: string }
  readonly shopify: { readonly shop: string; readonly apiUrl: string }
}

interface Systems extends Addresses {
  readonly child: ChildProcess
  /** The points charged so far; `change` gives a hundred variants a new SKU first. */
  ask(what: 'points' | 'change'): Promise<number>
}

async function startSystems(variants: number): Promise<Systems> {
  const child = fork(fileURLToPath(import.meta.url), ['serve', String(variants)])
  const waiting: ((message: unknown) => void)[] = []
  child.on('message', (message) => waiting.shift()?.(message))
  const answer = <T>(): Promise<T> =>
    new Promise((resolve, reject) => {
      waiting.push((message) => (message === undefined ? reject(new Error('the simulated systems ended')) : resolve(message as T)))
    })
  child.once('exit', () => waiting.splice(0).forEach((ended) => ended(undefined)))
  const addresses = await answer<Addresses>()
  return {
    ...addresses,
    child,
    ask(what) {
      child.send(what)
      return answer<number>()
    },
  }
}

/** The simulated systems: every variant has its product, but for one in a hundred. */
async function serve(variants: number): Promise<void> {
  const sku = (n: number): string => `SKU-${String(n).padStart(7, '0')}`
  // The catalogues are some hours old, so that only what changes later counts as changed. Times have whole seconds.
  let hoursAgo = 3
  const clock = { ...realClock, now: () => Math.floor(Date.now() / 1000) * 1000 - hoursAgo * 3_600_000 }
  const odoo = await startOdooSandbox({
    clock,
    users: [user],
    seed: (env) => {
      layFoundation(env, ['Main Co'])
      for (let n = 1; n <= variants; n++) {
        if (n % 100 !== 0) createRecord(env, 'product.product', { default_code: sku(n), name: `Product ${n}`, barcode: String(5e12 + n) })
      }
    },
  })
  const shopify = await startShopifySandbox({ clock, accessToken, plan: plus, logLimit: 1 }, (model) => {
    for (const location of locations) model.addLocation(location)
    for (let n = 1; n <= variants; n++) {
      const levels = locations.map(({ id }) => ({ locationId: id, available: 1 }))
      model.addProduct({ title: `Product ${n}`, variants: [{ sku: sku(n), barcode: String(5e12 + n), levels }] })
    }
  })
  process.on('message', (what) => {
    if (what === 'change') {
      hoursAgo = 0
      const items = shopify.model.state.catalogue.itemOrder.slice(0, 100)
      for (const id of items) shopify.model.updateItem(id, { sku: `NEW-${id.split('/').at(-1)}` })
    }
    process.send?.(shopify.log.counters.requestedCost)
  })
  process.once('disconnect', () => void Promise.all([odoo.stop(), shopify.close()]))
  const [{ login, apiKey }] = [user]
  process.send?.({
    odoo: { url: odoo.url, database: odoo.database, username: login, apiKey },
    shopify: { shop: shopify.shopDomain, apiUrl: shopify.url },
  } satisfies Addresses)
}

function rounded(value: number): number {
  return Math.round(value * 10) / 10
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const [first, second] = process.argv.slice(2)
  if (first === 'serve') await serve(Number(second))
  else console.log(JSON.stringify(await benchLink({ variants: Number(first ?? 100_000) }), null, 2))
}
