import type { PictureLine } from '../../base/messages/picture.ts'
import type { ReadRequest } from '../../base/messages/read-request.ts'
import type { Domain } from '../../ports/odoo/odoo.ts'
import { dirtyProducts, latestBelieved } from './dirty-products.ts'
import { inCompanies, odooTime } from './odoo-reading.ts'
import { keepKnownKits, knownKits } from './kits/kit-book.ts'
import type { PollMemory } from './poll-memory.ts'
import type { PollSettings } from './poll.ts'
import { hasStock, PictureReader } from './picture-reader.ts'
import { productsWithSku, readProducts } from './products.ts'

/** What was read, and the product after which the next page begins; null after the last one. */
export interface AskedPictures {
  readonly pictures: readonly PictureLine[]
  readonly next: number | null
}

/** What a reading needs to know beside what is asked for. */
export interface AskedContext {
  /** Which of these products the shop sells: they are read even when there is no stock of them. */
  readonly sold: (productIds: readonly number[]) => Promise<ReadonlySet<number>>
  /** The categories asked for, as a domain. */
  readonly narrow: Domain
}

/**
 * Reads pictures for a reconciliation: the same pictures that a poll would send, with nothing written down about them and no
 * cursor moved, so that a reading that is thrown away does live sync no harm. Throws what `Odoo` and the store throw.
 */
export class AskedReader {
  readonly #settings: PollSettings
  readonly #memory: PollMemory
  /** The products touched since a time, for all pages of one run. */
  #changed: { readonly since: string; readonly ids: readonly number[] } | undefined

  constructor(given: PollSettings, memory: PollMemory) {
    const { outstanding: _, ...options } = given.options ?? {}
    this.#settings = { ...given, odoo: inCompanies(given.odoo, given.watch.companyIds), options }
    this.#memory = memory
  }

  async read(request: ReadRequest, { sold, narrow }: AskedContext): Promise<AskedPictures> {
    const { odoo, store, watch, clock } = this.#settings
    const { kits } = this.#memory
    await kits.refresh(
      odoo,
      () => clock.now(),
      () => knownKits(store, watch.name),
    )
    await keepKnownKits(store, watch.name, kits)
    const reader = new PictureReader(this.#settings, this.#memory)
    const reading = await reader.begin()
    const domain: Domain = [...(watch.products ?? []), ...narrow]
    const { ids, next } = await this.#idsOf(request)
    const whole = ids === null
    const page: Domain = whole ? [['id', '>', request.after ?? 0]] : [['id', 'in', [...ids]]]
    const products = await readProducts(odoo, [...domain, ...page], whole ? reader.pageSize : undefined)
    const productIds = products.map(({ product }) => product.productId)
    const found = await reader.find(reading, products, { sentBefore: new Map(), anyway: true, onlyWithStockOrSent: false })
    const all = found.pictures.map(({ picture }) => picture)
    const last = products.length < reader.pageSize ? null : (productIds.at(-1) ?? null)
    if (!whole) return { pictures: all, next }
    const [kept, sent] = [await sold(productIds), await store.transaction((tables) => tables.pictures.get(watch.name, productIds))]
    const worth = all.filter((picture) => {
      const { productId } = picture.odoo
      return hasStock(picture) || kept.has(productId) || sent.has(productId)
    })
    return { pictures: worth, next: last }
  }

  /** The products asked for; null for the next page of all. */
  async #idsOf({ after = 0, products, skus, changedSince }: ReadRequest): Promise<{ ids: readonly number[] | null; next: number | null }> {
    const { odoo, options } = this.#settings
    if (products !== undefined) return { ids: products, next: null }
    const named = skus === undefined ? undefined : (await productsWithSku(odoo, skus)).productIds
    if (changedSince === undefined) return { ids: named ?? null, next: null }
    if (after === 0 || this.#changed?.since !== changedSince)
      this.#changed = { since: changedSince, ids: await this.#touched(changedSince) }
    const { ids } = this.#changed
    if (named !== undefined) return { ids: named.filter((id) => ids.includes(id)), next: null }
    const rest = ids.filter((id) => id > after)
    const page = rest.slice(0, options?.pageSize ?? 500)
    return { ids: page, next: page.length < rest.length ? (page.at(-1) ?? null) : null }
  }

  /** Kits are touched when one of their parts is. */
  async #touched(since: string): Promise<number[]> {
    const { odoo, clock } = this.#settings
    const [from, now] = [odooTime(Date.parse(since)), clock.now()]
    const { endField } = await this.#memory.rule.of(odoo)
    const to = odooTime(this.#memory.serverTime(now))
    const passed = endField === undefined ? undefined : { field: endField, from, to, now: to }
    const { productIds } = await dirtyProducts(odoo, from, () => false, latestBelieved(now), passed)
    const all = new Set([...productIds, ...this.#memory.kits.kitsWith(productIds)])
    return [...all].toSorted((one, other) => one - other)
  }
}
