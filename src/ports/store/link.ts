/** One Shopify inventory item is one Odoo product variant (requirement 1.1). Keyed by (shop, inventoryItemId). */
export interface Link {
  readonly shop: string
  readonly inventoryItemId: string
  readonly variantId: string
  readonly sku: string
  readonly odooDatabase: string
  readonly odooProductId: number
  /** How it was found: by SKU, by barcode, or set by hand. */
  readonly by: 'sku' | 'barcode' | 'hand'
  readonly at: number
}
