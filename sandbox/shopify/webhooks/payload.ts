import { legacyId } from '../model/gid.ts'
import { fulfillmentStatus, orderName, unfulfilled, type Order, type OrderLine } from '../model/order.ts'
import type { ShopEvent } from '../model/shop-event.ts'
import type { ShopifyModel } from '../model/shopify-model.ts'

/**
 * The body of a delivery, built when it is sent and not when the event happened, as Shopify does: two quick changes
 * give two deliveries with the later value (shopify-facts 4). Ids are written as digits of any length.
 */
export function webhookPayload(model: ShopifyModel, event: ShopEvent): string {
  if ('orderId' in event) {
    const order = model.state.orders.get(event.orderId)
    return order === undefined ? '{}' : orderPayload(order)
  }
  if ('itemId' in event) return levelPayload(model, event.topic, event.itemId, event.locationId)
  const location = model.state.locations.get(event.locationId)
  return `{"id":${legacyId(event.locationId)},"name":${JSON.stringify(location?.name ?? '')},"active":${location?.active ?? false},"admin_graphql_api_id":"${event.locationId}"}`
}

function levelPayload(model: ShopifyModel, topic: string, itemId: string, locationId: string): string {
  const ids = `"inventory_item_id":${legacyId(itemId)},"location_id":${legacyId(locationId)}`
  if (topic === 'inventory_levels/disconnect') return `{${ids}}`
  const level = model.state.levels.get(itemId, locationId)
  const tracked = model.state.catalogue.items.get(itemId)?.tracked === true
  const available = tracked ? (level?.available ?? null) : null
  const updated = new Date(level?.updatedAt ?? 0).toISOString()
  return `{${ids},"available":${available},"updated_at":"${updated}","admin_graphql_api_id":"${model.levelId(itemId, locationId)}"}`
}

/** The REST shape; there is no reliable location in it before routing (shopify-facts 4). */
function orderPayload(order: Order): string {
  const time = (at: number) => new Date(at).toISOString()
  return JSON.stringify({
    id: Number(legacyId(order.id)),
    admin_graphql_api_id: order.id,
    name: orderName(order),
    order_number: order.number,
    created_at: time(order.createdAt),
    processed_at: time(order.createdAt),
    updated_at: time(order.updatedAt),
    cancelled_at: order.cancelledAt === null ? null : time(order.cancelledAt),
    cancel_reason: order.cancelledAt === null ? null : 'other',
    financial_status: order.cancelledAt === null ? 'paid' : 'voided',
    fulfillment_status:
      fulfillmentStatus(order) === 'UNFULFILLED' ? null : fulfillmentStatus(order) === 'FULFILLED' ? 'fulfilled' : 'partial',
    location_id: order.sourceName === 'pos' ? Number(legacyId(order.lines[0]?.locationId ?? '')) : null,
    source_name: order.sourceName,
    test: false,
    currency: 'EUR',
    note_attributes: [],
    refunds: [],
    shipping_address: null,
    line_items: order.lines.map(linePayload),
  })
}

function linePayload(line: OrderLine) {
  return {
    id: Number(legacyId(line.id)),
    admin_graphql_api_id: line.id,
    variant_id: Number(legacyId(line.variantId)),
    product_id: Number(legacyId(line.productId)),
    sku: line.sku,
    title: line.title,
    name: line.title,
    quantity: line.quantity,
    current_quantity: line.currentQuantity,
    fulfillable_quantity: unfulfilled(line),
    fulfillment_status: line.fulfilled === 0 ? null : unfulfilled(line) === 0 ? 'fulfilled' : 'partial',
    requires_shipping: true,
  }
}
