import { setsWithoutStocking } from './change-request.ts'
import type { ShopState } from './shop-state.ts'
import { userError, type UserError } from './user-error.ts'

/** The row of a set or adjustment, as its errors name it. */
export interface RowPlace {
  readonly list: 'quantities' | 'changes'
  readonly index: number
}

export function rowError(place: RowPlace, name: string, code: string, message: string): UserError {
  return userError(['input', place.list, String(place.index), name], code, message)
}

/** What is wrong with the item and the location of a row (shopify-facts 1.5, 1.8). */
export function addressErrors(state: ShopState, place: RowPlace, itemId: string, locationId: string, apiVersion: string): UserError[] {
  const errors: UserError[] = []
  const item = state.catalogue.items.get(itemId)
  if (item === undefined) {
    errors.push(rowError(place, 'inventoryItemId', 'INVALID_INVENTORY_ITEM', 'The specified inventory item could not be found.'))
  } else if (item.components.length > 0) {
    const message = 'The specified inventory item is not allowed to be adjusted via API. Example: if the inventory item is a parent bundle.'
    errors.push(rowError(place, 'inventoryItemId', 'NON_MUTABLE_INVENTORY_ITEM', message))
  }
  if (state.locations.get(locationId)?.active !== true) {
    errors.push(rowError(place, 'locationId', 'INVALID_LOCATION', 'The specified location could not be found.'))
  }
  if (errors.length === 0 && apiVersion < setsWithoutStocking && state.stocked(itemId, locationId) === undefined) {
    const message = 'The specified inventory item is not stocked at the location.'
    errors.push(rowError(place, 'locationId', 'ITEM_NOT_STOCKED_AT_LOCATION', message))
  }
  return errors
}

/** A refusal because the quantity that the caller expected is no longer there. */
export function staleError(place: RowPlace): UserError {
  const message = 'The changeFromQuantity argument no longer matches the persisted quantity.'
  return rowError(place, 'changeFromQuantity', 'CHANGE_FROM_QUANTITY_STALE', message)
}

/** Shopify has also been seen to say "stale" without naming the row; then it says so once. */
export function withoutStaleRows(errors: readonly UserError[]): UserError[] {
  const others = errors.filter((error) => error.code !== 'CHANGE_FROM_QUANTITY_STALE')
  const stale = errors.find((error) => error.code === 'CHANGE_FROM_QUANTITY_STALE')
  return stale === undefined ? others : [...others, { ...stale, field: null }]
}
