import { isItemGid, isLocationGid, isVariantGid } from '../../ports/shopify/gid.ts'
import type { MetafieldEntry, RowRefusal, SetEntry } from '../../ports/shopify/shopify.ts'

/** The largest quantity that Shopify takes, either way (shopify-facts 1.5). */
const bound = 1_000_000_000

/**
 * The rows for which Shopify would refuse the whole call without naming one, because a variable does not fit its type.
 * They are refused here, by the code Shopify has for the like, so that one bad row stays alone (requirement 7.7).
 */
export function refusedEntries(entries: readonly SetEntry[]): RowRefusal[] {
  return entries.flatMap((entry, index) => {
    const fault = entryFault(entry)
    return fault === null ? [] : [{ index, ...fault }]
  })
}

/** The same for metafields: one owner that is no gid would leave 24 others unwritten. */
export function refusedMetafields(entries: readonly MetafieldEntry[]): RowRefusal[] {
  return entries.flatMap(({ variantId }, index) =>
    isVariantGid(variantId) ? [] : [{ index, code: 'INVALID_VALUE', message: `${variantId} is not the id of a variant.` }],
  )
}

function entryFault({ inventoryItemId, locationId, quantity, changeFrom }: SetEntry): Omit<RowRefusal, 'index'> | null {
  if (!isItemGid(inventoryItemId))
    return { code: 'INVALID_INVENTORY_ITEM', message: `${inventoryItemId} is not the id of an inventory item.` }
  if (!isLocationGid(locationId)) return { code: 'INVALID_LOCATION', message: `${locationId} is not the id of a location.` }
  for (const number of [quantity, changeFrom ?? 0]) {
    if (!Number.isInteger(number)) return { code: 'INVALID_QUANTITY', message: `${number} is not a whole number.` }
    if (number > bound) return { code: 'INVALID_QUANTITY_TOO_HIGH', message: `${number} is more than Shopify takes.` }
    if (number < -bound) return { code: 'INVALID_QUANTITY_TOO_LOW', message: `${number} is less than Shopify takes.` }
  }
  return null
}
