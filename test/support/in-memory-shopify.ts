import type { InventoryItem, Variant } from '../../sandbox/shopify/model/product.ts'
import type { ShopifyModel } from '../../sandbox/shopify/model/shopify-model.ts'
import { onHand } from '../../sandbox/shopify/model/level.ts'
import { SyncError } from '../../src/error/sync-error.ts'
import { refusedEntries } from '../../src/shopify/entry-check.ts'
import { LostAnswer } from '../../src/shopify/lost-answer.ts'
import { setAnswerOf } from '../../src/shopify/set-answer.ts'
import type {
  LevelAddress,
  LevelReading,
  RowRefusal,
  SetAnswer,
  SetBatch,
  Shopify,
  ShopifyInstallation,
  ShopifyLocation,
  ShopifyVariant,
} from '../../src/shopify/shopify.ts'

export type ShopifyCall = 'installation' | 'locations' | 'variants' | 'readLevels' | 'setQuantities'

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

  async *variants(): AsyncGenerator<readonly ShopifyVariant[]> {
    const all = [...this.#model.state.catalogue.variants.values()]
    for (let from = 0; from < all.length; from += 250) {
      yield await this.#read('variants', () => all.slice(from, from + 250).flatMap((variant) => this.#variant(variant)))
    }
  }

  readLevels(addresses: readonly LevelAddress[]): Promise<LevelReading[]> {
    return this.#read('readLevels', (writesAgo) => {
      const levels = this.#model.readLevels(addresses, writesAgo)
      return addresses.map(({ inventoryItemId, locationId }, place): LevelReading => {
        const item = this.#model.state.catalogue.items.get(inventoryItemId)
        if (item === undefined) return { inventoryItemId, locationId, state: 'missing', available: 0, onHand: 0 }
        const level = levels[place]
        const figures = { available: level?.available ?? 0, onHand: level === undefined ? 0 : onHand(level) }
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

  #variant(variant: Variant): ShopifyVariant[] {
    const { products, items } = this.#model.state.catalogue
    const item = items.get(variant.itemId)
    const product = products.get(variant.productId)
    if (item === undefined || product === undefined) return []
    return [
      {
        variantId: variant.id,
        inventoryItemId: item.id,
        sku: item.sku ?? '',
        barcode: variant.barcode ?? '',
        title: variant.title === 'Default Title' ? product.title : `${product.title} - ${variant.title}`,
        productStatus: product.status,
        tracked: item.tracked,
        requiresComponents: item.components.length > 0,
        duplicateSkuCount: this.#model.state.catalogue.duplicateSkuCount(item),
      },
    ]
  }
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
