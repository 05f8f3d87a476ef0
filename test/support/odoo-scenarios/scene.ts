import assert from 'node:assert/strict'
import type { Clock } from '../../../src/ports/clock.ts'
import type { PictureLine, StockAt } from '../../../src/base/messages/picture.ts'
import type { Odoo } from '../../../src/ports/odoo/odoo.ts'
import { MemoryStore } from '../../../src/adapters/store/memory/memory-store.ts'
import { PollMemory } from '../../../src/engine/watch/poll-memory.ts'
import { pollOnce, type PollRequest } from '../../../src/engine/watch/poll.ts'
import type { Watch } from '../../../src/engine/watch/watch.ts'
import { counting, type Counted } from './counted-odoo.ts'
import type { BackOffice, MadeProduct } from './back-office.ts'
import { readTruth, type Truth } from './read-truth.ts'

/** A server to play the scenarios on. */
export interface Stage {
  readonly office: BackOffice
  /** The adapter under test, as the connector. */
  readonly connector: Odoo
  /** Reads the quants without the feed. */
  readonly admin: Odoo
  readonly clock: Clock
  /** Lets the time of the server go on. */
  pass(ms: number): Promise<void>
  /** How far ahead the date is that is to pass, in milliseconds. */
  readonly dateMs: number
  /** How long the late commit stays open, in seconds. */
  readonly lateSeconds: number
  close(): Promise<void>
}

/** What one step led to. */
export interface StepRecord {
  readonly scenario: string
  readonly step: string
  readonly polls: number
  /** Calls of all its polls. */
  readonly calls: number
  /** The SKUs of the scenes' products that were sent, in order. */
  readonly sent: readonly string[]
  readonly note?: string
}

const watched = ['NJ/Stock', 'TX/Stock', 'transit']

/** One watch of the warehouses, polled after every step and held against a direct read of all quants. */
export class Scene {
  readonly office: BackOffice
  readonly stage: Stage
  readonly records: StepRecord[] = []
  scenario = ''
  readonly #store = new MemoryStore()
  readonly #memory = new PollMemory()
  readonly #last = new Map<number, PictureLine>()
  readonly #counted: Counted
  readonly #prefix: string
  #made = 0
  #watch: Watch | undefined

  constructor(stage: Stage, stamp: string) {
    this.stage = stage
    this.office = stage.office
    this.#prefix = `SC-${stamp}-`
    this.#counted = counting(stage.connector)
  }

  get overlapMs(): number {
    return Math.ceil(this.stage.lateSeconds * 1.2 + 20) * 1000
  }

  /** A new product with stock at NJ/Stock, which the feed has seen already. */
  async product(stock = 0, parts?: Parameters<BackOffice['makeProduct']>[1]): Promise<MadeProduct> {
    this.#made += 1
    const product = await this.office.makeProduct(`${this.#prefix}${this.#made}`, parts)
    if (stock > 0) {
      await this.office.receive(product, 'NJ/Stock', stock)
      await this.poll()
    }
    return product
  }

  /** Does the work, polls once, and holds the last picture of every product against the quants. */
  async step(name: string, work: () => Promise<unknown>, options: { request?: PollRequest; note?: string } = {}): Promise<string[]> {
    await work()
    const before = this.#counted.calls
    const sent = await this.poll(options.request)
    const note = options.note === undefined ? {} : { note: options.note }
    this.records.push({ scenario: this.scenario, step: name, polls: 1, calls: this.#counted.calls - before, sent, ...note })
    await this.compare(name)
    return sent
  }

  /** Keeps a remark about the last step. */
  note(note: string): void {
    const last = this.records.pop()
    if (last !== undefined) this.records.push({ ...last, note })
  }

  /** Polls once; answers the SKUs of this scene's products that were sent. */
  async poll(request: PollRequest = { what: 'changes' }): Promise<string[]> {
    const sent: string[] = []
    for await (const picture of this.#pictures(request)) {
      this.#last.set(picture.odoo.productId, picture)
      // Others may use the server too, and what they did before lies within the overlap.
      if (picture.odoo.sku?.startsWith(this.#prefix) === true) sent.push(picture.odoo.sku)
    }
    return sent
  }

  async *#pictures(request: PollRequest): AsyncGenerator<PictureLine, void, undefined> {
    const watch = await this.watch()
    const options = { request, memory: this.#memory, overlapMs: this.overlapMs }
    const settings = { odoo: this.#counted.odoo, store: this.#store, watch, clock: this.stage.clock, say: (key: string) => key, options }
    for await (const { pictures } of pollOnce(settings)) yield* pictures
  }

  /**
   * The whole truth against the last pictures: nothing may be missing, doubled or old, of kits neither. What somebody else
   * does on the server between the poll and the look is seen by the next poll.
   */
  async compare(step: string): Promise<void> {
    const differences = await this.#differences()
    for (const { own, told: difference } of differences) assert.ok(!own, `${this.scenario}, ${step}: ${difference}`)
    if (differences.length === 0) return
    await this.poll()
    for (const { told: difference } of await this.#differences()) assert.fail(`${this.scenario}, ${step}: ${difference}`)
  }

  async #differences(): Promise<{ own: boolean; told: string }[]> {
    const truth: Truth = await readTruth(this.stage.admin, (await this.watch()).locations, this.stage.clock.now())
    const found: { own: boolean; told: string }[] = []
    const hold = (picture: PictureLine, what: string, productId: number, stock: readonly StockAt[]): void => {
      const [sent, there] = [told(stockOf(stock)), told(truth.get(productId) ?? new Map())]
      const own = picture.odoo.sku?.startsWith(this.#prefix) === true
      if (sent !== there) found.push({ own, told: `${what} was sent as ${sent}, and is ${there}` })
    }
    for (const [productId, places] of truth) {
      if (places.size > 0 && !this.#last.has(productId)) found.push({ own: false, told: `no picture of product ${productId}` })
    }
    for (const [productId, picture] of this.#last) {
      const name = picture.odoo.sku ?? `product ${productId}`
      hold(picture, name, productId, picture.stock)
      for (const part of picture.kit?.components ?? []) hold(picture, `part ${part.name} of ${name}`, part.productId, part.stock)
    }
    return found
  }

  picture(product: MadeProduct): PictureLine {
    const picture = this.#last.get(product.productId)
    assert.ok(picture !== undefined, `a picture of ${product.sku}`)
    return picture
  }

  /** Quantity and reserved of a product at a watched location and everything below, as last sent. */
  at(product: MadeProduct, place: string): [quantity: number, reserved: number] {
    const there = this.picture(product).stock.filter((one) => one.location === place || one.location.startsWith(`${place}/`))
    return [there.reduce((sum, one) => sum + one.quantity, 0), there.reduce((sum, one) => sum + one.reserved, 0)]
  }

  /** What is owed of a product from a watched location and everything below, as last sent. */
  owed(product: MadeProduct, place: string): number {
    const there = (this.picture(product).demand ?? []).filter((one) => one.location === place || one.location.startsWith(`${place}/`))
    return there.reduce((sum, one) => sum + one.quantity, 0)
  }

  async watch(): Promise<Watch> {
    if (this.#watch === undefined) {
      const locations: { locationId: number; location: string }[] = []
      for (const place of watched) {
        const domain =
          place === 'transit'
            ? ([
                ['usage', '=', 'transit'],
                ['company_id', '!=', false],
              ] as const)
            : ([['complete_name', '=', place]] as const)
        const [row] = await this.stage.connector.searchRead('stock.location', domain, ['complete_name'])
        assert.ok(row !== undefined, `${place} can be read`)
        locations.push({ locationId: row.id, location: place })
      }
      this.#watch = { name: 'scenarios', locations }
    }
    return this.#watch
  }
}

function stockOf(stock: readonly StockAt[]): Map<number, string> {
  const counted = stock.filter((one) => one.quantity !== 0 || one.reserved !== 0)
  return new Map(counted.map((one) => [one.locationId, `${one.quantity}/${one.reserved}`]))
}

function told(stock: ReadonlyMap<number, string>): string {
  const places = [...stock].toSorted(([one], [other]) => one - other)
  return places.length === 0 ? 'nothing' : places.map(([place, sum]) => `${sum} at ${place}`).join(', ')
}
