import { legacyId } from '../model/gid.ts'
import type { Location } from '../model/location.ts'
import { fulfillmentStatus, orderName, type Order } from '../model/order.ts'
import type { InventoryItem, Product, Variant } from '../model/product.ts'
import type { SearchFields } from './search-query.ts'

/** What variants can be searched by. */
export function variantSearch(variant: Variant, item: InventoryItem | undefined, product: Product | undefined): SearchFields {
  return {
    id: Number(legacyId(variant.id)),
    sku: item?.sku ?? null,
    barcode: variant.barcodes,
    title: variant.title,
    product_id: Number(legacyId(variant.productId)),
    product_status: product?.status ?? null,
    managed: String(item?.tracked ?? false),
    requires_components: String((item?.components.length ?? 0) > 0),
    updated_at: variant.updatedAt,
  }
}

/** What inventory items can be searched by. */
export function itemSearch(item: InventoryItem): SearchFields {
  return { id: Number(legacyId(item.id)), sku: item.sku, created_at: item.createdAt, updated_at: item.updatedAt }
}

/** What locations can be searched by. */
export function locationSearch(location: Location): SearchFields {
  return {
    id: Number(legacyId(location.id)),
    name: location.name,
    active: String(location.active),
    legacy: String(location.fulfillmentService),
    created_at: location.createdAt,
    updated_at: location.updatedAt,
  }
}

/** What orders can be searched by. */
export function orderSearch(order: Order): SearchFields {
  return {
    id: Number(legacyId(order.id)),
    name: orderName(order),
    created_at: order.createdAt,
    processed_at: order.createdAt,
    updated_at: order.updatedAt,
    fulfillment_status: fulfillmentStatus(order).toLowerCase(),
    status: order.cancelledAt === null ? 'open' : 'cancelled',
    source_name: order.sourceName,
  }
}
