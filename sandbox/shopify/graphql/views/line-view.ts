import { unfulfilled, type OrderLine } from '../../model/order.ts'
import type { ShopContext } from '../shop-context.ts'
import type { View } from '../view.ts'

/** An order line as `LineItem`. */
export function lineView(context: ShopContext, line: OrderLine): View {
  return {
    __typename: 'LineItem',
    id: line.id,
    name: line.title,
    title: line.title,
    sku: line.sku,
    quantity: line.quantity,
    currentQuantity: line.currentQuantity,
    unfulfilledQuantity: unfulfilled(line),
    fulfillableQuantity: unfulfilled(line),
    requiresShipping: true,
    variant: () => context.show.variant(line.variantId),
    product: () => context.show.product(line.productId),
  }
}
