import type { QuantityName } from '../../base/messages/level.ts'

/** One inventory item at one Shopify location. */
export interface LevelAddress {
  readonly inventoryItemId: string
  readonly locationId: string
}

/** A level as Shopify shows it now. */
export interface LevelReading extends LevelAddress {
  /** `missing`: no such item; `not-stocked`: the item has no active level there; `untracked`: Shopify does not count it. */
  readonly state: 'stocked' | 'not-stocked' | 'missing' | 'untracked'
  readonly available: number
  readonly onHand: number
  /** Units of orders that are not sent, and of drafts and transfers (shopify-orders-facts 0.3). */
  readonly committed?: number
  /** When `available` last changed, by Shopify's clock, in milliseconds since 1970; Shopify tells whole seconds. */
  readonly changedAt?: number
  readonly sku?: string
}

/** One entry of a set mutation. `changeFrom` null writes without comparing: opening loads under freeze only. */
export interface SetEntry extends LevelAddress {
  readonly quantity: number
  readonly changeFrom: number | null
}

/** What one `inventorySetQuantities` call carries. Kept as sent, so that a retry is the same to the byte. */
export interface SetBatch {
  readonly key: string
  readonly name: QuantityName
  readonly reason: string
  readonly referenceDocumentUri: string
  /** At most 250 (shopify-facts 1.4). */
  readonly entries: readonly SetEntry[]
}

export interface RowRefusal {
  /** Index of the entry that Shopify named; null when it named none. */
  readonly index: number | null
  readonly code: string
  readonly message: string
}

/**
 * Shopify's answer to a batch. `appliedSome` tells whether a refused batch left an adjustment group behind; Shopify is
 * known to apply all or nothing (shopify-facts 1.4), but the engine does not rely on it.
 */
export type SetAnswer =
  { readonly outcome: 'applied' } | { readonly outcome: 'refused'; readonly refusals: readonly RowRefusal[]; readonly appliedSome: boolean }

export interface ShopifyLocation {
  readonly id: string
  readonly name: string
  readonly active: boolean
  readonly fulfillmentService: boolean
}

/** The metafield in which a variant keeps its Odoo product (requirement 1.4). */
export interface VariantMetafield {
  readonly value: string
  /** Stands for the value when it is compared at a write (shopify-facts 6). */
  readonly digest: string
}

/** A variant with what identity matching needs (requirement 1). */
export interface ShopifyVariant {
  readonly variantId: string
  readonly inventoryItemId: string
  readonly sku: string
  /** Without blanks and repetitions, the first one first; up to twenty since API 2026-10. */
  readonly barcodes: readonly string[]
  readonly title: string
  readonly productStatus: 'ACTIVE' | 'ARCHIVED' | 'DRAFT' | 'UNLISTED'
  readonly tracked: boolean
  readonly requiresComponents: boolean
  readonly duplicateSkuCount: number
  /** ISO date and time of its last change; the newest one seen is where the next refresh begins. */
  readonly updatedAt: string
  /** Null when it is not there; absent when it was not asked for. */
  readonly metafield?: VariantMetafield | null
}

/** Which variants are wanted, and with what; the whole catalogue without the metafield when nothing is said. */
export interface VariantQuery {
  /** Only what changed after this ISO date and time. Shopify's search lags: ask from a little earlier. */
  readonly changedAfter?: string
  /** Only what Shopify's search finds for these; it can lag, miss what has odd signs in it, and find too much. */
  readonly skus?: readonly string[]
  readonly barcodes?: readonly string[]
  /** 46 points a page instead of 35. */
  readonly metafield?: boolean
}

/** A metafield to be written. `digest` is that of the value to be replaced, null when there is none yet. */
export interface MetafieldEntry {
  readonly variantId: string
  readonly value: string
  readonly digest: string | null
}

/** Shopify's answer to metafields; a refused call has written none of them. */
export type MetafieldAnswer = { readonly outcome: 'applied' } | { readonly outcome: 'refused'; readonly refusals: readonly RowRefusal[] }

export interface ShopifyInstallation {
  readonly shop: string
  readonly apiVersion: string
  readonly scopes: readonly string[]
}

/** `urgent` calls may use the reserve of the budget (decreases, orders). */
export interface CallWeight {
  readonly urgent?: boolean
}

/**
 * A Shopify shop behind the Admin API. Methods throw only `SyncError`; a mutation whose answer was lost after it may
 * have been carried out throws `LostAnswer`, everything else is known not to have been carried out.
 * Pacing and throttling are dealt with inside: callers wait, they do not see THROTTLED.
 */
export interface Shopify {
  readonly shop: string
  installation(): Promise<ShopifyInstallation>
  locations(): Promise<ShopifyLocation[]>
  /** The whole catalogue or a part of it, in the order of the ids, a page of at most 250 at a time. */
  variants(query?: VariantQuery): AsyncIterable<readonly ShopifyVariant[]>
  /**
   * The variants of these ids, with their metafield; an id of an inventory item gives the variants that sell it. Ids that
   * Shopify does not have, or that are none, give nothing. At most 250 ids a call inside; 19 points.
   */
  variantsOf(ids: readonly string[]): Promise<ShopifyVariant[]>
  /** One reading per address, in the same order. At most 250 items a call inside; 3 points for one location. */
  readLevels(addresses: readonly LevelAddress[], weight?: CallWeight): Promise<LevelReading[]>
  setQuantities(batch: SetBatch, weight?: CallWeight): Promise<SetAnswer>
  /** Writes at most 25 metafields, all or none; 10 points. A lost answer may be followed by the same call. */
  setMetafields(entries: readonly MetafieldEntry[]): Promise<MetafieldAnswer>
  close(): Promise<void>
}
