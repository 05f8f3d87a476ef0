import type { Level } from '../model/level.ts'
import type { Show, ShopContext } from './shop-context.ts'
import { itemView } from './views/item-view.ts'
import { levelView } from './views/level-view.ts'
import { locationView } from './views/location-view.ts'
import { orderView } from './views/order-view.ts'
import { productView } from './views/product-view.ts'
import { variantView } from './views/variant-view.ts'

/** A context with the views of everything in the shop. */
export function shopContext(parts: Omit<ShopContext, 'show'>): ShopContext {
  const { catalogue, locations, orders } = parts.model.state
  const show: Show = {
    level: (level: Level) => levelView(context, level),
    item: (id) => shown(catalogue.items.get(id), itemView),
    location: (id) => shown(locations.get(id), locationView),
    variant: (id) => shown(catalogue.variants.get(id), variantView),
    product: (id) => shown(catalogue.products.get(id), productView),
    order: (id) => shown(orders.get(id), orderView),
  }
  const context: ShopContext = { ...parts, show }
  return context

  function shown<T>(record: T | undefined, view: (context: ShopContext, record: T) => ReturnType<typeof levelView>) {
    return record === undefined ? null : view(context, record)
  }
}
