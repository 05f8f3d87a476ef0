import type { InventoryItem, Variant } from '../../sandbox/shopify/model/product.ts'
import type { ShopifyModel } from '../../sandbox/shopify/model/shopify-model.ts'
import { timeText } from '../../sandbox/shopify/graphql/views/time-text.ts'
import { digestOf, metafieldKey } from '../../sandbox/shopify/model/metafield.ts'
import { onHand, type Level } from '../../sandbox/shopify/model/level.ts'
import { SyncError } from '../../src/base/error/sync-error.ts'
import { refusedEntries, refusedMetafields } from '../../src/adapters/shopify/entry-check.ts'
import { linkMetafield } from '../../src/adapters/shopify/documents/variant-node.ts'
import { LostAnswer } from '../../src/ports/shopify/lost-answer.ts'
import { rowIndex } from '../../src/adapters/shopify/row-index.ts'
import { setAnswerOf } from '../../src/adapters/shopify/set-answer.ts'
import type {
  LevelAddress,
  LevelReading,
  MetafieldAnswer,
  MetafieldEntry,
  RowRefusal,
  SetAnswer,
  SetBatch,
  Shopify,
  ShopifyInstallation,
  ShopifyLocation,
  ShopifyVariant,
  VariantMetafield,
  VariantQuery,
} from '../../src/ports/shopify/shopify.ts'

export type ShopifyCall = 'installation' | 'locations' | 'variants' | 'variantsOf' | 'readLevels' | 'setQuantities' | 'setMetafields'

/**
 * What becomes of a call. `unreachable`: it was certainly not carried out. `lost-before`, `lost-after`: its answer is
 * lost, before or after it was carried out. `stale`: a read shows what was true some writes ago.
 */
export type ShopifyFate =
  | 'carried-out'
  | 'unreachable'
  | 'lost-before'
  | 'lost-after'
  | { readonly refused: readonly RowRefusal[] }
  | { readonly staleByWrites: number }

export interface InMemoryShopifyOptions {
  readonly shop?: string
  readonly apiVersion?: string
  readonly scopes?: readonly string[]
  /** Asked for every call; `carried-out` when absent. */
  readonly fate?: (call: ShopifyCall) => ShopifyFate
  /** Passed before and after every call; one that rejects, or never resolves, is a crash at that moment. */
  readonly gate?: (moment: 'before' | 'after', call: ShopifyCall) => void | Promise<void>
}

/** The port to Shopify over a simulated shop in the same process: no network, no pacing, faults as they are asked for. */
export class InMemoryShopify implements Shopify {
  readonly shop: string
  readonly #model: ShopifyModel
  readonly #options: InMemoryShopifyOptions

  constructor(model: ShopifyModel, options: InMemoryShopifyOptions = {}) {
    this.shop = options.shop ?? 'sandbox.myshopify.com'
    this.#model = model
    this.#options = options
  }

  installation(): Promise<ShopifyInstallation> {
    const { apiVersion = '2026-10', scopes = ['read_inventory', 'write_inventory'] } = this.#options
    return this.#read('installation', () => ({ shop: this.shop, apiVersion, scopes }))
  }

  locations(): Promise<ShopifyLocation[]> {
    return this.#read('locations', () => {
      return [...this.#model.state.locations.values()].map(({ id, name, active, fulfillmentService }) => ({
        id,
        name,
        active,
        fulfillmentService,
      }))
    })
  }

  async *variants(query: VariantQuery = {}): AsyncGenerator<readonly ShopifyVariant[]> {
    const all = [...this.#model.state.catalogue.variants.values()].filter((variant) => this.#fits(variant, query))
    for (let from = 0; from < all.length; from += 250) {
      yield await this.#read('variants', () =>
        all.slice(from, from + 250).flatMap((variant) => this.#variant(variant, query.metafield === true)),
      )
    }
  }

  variantsOf(ids: readonly string[]): Promise<ShopifyVariant[]> {
    return this.#read('variantsOf', () => {
      const { variants, items } = this.#model.state.catalogue
      const wanted = new Set(ids.flatMap((id) => items.get(id)?.variantIds ?? [id]))
      return [...wanted].flatMap((id) => variants.get(id) ?? []).flatMap((variant) => this.#variant(variant, true))
    })
  }

  readLevels(addresses: readonly LevelAddress[]): Promise<LevelReading[]> {
    return this.#read('readLevels', (writesAgo) => {
      const levels = this.#model.readLevels(addresses, writesAgo)
      return addresses.map(({ inventoryItemId, locationId }, place): LevelReading => {
        const item = this.#model.state.catalogue.items.get(inventoryItemId)
        if (item === undefined) return { inventoryItemId, locationId, state: 'missing', available: 0, onHand: 0 }
        const level = levels[place]
        const figures = level === undefined ? { available: 0, onHand: 0 } : figuresOf(level)
        const state = item.tracked ? (level?.active === true ? 'stocked' : 'not-stocked') : 'untracked'
        return { inventoryItemId, locationId, state, ...figures, ...skuOf(item) }
      })
    })
  }

  async setQuantities(batch: SetBatch): Promise<SetAnswer> {
    if (batch.entries.length === 0) return { outcome: 'applied' }
    const malformed = refusedEntries(batch.entries)
    if (malformed.length > 0) return { outcome: 'refused', refusals: malformed, appliedSome: false }
    const fate = await this.#before('setQuantities')
    if (fate === 'lost-before') throw new LostAnswer('SHOPIFY_TIMEOUT', { shop: this.shop })
    if (typeof fate === 'object' && 'refused' in fate) return { outcome: 'refused', refusals: fate.refused, appliedSome: false }
    const { name, reason, referenceDocumentUri, entries, key } = batch
    const { apiVersion = '2026-10' } = this.#options
    const quantities = entries.map(({ changeFrom, ...row }) => ({ ...row, changeFromQuantity: changeFrom }))
    const { group, userErrors } = this.#model.setQuantities({ name, reason, referenceDocumentUri, apiVersion, quantities }, key)
    await this.#options.gate?.('after', 'setQuantities')
    if (fate === 'lost-after') throw new LostAnswer('SHOPIFY_TIMEOUT', { shop: this.shop })
    const payload = { inventoryAdjustmentGroup: group === null ? null : { id: group.id }, userErrors: userErrors.map(mutable) }
    return setAnswerOf({ inventorySetQuantities: payload }, batch, this.shop, (text) => text)
  }

  async setMetafields(entries: readonly MetafieldEntry[]): Promise<MetafieldAnswer> {
    const malformed = refusedMetafields(entries)
    if (malformed.length > 0) return { outcome: 'refused', refusals: malformed }
    const fate = await this.#before('setMetafields')
    if (fate === 'lost-before') throw new LostAnswer('SHOPIFY_TIMEOUT', { shop: this.shop })
    if (typeof fate === 'object' && 'refused' in fate) return { outcome: 'refused', refusals: fate.refused }
    const inputs = entries.map(({ variantId, value, digest }) => ({ ownerId: variantId, ...linkMetafield, value, compareDigest: digest }))
    const { userErrors } = this.#model.setMetafields(inputs)
    await this.#options.gate?.('after', 'setMetafields')
    if (fate === 'lost-after') throw new LostAnswer('SHOPIFY_TIMEOUT', { shop: this.shop })
    if (userErrors.length === 0) return { outcome: 'applied' }
    const refusals = userErrors.map(({ field, code, message }) => {
      return { index: rowIndex(field, entries.length), code: code ?? 'UNKNOWN', message }
    })
    return { outcome: 'refused', refusals }
  }

  close(): Promise<void> {
    return Promise.resolve()
  }

  async #read<T>(call: ShopifyCall, work: (writesAgo: number) => T): Promise<T> {
    const fate = await this.#before(call)
    if (fate === 'lost-before' || fate === 'lost-after') throw new SyncError('SHOPIFY_TIMEOUT', { shop: this.shop })
    const found = work(typeof fate === 'object' && 'staleByWrites' in fate ? fate.staleByWrites : 0)
    await this.#options.gate?.('after', call)
    return found
  }

  async #before(call: ShopifyCall): Promise<ShopifyFate> {
    await this.#options.gate?.('before', call)
    const fate = this.#options.fate?.(call) ?? 'carried-out'
    if (fate === 'unreachable') throw new SyncError('SHOPIFY_UNREACHABLE', { shop: this.shop })
    return fate
  }

  /** As Shopify's search: any of what is asked for, letters alike in both cases, times in whole seconds. */
  #fits(variant: Variant, { changedAfter, skus = [], barcodes = [] }: VariantQuery): boolean {
    if (changedAfter === undefined && skus.length + barcodes.length === 0) return true
    const found = (value: string | null | undefined, asked: readonly string[]): boolean =>
      asked.some((one) => one.toLowerCase() === value?.toLowerCase())
    const changed = changedAfter !== undefined && variant.updatedAt > Date.parse(changedAfter)
    return (
      changed ||
      found(this.#model.state.catalogue.items.get(variant.itemId)?.sku, skus) ||
      variant.barcodes.some((own) => found(own, barcodes))
    )
  }

  #metafield(variant: Variant): VariantMetafield | null {
    const { namespace, key } = linkMetafield
    const metafield = this.#model.state.metafields.get(metafieldKey(variant.id, namespace, key))
    return metafield === undefined ? null : { value: metafield.value, digest: digestOf(metafield) }
  }

  #variant(variant: Variant, metafield: boolean): ShopifyVariant[] {
    const { products, items } = this.#model.state.catalogue
    const item = items.get(variant.itemId)
    const product = products.get(variant.productId)
    if (item === undefined || product === undefined) return []
    return [
      {
        variantId: variant.id,
        inventoryItemId: item.id,
        sku: item.sku ?? '',
        barcodes: variant.barcodes.map((barcode) => barcode.trim()).filter((barcode) => barcode !== ''),
        title: variant.title === 'Default Title' ? product.title : `${product.title} - ${variant.title}`,
        productStatus: product.status,
        tracked: item.tracked,
        requiresComponents: item.components.length > 0,
        duplicateSkuCount: this.#model.state.catalogue.duplicateSkuCount(item),
        updatedAt: timeText(variant.updatedAt),
        ...(metafield ? { metafield: this.#metafield(variant) } : {}),
      },
    ]
  }
}

/** Times in whole seconds, as Shopify tells them. */
export function figuresOf(level: Level): Pick<LevelReading, 'available' | 'onHand' | 'committed' | 'changedAt'> {
  const { available, committed, availableAt } = level
  return { available, onHand: onHand(level), committed, changedAt: Math.floor(availableAt / 1000) * 1000 }
}

function skuOf({ sku }: InventoryItem): { sku?: string } {
  return sku === null || sku === '' ? {} : { sku }
}

function mutable({
  field,
  code,
  message,
}: {
  readonly field: readonly string[] | null
  readonly code: string | null
  readonly message: string
}) {
  return { field: field === null ? null : [...field], code, message }
}
