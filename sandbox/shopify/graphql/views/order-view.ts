import { legacyId } from '../../model/gid.ts'
import { fulfillmentStatus, orderName, type Order } from '../../model/order.ts'
import { connection } from '../connection.ts'
import type { ShopContext } from '../shop-context.ts'
import type { View } from '../view.ts'
import { fulfillmentOrders, fulfillmentOrderView } from './fulfillment-order-view.ts'
import { lineView } from './line-view.ts'
import { metafieldField } from './metafield-view.ts'
import { timeText } from './time-text.ts'

/** An order as `Order`. */
export function orderView(context: ShopContext, order: Order): View {
  return {
    __typename: 'Order',
    id: order.id,
    legacyResourceId: () => legacyId(order.id),
    name: orderName(order),
    number: order.number,
    sourceName: order.sourceName,
    test: false,
    note: null,
    tags: [],
    email: null,
    currencyCode: 'EUR',
    confirmed: true,
    closed: false,
    createdAt: () => timeText(order.createdAt),
    processedAt: () => timeText(order.createdAt),
    updatedAt: () => timeText(order.updatedAt),
    cancelledAt: order.cancelledAt === null ? null : timeText(order.cancelledAt),
    cancelReason: order.cancelledAt === null ? null : 'OTHER',
    displayFinancialStatus: order.cancelledAt === null ? 'PAID' : 'VOIDED',
    displayFulfillmentStatus: fulfillmentStatus(order),
    shippingAddress: null,
    customAttributes: [],
    metafield: metafieldField(context, order.id),
    lineItems: (args) => connection(order.lines, args, (line) => lineView(context, line)),
    fulfillmentOrders: (args) => connection(fulfillmentOrders(order), args, (part) => fulfillmentOrderView(context, part)),
  }
}
