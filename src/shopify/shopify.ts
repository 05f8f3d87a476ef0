import type { QuantityName } from '../line/level.ts'

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

/** A variant with what identity matching needs (requirement 1). */
export interface ShopifyVariant {
  readonly variantId: string
  readonly inventoryItemId: string
  readonly sku: string
  readonly barcode: string
  readonly title: string
  readonly productStatus: 'ACTIVE' | 'ARCHIVED' | 'DRAFT' | 'UNLISTED'
  readonly tracked: boolean
  readonly requiresComponents: boolean
  readonly duplicateSkuCount: number
}

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
  /** The whole catalogue, a page of at most 250 at a time. */
  variants(): AsyncIterable<readonly ShopifyVariant[]>
  /** One reading per address, in the same order. At most 250 items a call inside; 3 points for one location. */
  readLevels(addresses: readonly LevelAddress[], weight?: CallWeight): Promise<LevelReading[]>
  setQuantities(batch: SetBatch, weight?: CallWeight): Promise<SetAnswer>
  close(): Promise<void>
}
