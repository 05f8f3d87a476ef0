import { ShopifyModel } from '../../../sandbox/shopify/model/shopify-model.ts'
import type { NewVariant, ProductStatus } from '../../../sandbox/shopify/model/product.ts'
import type { Failure } from '../../../src/base/error/failure.ts'
import { type Matched, matchCatalogues, type MatchRequest } from '../../../src/engine/match/match-catalogues.ts'
import type { LinkPorts, MatchListener, MatchSettings } from '../../../src/engine/match/link-ports.ts'
import type { Link } from '../../../src/ports/store/link.ts'
import { MemoryStore } from '../../../src/adapters/store/memory/memory-store.ts'
import { fixedRandom } from '../fixed-random.ts'
import { InMemoryShopify } from '../in-memory-shopify.ts'
import { VirtualClock } from '../virtual-clock.ts'
import { CatalogueOdoo } from './catalogue-odoo.ts'

export const itemId = (n: number): string => `gid://shopify/InventoryItem/${n}`
export const variantId = (n: number): string => `gid://shopify/ProductVariant/${n}`
export const locationId = (n: number): string => `gid://shopify/Location/${n}`
const productId = (n: number): string => `gid://shopify/Product/${n}`

export const matchNothingElse: MatchSettings = { metafield: 'off', locations: [] }
const day = 86_400_000

/** A shop and an Odoo in memory, a store, and matching between them in virtual time. */
export class LinkWorld {
  readonly clock = new VirtualClock()
  readonly model = new ShopifyModel({ clock: this.clock, random: fixedRandom })
  readonly shopify = new InMemoryShopify(this.model, { shop: 'nova-trail.myshopify.com' })
  readonly odoo = new CatalogueOdoo(this.clock)
  store = new MemoryStore()

  constructor() {
    this.model.addLocation({ id: locationId(1), name: 'Main' })
    this.model.addLocation({ id: locationId(2), name: 'Texas' })
  }

  get ports(): LinkPorts {
    return { odoo: this.odoo, shopify: this.shopify, store: this.store, clock: this.clock }
  }

  /** A product with one variant and one item, all of one number, stocked at location 1. */
  variant(n: number, sku: string, barcode = '', more: Partial<NewVariant> & { status?: ProductStatus } = {}): void {
    const { status = 'ACTIVE', ...rest } = more
    const variant = { id: variantId(n), itemId: itemId(n), sku, barcode, levels: [{ locationId: locationId(1), available: 1 }], ...rest }
    this.model.addProduct({ id: productId(n), title: `Variant ${n}`, status, variants: [variant] })
  }

  async match(
    request: Partial<MatchRequest> = {},
    settings: MatchSettings = matchNothingElse,
    listener: MatchListener = {},
  ): Promise<Matched & { refused: Failure[] }> {
    const refused: Failure[] = []
    const hears: MatchListener = { ...listener, refused: (some) => void refused.push(...some) }
    const matching = matchCatalogues(this.ports, settings, hears, { full: true, fullEvery: day, ...request })
    return { ...(await this.clock.run(matching)), refused }
  }

  /** Matches what changed; fails when everything was read. */
  async refresh(settings: MatchSettings = matchNothingElse, products: readonly number[] = []): Promise<Matched> {
    const matched = await this.match({ full: false, products }, settings)
    if (matched.report.scope !== 'changes') throw new Error('everything was matched')
    return matched
  }

  links(): Promise<Link[]> {
    return this.store.transaction((tables) => tables.links.page(this.shopify.shop, null, 10_000))
  }

  /** "item number: product id by what", in the order of the items. */
  async linked(): Promise<string[]> {
    const links = await this.links()
    return links.map((link) => `${link.inventoryItemId.split('/').at(-1)}: ${link.odooProductId} by ${link.by}`).toSorted()
  }

  metafield(n: number): Promise<string | undefined> {
    return this.shopify.variantsOf([variantId(n)]).then(([variant]) => variant?.metafield?.value)
  }

  /** The store is lost, the metafields are not. */
  loseStore(): void {
    this.store = new MemoryStore()
  }
}
