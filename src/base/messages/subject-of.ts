import type { Subject } from './failed.ts'
import type { ShopifyTarget } from './level.ts'
import type { OdooProduct } from './odoo-product.ts'

/** Every name that a line holds, as the subject of a failure (requirement 7.4). The SKU of the variant goes before Odoo's. */
export function subjectOf(line: { readonly odoo?: OdooProduct; readonly shopify?: Partial<ShopifyTarget> }): Subject {
  const { odoo, shopify } = line
  const sku = shopify?.sku ?? odoo?.sku
  return {
    ...(shopify?.shop !== undefined && { shop: shopify.shop }),
    ...(sku !== undefined && { sku }),
    ...(shopify?.variantId !== undefined && { variantId: shopify.variantId }),
    ...(shopify?.inventoryItemId !== undefined && { inventoryItemId: shopify.inventoryItemId }),
    ...(odoo !== undefined && { odooDatabase: odoo.database, odooProductId: odoo.productId, odooProduct: odoo.name }),
    ...(shopify?.locationId !== undefined && { shopifyLocationId: shopify.locationId }),
    ...(shopify?.location !== undefined && { shopifyLocation: shopify.location }),
  }
}
