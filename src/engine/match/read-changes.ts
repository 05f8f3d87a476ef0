import { gidNumber } from '../../ports/shopify/gid.ts'
import type { ShopifyVariant } from '../../ports/shopify/shopify.ts'
import type { Link } from '../../ports/store/link.ts'
import { GrowingIndex } from '../../rules/link/candidates.ts'
import { namedProducts, odooProducts, searchVariants, untilAborted } from './catalogues.ts'
import { CursorReach, type LinkCursor, productsSince, variantsSince } from './link-cursor.ts'
import type { LinkPorts, MatchListener, MatchPlace, MatchSource } from './link-ports.ts'
import { readReport } from './link-report.ts'

/** More changes than this on one side are cheaper to find by reading everything. */
const changesAtMost = 2000
/** Refused items that are decided again, because what they waited for can be a change that nobody can ask for. */
const againAtMost = 250

/** Where a refresh begins, and Odoo products and inventory items to look at whether they changed or not. */
export interface RefreshFrom {
  readonly cursor: LinkCursor
  readonly products: readonly number[]
  readonly items: readonly string[]
}

/**
 * What changed since the cursor, decided as a match of everything would decide it, except that what was deleted is only seen by
 * reading everything. Undefined when too much has changed. Throws ODOO_*, SHOPIFY_*, STORE_*.
 */
export async function readChanges({ ports, listener, odooDatabase }: MatchPlace, from: RefreshFrom): Promise<MatchSource | undefined> {
  const { shopify, store, clock } = ports
  const at = clock.now()
  const before = await readReport(store, shopify.shop, odooDatabase)
  const touched = new TouchedItems(ports, odooDatabase)
  const reach = new CursorReach(at, from.cursor)
  const changed = await changesSince(ports, from.cursor, reach, listener)
  if (changed === undefined) return undefined
  touched.add(changed.items)
  touched.add(from.items)
  const again = (before?.mend ?? []).flatMap(({ subject }) => subject.inventoryItemId ?? [])
  touched.add(new Set(again.slice(0, againAtMost)))
  await touched.addProducts([...new Set([...changed.products, ...from.products])])
  const variants = await touched.variants(listener.signal)
  if (variants === undefined) return undefined

  const links = [...touched.links.values()]
  const found = links.filter((link) => link.by !== 'hand' && link.odooDatabase === odooDatabase)
  return {
    scope: 'changes',
    at,
    fullAt: from.cursor.fullAt,
    products: touched.index,
    variants: [variants],
    byHand: links.filter(({ by }) => by === 'hand'),
    standing: new Map(found.map((link) => [link.inventoryItemId, link])),
    linked: (item) => touched.links.has(item),
    first: false,
    has: (item) => touched.items.has(item),
    async *stored() {
      yield await store.transaction((tables) => tables.links.byItem(shopify.shop, [...touched.items]))
    },
    cursor: () => reach.cursor(from.cursor.fullAt),
    before,
  }
}

/** The items of changed variants and the ids of changed products; undefined when there are too many. */
async function changesSince(
  { odoo, shopify }: LinkPorts,
  cursor: LinkCursor,
  reach: CursorReach,
  { signal }: MatchListener,
): Promise<{ items: Set<string>; products: number[] } | undefined> {
  const products: number[] = []
  for await (const page of untilAborted(odooProducts(odoo, [['write_date', '>=', productsSince(cursor)]]), signal)) {
    for (const { id, writtenAt } of page) {
      products.push(id)
      reach.product(writtenAt)
    }
    if (products.length > changesAtMost) return undefined
  }
  const items = new Set<string>()
  for await (const page of untilAborted(shopify.variants({ changedAfter: variantsSince(cursor) }), signal)) {
    for (const { inventoryItemId, updatedAt } of page) {
      items.add(inventoryItemId)
      reach.variant(updatedAt)
    }
    if (items.size > changesAtMost) return undefined
  }
  return { items, products }
}

/** How often what was found may lead to more; a chain that is longer is left to a match of everything. */
const rounds = 6

/**
 * Items that have to be decided about again, with everything that their verdicts depend on: all variants of each, the others with
 * the same SKU or barcode, the Odoo products that these name, and the items that those products are linked to. So a part of
 * the catalogue is decided as the whole would be.
 */
export class TouchedItems {
  readonly index = new GrowingIndex()
  /** Their stored links, and those of the products they name. */
  readonly links = new Map<string, Link>()
  readonly #ports: LinkPorts
  readonly #odooDatabase: string
  readonly #wanted = new Set<string>()
  readonly #read = new Set<string>()
  readonly #variants: ShopifyVariant[] = []

  constructor(ports: LinkPorts, odooDatabase: string) {
    this.#ports = ports
    this.#odooDatabase = odooDatabase
  }

  get items(): ReadonlySet<string> {
    return this.#wanted
  }

  add(inventoryItemIds: Iterable<string>): void {
    for (const id of inventoryItemIds) this.#wanted.add(id)
  }

  /** Products that changed: what they are linked to, and what has their reference or barcode. */
  async addProducts(productIds: readonly number[]): Promise<void> {
    const products = await namedProducts(this.#ports.odoo, { ids: productIds })
    this.index.add(products)
    await this.#addLinksOf(productIds)
    const skus = products.map(({ sku }) => sku.trim())
    const barcodes = products.map(({ barcode }) => barcode.trim())
    this.add(await searchVariants(this.#ports.shopify, skus, barcodes))
  }

  /** The variants of all touched items in the order of their ids, or undefined when one thing led to too many others. */
  async variants(signal: AbortSignal | undefined): Promise<ShopifyVariant[] | undefined> {
    for (let round = 0; round < rounds; round++) {
      const unread = [...this.#wanted].filter((id) => !this.#read.has(id))
      if (unread.length === 0) return this.#variants.toSorted(byId)
      signal?.throwIfAborted()
      await this.#readItems(unread)
    }
    return undefined
  }

  async #readItems(ids: readonly string[]): Promise<void> {
    const { shopify, store, odoo } = this.#ports
    const variants = await shopify.variantsOf(ids)
    this.#variants.push(...variants)
    for (const id of ids) this.#read.add(id)
    const links = await store.transaction((tables) => tables.links.byItem(shopify.shop, ids))
    for (const link of links) this.links.set(link.inventoryItemId, link)

    const skus = new Set(variants.map(({ sku }) => sku.trim()))
    const barcodes = new Set(variants.flatMap((variant) => variant.barcodes))
    const shared = variants.filter(({ duplicateSkuCount }) => duplicateSkuCount > 0).map(({ sku }) => sku.trim())
    // Who had the same SKU as this one had before may be the only one now.
    const left = links.map(({ sku }) => sku).filter((sku) => !skus.has(sku))
    this.add(await searchVariants(shopify, [...shared, ...left], barcodes))

    const own = links.filter(({ odooDatabase }) => odooDatabase === this.#odooDatabase).map(({ odooProductId }) => odooProductId)
    const said = variants.map(({ metafield }) => Number(metafield?.value)).filter((id) => Number.isSafeInteger(id) && id > 0)
    const products = await namedProducts(odoo, { ids: [...own, ...said], skus, barcodes })
    this.index.add(products)
    // An item whose SKU names a product that only a barcode has led to comes first.
    const surer = products.map(({ sku }) => sku.trim()).filter((sku) => sku !== '' && !skus.has(sku))
    if (surer.length > 0) this.add(await searchVariants(shopify, surer, new Set()))
    await this.#addLinksOf(products.map(({ id }) => id))
  }

  async #addLinksOf(productIds: readonly number[]): Promise<void> {
    const { shopify, store } = this.#ports
    const links = await store.transaction((tables) => tables.links.byProduct(shopify.shop, this.#odooDatabase, productIds))
    for (const link of links) this.links.set(link.inventoryItemId, link)
    this.add(links.map((link) => link.inventoryItemId))
  }
}

/** Ids can be larger than a JavaScript number holds; the longer one is the larger one. */
function byId({ variantId: one }: ShopifyVariant, { variantId: other }: ShopifyVariant): number {
  const [a, b] = [gidNumber(one), gidNumber(other)]
  return a.length === b.length ? Number(a > b) - Number(a < b) : a.length - b.length
}
