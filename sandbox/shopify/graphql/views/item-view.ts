import { legacyId } from '../../model/gid.ts'
import type { InventoryItem } from '../../model/product.ts'
import { flagArgument, requiredText } from '../arguments.ts'
import { connection, rowsOf } from '../connection.ts'
import type { ShopContext } from '../shop-context.ts'
import type { View } from '../view.ts'
import { shownLevel } from './shown-level.ts'
import { timeText } from './time-text.ts'

/** An inventory item as `InventoryItem`. */
export function itemView(context: ShopContext, item: InventoryItem): View {
  const { catalogue, levels } = context.model.state
  return {
    __typename: 'InventoryItem',
    id: item.id,
    legacyResourceId: () => legacyId(item.id),
    sku: item.sku,
    tracked: item.tracked,
    requiresShipping: true,
    duplicateSkuCount: () => catalogue.duplicateSkuCount(item),
    createdAt: () => timeText(item.createdAt),
    updatedAt: () => timeText(item.updatedAt),
    locationsCount: () => ({
      count: levels.locationsOf(item.id).filter((id) => shownLevel(context, item.id, id, false)).length,
      precision: 'EXACT',
    }),
    inventoryLevel: (args) => {
      const level = shownLevel(context, item.id, requiredText(args, 'locationId'), flagArgument(args, 'includeInactive'))
      return level === undefined ? null : context.show.level(level)
    },
    inventoryLevels: (args) => {
      const find = (locationId: string) => shownLevel(context, item.id, locationId, flagArgument(args, 'includeInactive'))
      return connection(rowsOf(levels.locationsOf(item.id), find), args, context.show.level)
    },
    variant: () => context.show.variant(item.variantIds[0] ?? ''),
    variants: (args) => connection(rowsOf(item.variantIds, context.show.variant), args, (variant) => variant),
  }
}
