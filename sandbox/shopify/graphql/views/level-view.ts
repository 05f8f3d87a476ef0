import { legacyId } from '../../model/gid.ts'
import { isStoredQuantity, onHand, readableQuantities, type Level } from '../../model/level.ts'
import { textsArgument } from '../arguments.ts'
import { refusal } from '../refusal.ts'
import type { ShopContext } from '../shop-context.ts'
import type { View } from '../view.ts'
import { timeText } from './time-text.ts'

/** A level as `InventoryLevel`. */
export function levelView(context: ShopContext, level: Level): View {
  return {
    __typename: 'InventoryLevel',
    id: () => context.model.levelId(level.itemId, level.locationId),
    isActive: level.active,
    canDeactivate: level.active,
    deactivationAlert: null,
    createdAt: () => timeText(level.createdAt),
    updatedAt: () => timeText(level.updatedAt),
    item: () => context.show.item(level.itemId),
    location: () => context.show.location(level.locationId),
    quantities: (args) => textsArgument(args, 'names').map((name) => quantityView(level, name)),
  }
}

/** `updatedAt` is known of `available` only, and moves when its value does (shopify-facts 1.7). */
function quantityView(level: Level, name: string): View {
  if (!readableQuantities.includes(name)) throw refusal('BAD_REQUEST', `The quantity name ${name} is invalid.`)
  return {
    id: () => `gid://shopify/InventoryQuantity/${legacyId(level.locationId)}?inventory_item_id=${legacyId(level.itemId)}&name=${name}`,
    __typename: 'InventoryQuantity',
    name,
    quantity: isStoredQuantity(name) ? level[name] : onHand(level),
    updatedAt: name === 'available' ? timeText(level.availableAt) : null,
  }
}
