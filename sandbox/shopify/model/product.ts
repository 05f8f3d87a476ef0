export const productStatuses = ['ACTIVE', 'ARCHIVED', 'DRAFT', 'UNLISTED'] as const
export type ProductStatus = (typeof productStatuses)[number]

export interface Product {
  readonly id: string
  readonly title: string
  readonly status: ProductStatus
  readonly variantIds: readonly string[]
  readonly createdAt: number
  readonly updatedAt: number
}

/** What shoppers choose. Its stock is that of its inventory item. */
export interface Variant {
  readonly id: string
  readonly productId: string
  readonly itemId: string
  readonly title: string
  readonly barcode: string | null
  /** All of them, `barcode` the first; API 2026-10 shows up to twenty (shopify-facts 6). */
  readonly barcodes: readonly string[]
  readonly position: number
  readonly createdAt: number
  readonly updatedAt: number
}

/** What is stocked. The SKU is its own; several variants may share one item since 2026-01 (shopify-facts 1.1). */
export interface InventoryItem {
  readonly id: string
  readonly sku: string | null
  readonly tracked: boolean
  readonly variantIds: readonly string[]
  /** Not empty: the parent of a bundle, whose stock derives from these and cannot be set (shopify-facts 6). */
  readonly components: readonly Component[]
  readonly createdAt: number
  readonly updatedAt: number
}

export interface Component {
  readonly itemId: string
  readonly quantity: number
}

/** A variant to be created, with its item unless it shares one. */
export interface NewVariant {
  readonly id?: string
  /** The item's id; an existing one is shared. */
  readonly itemId?: string
  readonly title?: string
  readonly sku?: string | null
  readonly barcode?: string | null
  /** Barcodes beside the first. */
  readonly moreBarcodes?: readonly string[]
  readonly tracked?: boolean
  readonly components?: readonly Component[]
  /** Opening levels: active, with this `available`. */
  readonly levels?: readonly { readonly locationId: string; readonly available: number }[]
}

/** A product to be created. */
export interface NewProduct {
  readonly id?: string
  readonly title: string
  readonly status?: ProductStatus
  readonly variants: readonly NewVariant[]
}
