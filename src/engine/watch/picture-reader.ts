import type { PictureLine } from '../../base/messages/picture.ts'
import { nextAfter } from '../../ports/odoo/next-after.ts'
import { ordersSince } from './orders.ts'
import type { PollMemory } from './poll-memory.ts'
import type { PollSettings } from './poll.ts'
import { type ProductRow, readProducts } from './products.ts'
import { type Reading, readPictures } from './read-pictures.ts'
import { resolveScope, type Scope } from './scope.ts'
import { digestOf, readSent, type SentPicture } from './sent-picture.ts'
import { type Found, type FoundPicture, freeAtWatched, urgencyOf } from './urgent-first.ts'

const productsPerPage = 500
const sentPerPage = 1000
/** Pictures that are compared without letting anything else run. */
const picturesAtOnce = 100

interface FindOptions {
  /** What was sent of these products before; also of products that are not to be seen any more. */
  readonly sentBefore: ReadonlyMap<number, SentPicture>
  /** True to give pictures that have not changed too. */
  readonly anyway: boolean
  /** True to leave out products without stock that were never sent. */
  readonly onlyWithStockOrSent: boolean
}

/** Reads pictures and finds those that differ from what was sent. */
export class PictureReader {
  readonly pageSize: number
  readonly #settings: PollSettings
  readonly #memory: PollMemory
  /** The time of the server by which dates of lots are judged in every reading of one poll. */
  judgedAt: string | undefined
  #scope: Scope | undefined

  constructor(settings: PollSettings, memory: PollMemory) {
    this.#settings = settings
    this.#memory = memory
    this.pageSize = settings.options?.pageSize ?? productsPerPage
  }

  /** Draws the place in the order of readings. Everything the reading is made of must be read after it. */
  async begin(): Promise<Reading> {
    const { odoo, store, watch, clock } = this.#settings
    const { asOf, since } = await store.transaction(async (tables) => ({
      asOf: await tables.nextAsOf(),
      since: await ordersSince(tables, watch.name, clock.now()),
    }))
    const rule = await this.#memory.rule.of(odoo)
    const startedAt = clock.now()
    return { asOf, startedAt, judged: { rule, now: this.judgedAt ?? this.#memory.judgeTime(startedAt) }, ordersSince: since }
  }

  /** What was sent of the products with an id above the first and up to the second. */
  async sentBetween(after: number, upTo: number): Promise<Map<number, SentPicture>> {
    const found = new Map<number, SentPicture>()
    for (let last = after; ;) {
      const { store, watch } = this.#settings
      const page = await store.transaction((tables) => tables.pictures.page(watch.name, last, sentPerPage))
      for (const [productId, text] of page) {
        const sent = readSent(text)
        if (sent !== undefined && productId <= upTo) found.set(productId, sent)
      }
      last = page.at(-1)?.[0] ?? upTo
      if (page.length < sentPerPage || last >= upTo) return found
    }
  }

  /** Readings of the given products. */
  async *byId(productIds: readonly number[], anyway: boolean): AsyncGenerator<Found, void, undefined> {
    const { odoo, store, watch } = this.#settings
    const ids = [...new Set(productIds)]
    for (let start = 0; start < ids.length; start += this.pageSize) {
      const some = ids.slice(start, start + this.pageSize)
      const reading = await this.begin()
      const products = await readProducts(odoo, [...(watch.products ?? []), ['id', 'in', some]])
      const stored = await store.transaction((tables) => tables.pictures.get(watch.name, some))
      const sentBefore = new Map(some.flatMap((id) => withId(id, readSent(stored.get(id)))))
      const gone = anyway ? missingOf(some, products) : []
      yield await this.find(reading, products, { sentBefore, anyway, onlyWithStockOrSent: false }, gone)
    }
  }

  /** Reads the pictures of the products and compares them with what was sent. */
  async find(reading: Reading, products: readonly ProductRow[], options: FindOptions, asked: readonly number[] = []): Promise<Found> {
    const { odoo, watch, clock, options: { outstanding } = {} } = this.#settings
    this.#scope ??= await resolveScope(odoo, watch)
    const read = await readPictures(odoo, watch, this.#scope, products, reading, (productId) => this.#memory.kits.recipe(productId))
    this.#scope = read.scope
    const stocked = new Set(products.filter((row) => row.stocked).map((row) => row.product.productId))
    const pictures: FoundPicture[] = []
    const unstocked: number[] = []
    for (const [place, picture] of read.pictures.entries()) {
      // Node-RED has other things to do, too.
      if (place % picturesAtOnce === picturesAtOnce - 1) await clock.sleep(0)
      const productId = picture.odoo.productId
      const before = outstanding?.sentOf(productId) ?? options.sentBefore.get(productId)
      const digest = digestOf(picture)
      if (!hasStock(picture) && before === undefined) {
        const counted = stocked.has(productId) || picture.kit !== undefined
        if (!counted) unstocked.push(productId)
        if (!counted || options.onlyWithStockOrSent) continue
      }
      if (!options.anyway && before?.digest === digest) continue
      const free = freeAtWatched(picture)
      pictures.push({ picture, sent: { asOf: reading.asOf, digest, free }, urgency: urgencyOf(free, before) })
    }
    const lost = missingOf([...options.sentBefore.keys()], products)
    const missing = [...new Set([...asked, ...lost])]
    return { pictures, missing, missingSkus: [], unstocked: options.anyway ? unstocked : [], lost, read: products.length }
  }
}

/** Whether there is something to tell of; a kit that cannot be counted is told too. */
export function hasStock(picture: PictureLine): boolean {
  const told = ({ stock, demand, orders }: Pick<PictureLine, 'stock' | 'demand' | 'orders'>): boolean =>
    stock.length > 0 || demand !== undefined || orders !== undefined
  return told(picture) || picture.kit?.because !== undefined || (picture.kit?.components.some(told) ?? false)
}

function missingOf(ids: readonly number[], products: readonly ProductRow[]): number[] {
  const there = new Set(products.map((row) => row.product.productId))
  return ids.filter((id) => !there.has(id))
}

function withId(id: number, sent: SentPicture | undefined): [number, SentPicture][] {
  return sent === undefined ? [] : [[id, sent]]
}

/**
 * Readings of every product that has stock at the watched locations or was sent before, in the order of ids. A product that
 * never had stock and was never sent is left out: whoever wants its zero asks for it by id.
 */
export async function* allPages(settings: PollSettings, reader: PictureReader, anyway: boolean): AsyncGenerator<Found, void, undefined> {
  const { odoo, watch } = settings
  for (let last = 0; ;) {
    const reading = await reader.begin()
    const products = await readProducts(odoo, [...(watch.products ?? []), ['id', '>', last]], reader.pageSize)
    const next = nextAfter(
      last,
      products.map(({ product }) => product.productId),
    )
    const end = products.length < reader.pageSize ? Number.MAX_SAFE_INTEGER : next
    const sentBefore = await reader.sentBetween(last, end)
    yield await reader.find(reading, products, { sentBefore, anyway, onlyWithStockOrSent: true })
    if (end === Number.MAX_SAFE_INTEGER) return
    last = end
  }
}
