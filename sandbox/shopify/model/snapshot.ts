import { onHand, type Level } from './level.ts'
import { levelId } from './level-id.ts'
import type { Location } from './location.ts'
import type { Order } from './order.ts'
import type { InventoryItem, Product, Variant } from './product.ts'
import type { ShopState } from './shop-state.ts'

/** Everything a shop knows at one moment, as plain JSON. */
export interface ShopSnapshot {
  readonly locations: readonly Location[]
  readonly products: readonly Product[]
  readonly variants: readonly Variant[]
  readonly items: readonly InventoryItem[]
  readonly levels: readonly (Level & { readonly id: string; readonly on_hand: number })[]
  readonly orders: readonly Order[]
}

export function snapshot(state: ShopState): ShopSnapshot {
  const { catalogue } = state
  return {
    locations: [...state.locations.values()],
    products: [...catalogue.products.values()],
    variants: [...catalogue.variants.values()],
    items: [...catalogue.items.values()],
    levels: [...state.levels.all()].map((level) => ({
      ...level,
      id: levelId(state, level.itemId, level.locationId),
      on_hand: onHand(level),
    })),
    orders: [...state.orders.values()],
  }
}
