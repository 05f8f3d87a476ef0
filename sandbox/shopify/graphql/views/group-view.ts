import type { AdjustmentGroup } from '../../model/adjustment-group.ts'
import { textsArgument } from '../arguments.ts'
import type { ShopContext } from '../shop-context.ts'
import type { View } from '../view.ts'
import { timeText } from './time-text.ts'

/** What a mutation changed, as `InventoryAdjustmentGroup`. `quantityAfterChange` is always null (shopify-facts 1.7). */
export function groupView(context: ShopContext, group: AdjustmentGroup): View {
  return {
    __typename: 'InventoryAdjustmentGroup',
    id: group.id,
    createdAt: () => timeText(group.createdAt),
    reason: group.reason,
    referenceDocumentUri: group.referenceDocumentUri,
    app: null,
    changes: (args) => {
      const wanted = {
        items: textsArgument(args, 'inventoryItemIds'),
        locations: textsArgument(args, 'locationIds'),
        names: textsArgument(args, 'quantityNames'),
      }
      const fits = (list: readonly string[], value: string) => list.length === 0 || list.includes(value)
      return group.changes
        .filter(
          (change) => fits(wanted.items, change.itemId) && fits(wanted.locations, change.locationId) && fits(wanted.names, change.name),
        )
        .map((change) => ({
          name: change.name,
          delta: change.delta,
          quantityAfterChange: null,
          ledgerDocumentUri: null,
          item: () => context.show.item(change.itemId),
          location: () => context.show.location(change.locationId),
        }))
    },
  }
}
