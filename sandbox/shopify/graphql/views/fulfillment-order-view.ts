import { gid, legacyId } from '../../model/gid.ts'
import { unfulfilled, type Order, type OrderLine } from '../../model/order.ts'
import { connection } from '../connection.ts'
import type { ShopContext } from '../shop-context.ts'
import type { View } from '../view.ts'
import { lineView } from './line-view.ts'

/** The lines of an order that go out of one location. */
export interface FulfillmentPart {
  readonly order: Order
  readonly locationId: string
  readonly lines: readonly OrderLine[]
}

/** An order's parts, one per location. */
export function fulfillmentOrders(order: Order): FulfillmentPart[] {
  const locations = [...new Set(order.lines.map((line) => line.locationId))]
  return locations.map((locationId) => ({ order, locationId, lines: order.lines.filter((line) => line.locationId === locationId) }))
}

/** One part as `FulfillmentOrder`, assigned to its location at once: routing takes no time here. */
export function fulfillmentOrderView(context: ShopContext, part: FulfillmentPart): View {
  const location = context.model.state.locations.get(part.locationId)
  const done = part.lines.every((line) => unfulfilled(line) === 0)
  return {
    __typename: 'FulfillmentOrder',
    id: gid('FulfillmentOrder', legacyId(part.lines[0]?.id ?? '')),
    orderId: part.order.id,
    orderName: `#${part.order.number}`,
    status: part.order.cancelledAt !== null ? 'CANCELLED' : done ? 'CLOSED' : 'OPEN',
    requestStatus: 'UNSUBMITTED',
    supportedActions: done ? [] : [{ action: 'CREATE_FULFILLMENT', externalUrl: null }],
    assignedLocation: { name: location?.name ?? '', countryCode: 'US', location: () => context.show.location(part.locationId) },
    order: () => context.show.order(part.order.id),
    lineItems: (args) =>
      connection(part.lines, args, (line) => ({
        __typename: 'FulfillmentOrderLineItem',
        id: gid('FulfillmentOrderLineItem', legacyId(line.id)),
        inventoryItemId: line.itemId,
        sku: line.sku,
        productTitle: line.title,
        requiresShipping: true,
        remainingQuantity: unfulfilled(line),
        totalQuantity: line.quantity,
        lineItem: () => lineView(context, line),
      })),
  }
}
