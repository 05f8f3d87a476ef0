import type { PictureLine } from '../line/picture.ts'
import { digestOf } from './digest.ts'
import type { KitBook } from './kits/kit-book.ts'
import type { PollBatch, PollSettings } from './poll.ts'
import { readProducts, type ProductRow } from './product-row.ts'
import { readPictures, type Reading } from './read-pictures.ts'
import { resolveScope, type Scope } from './scope.ts'
import { inDoubt, keepSent, readSent, type SentPicture } from './sent-picture.ts'

export type Page = PollBatch

const productsPerPage = 500
const sentPerPage = 1000
/** Pages that may be on their way through the flow before the next one is given out. */
const pagesUnderWay = 3

interface PageOptions {
  /** What was sent of these products before; also of products that are not to be seen any more. */
  readonly sentBefore: ReadonlyMap<number, SentPicture>
  /** True to give pictures that have not changed too. */
  readonly anyway: boolean
  /** True to leave out products without stock that were never sent. */
  readonly onlyWithStockOrSent: boolean
}

/** Reads pages of pictures, gives those that differ from what was sent, and keeps what was taken. */
export class PictureReader {
  readonly pageSize: number
  readonly #settings: PollSettings
  readonly #kits: KitBook
  #scope: Scope | undefined

  constructor(settings: PollSettings, kits: KitBook) {
    this.#settings = settings
    this.#kits = kits
    this.pageSize = settings.options?.pageSize ?? productsPerPage
  }

  /** Draws the place in the order of readings. Everything the reading is made of must be read after it. */
  async begin(): Promise<Reading> {
    const asOf = await this.#settings.store.transaction((tables) => tables.nextAsOf())
    return { asOf, startedAt: this.#settings.clock.now() }
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

  /** Pages of the given products. */
  async *byId(productIds: readonly number[], anyway: boolean): AsyncGenerator<Page, void, undefined> {
    const { odoo, store, watch } = this.#settings
    const ids = [...new Set(productIds)]
    for (let start = 0; start < ids.length; start += this.pageSize) {
      const some = ids.slice(start, start + this.pageSize)
      const reading = await this.begin()
      const products = await readProducts(odoo, [...(watch.products ?? []), ['id', 'in', some]])
      const stored = await store.transaction((tables) => tables.pictures.get(watch.name, some))
      const sentBefore = new Map(some.flatMap((id) => withId(id, readSent(stored.get(id)))))
      const gone = anyway ? missingOf(some, products) : []
      yield* this.page(reading, products, { sentBefore, anyway, onlyWithStockOrSent: false }, gone)
    }
  }

  /** One page, if there is anything to say. When it has been taken, what was sent is kept. */
  async *page(
    reading: Reading,
    products: readonly ProductRow[],
    options: PageOptions,
    asked: readonly number[] = [],
  ): AsyncGenerator<Page, void, undefined> {
    const { odoo, watch, say, options: { outstanding } = {} } = this.#settings
    this.#scope ??= await resolveScope(odoo, watch)
    const read = await readPictures(odoo, watch, this.#scope, products, reading, say, (productId) => this.#kits.recipe(productId))
    this.#scope = read.scope
    const stocked = new Set(products.filter((row) => row.stocked).map((row) => row.product.productId))
    const sent = new Map<number, SentPicture>()
    const pictures: PictureLine[] = []
    const unstocked: number[] = []
    for (const picture of read.pictures) {
      const productId = picture.odoo.productId
      const before = outstanding?.sentOf(productId) ?? options.sentBefore.get(productId)
      const digest = digestOf(picture)
      if (!hasStock(picture) && before === undefined) {
        const counted = stocked.has(productId) || picture.kit !== undefined
        if (!counted) unstocked.push(productId)
        if (!counted || options.onlyWithStockOrSent) continue
      }
      if (!options.anyway && before?.digest === digest) continue
      pictures.push(picture)
      sent.set(productId, { asOf: reading.asOf, digest })
    }
    const lost = missingOf([...options.sentBefore.keys()], products)
    const missing = { productIds: [...new Set([...asked, ...lost])], skus: [] }
    if (pictures.length === 0 && missing.productIds.length === 0 && (!options.anyway || unstocked.length === 0)) return
    yield* this.#give({ pictures, missing, unstocked: options.anyway ? unstocked : [] }, sent, lost)
  }

  /** Gives a page, when there is room for it in the flow, and keeps what was sent of it. */
  async *#give(page: Page, sent: ReadonlyMap<number, SentPicture>, lost: readonly number[]): AsyncGenerator<Page, void, undefined> {
    const { store, watch, clock, options: { outstanding, signal } = {} } = this.#settings
    await outstanding?.room(pagesUnderWay * this.pageSize, clock, signal)
    const doubtful = new Map([...sent].map(([productId, one]) => [productId, { ...one, digest: inDoubt }]))
    if (sent.size > 0) await store.transaction((tables) => keepSent(tables, watch.name, doubtful))
    outstanding?.send(sent, clock.now())
    outstanding?.forget(lost)
    yield page
    await store.transaction(async (tables) => {
      if (sent.size > 0 && outstanding === undefined) await keepSent(tables, watch.name, sent)
      if (lost.length > 0) await tables.pictures.remove(watch.name, lost)
    })
  }
}

/** A kit that cannot be counted is told too. */
function hasStock({ stock, kit }: PictureLine): boolean {
  return stock.length > 0 || kit?.problem !== undefined || (kit?.components.some((part) => part.stock.length > 0) ?? false)
}

function missingOf(ids: readonly number[], products: readonly ProductRow[]): number[] {
  const there = new Set(products.map((row) => row.product.productId))
  return ids.filter((id) => !there.has(id))
}

function withId(id: number, sent: SentPicture | undefined): [number, SentPicture][] {
  return sent === undefined ? [] : [[id, sent]]
}
