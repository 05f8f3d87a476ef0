import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { realClock, realRandom } from '../nodes/kit/real-clock.ts'
import { connectOdoo } from '../src/adapters/odoo/connect.ts'
import type { Odoo } from '../src/ports/odoo/odoo.ts'
import type { OdooSettings } from '../src/adapters/odoo/settings.ts'
import { openSqliteStore } from '../src/adapters/store/sqlite/open-sqlite-store.ts'
import type { Store } from '../src/ports/store/store.ts'
import { keepAnswered } from '../src/engine/watch/sent-picture.ts'
import { originsOf } from '../src/engine/watch/acknowledgements.ts'
import { Outstanding } from '../src/engine/watch/outstanding.ts'
import { PollMemory } from '../src/engine/watch/poll-memory.ts'
import { pollOnce, type PollRequest } from '../src/engine/watch/poll.ts'
import type { Watch } from '../src/engine/watch/watch.ts'
import { watchLoop, type LoopFigures } from './loop-watch.ts'
import { rounded } from './report.ts'

/** What one poll took, in the process of the watch alone. */
export interface PollFigures {
  readonly products: number
  readonly ms: number
  /** Resident memory above that before the poll, in MB: at its highest. */
  readonly peakMb: number
  readonly delayMs: LoopFigures
  readonly workMs: LoopFigures
}

const megabyte = 1024 * 1024

/** A watch of every warehouse as the node runs it, with a flow behind it that stores every batch and says so. */
export class BenchWatch {
  readonly #folder = mkdtempSync(join(tmpdir(), 'watch-bench-'))
  readonly #memory = new PollMemory()
  readonly #outstanding = new Outstanding()
  readonly odoo: Odoo
  #store: Store | undefined
  #watch: Watch | undefined

  constructor(settings: OdooSettings) {
    this.odoo = connectOdoo(settings, { clock: realClock, random: realRandom })
    this.#outstanding.know(['bench'])
  }

  async open(): Promise<void> {
    this.#store = await openSqliteStore(join(this.#folder, 'sync.sqlite'), { clock: realClock })
    const rows = await this.odoo.searchRead('stock.location', [['usage', '=', 'internal']], ['complete_name'])
    this.#watch = { name: 'bench', locations: rows.map((row) => ({ locationId: row.id })) }
  }

  async close(): Promise<void> {
    await this.odoo.close()
    await this.#store?.close()
    rmSync(this.#folder, { recursive: true, force: true })
  }

  async poll(request: PollRequest = { what: 'changes' }): Promise<PollFigures> {
    const [store, watch] = [this.#store, this.#watch]
    if (store === undefined || watch === undefined) throw new Error('the watch is not open')
    globalThis.gc?.()
    const before = process.memoryUsage().rss
    let peak = before
    const sampler = setInterval(() => (peak = Math.max(peak, process.memoryUsage().rss)), 20)
    const loop = watchLoop()
    const begun = performance.now()
    let products = 0
    const options = { request, memory: this.#memory, outstanding: this.#outstanding }
    for await (const { pictures } of pollOnce({ odoo: this.odoo, store, watch, clock: realClock, options })) {
      products += pictures.length
      this.#outstanding.answer(originsOf(pictures), { what: 'stored', by: 'bench' }, realClock.now())
      await keepAnswered(store, watch.name, this.#outstanding)
    }
    const ms = performance.now() - begun
    const watched = loop()
    clearInterval(sampler)
    return { products, ms: Math.round(ms), peakMb: rounded((Math.max(peak, process.memoryUsage().rss) - before) / megabyte), ...watched }
  }
}
