import type { AdjustmentResult, QuantityChange } from './adjustment-group.ts'
import { requestErrors, type ChangeRequest } from './change-request.ts'
import { emptyLevel, onHand, quantityOf, type Level } from './level.ts'
import { addressErrors, rowError, staleError, withoutStaleRows, type RowPlace } from './row-errors.ts'
import type { SetRules } from './set-rules.ts'
import type { ShopState } from './shop-state.ts'
import { userError, type UserError } from './user-error.ts'

/** One row of `inventorySetQuantities`; `changeFromQuantity` null does not compare. */
export interface SetRow {
  readonly inventoryItemId: string
  readonly locationId: string
  readonly quantity: number
  readonly changeFromQuantity: number | null
}

export interface SetRequest extends ChangeRequest {
  readonly quantities: readonly SetRow[]
}

/** The largest quantity, either way. */
const quantityBound = 1_000_000_000

/** `inventorySetQuantities` without its idempotency key (shopify-facts 1.4 to 1.8). */
export function setQuantities(state: ShopState, request: SetRequest, rules: SetRules): AdjustmentResult {
  const { name } = request
  const general = requestErrors(request)
  if (name !== 'available' && name !== 'on_hand') {
    general.unshift(userError(['input', 'name'], 'INVALID_NAME', "The quantity name must be either 'available' or 'on_hand'."))
    return { group: null, userErrors: general }
  }
  if (general.length > 0) return { group: null, userErrors: general }

  const twice = doubledRows(request.quantities)
  const errors: UserError[] = []
  const next: Level[] = []
  const changes: QuantityChange[] = []
  const now = state.now()
  request.quantities.forEach((row, index) => {
    const found = rowErrors(state, request, row, { list: 'quantities', index }, twice)
    if (found.length > 0) {
      errors.push(...found)
      return
    }
    const { inventoryItemId: itemId, locationId } = row
    const level = state.levels.get(itemId, locationId) ?? emptyLevel(itemId, locationId, false, now)
    const delta = row.quantity - quantityOf(level, name)
    if (delta === 0) return
    next.push({ ...level, available: level.available + delta, updatedAt: now })
    changes.push({ name: 'available', delta, itemId, locationId }, { name: 'on_hand', delta, itemId, locationId })
  })

  const userErrors = rules.staleErrors === 'unindexed' ? withoutStaleRows(errors) : errors
  if (changes.length === 0 || (errors.length > 0 && rules.batchBehaviour === 'all-or-nothing')) return { group: null, userErrors }
  state.write(next)
  return { group: state.record(request.reason, request.referenceDocumentUri ?? null, changes), userErrors }
}

function rowErrors(state: ShopState, request: SetRequest, row: SetRow, place: RowPlace, twice: ReadonlySet<number>): UserError[] {
  const errors = addressErrors(state, place, row.inventoryItemId, row.locationId, request.apiVersion)
  const level = errors.length === 0 ? state.levels.get(row.inventoryItemId, row.locationId) : undefined
  if (row.quantity > quantityBound) {
    errors.push(rowError(place, 'quantity', 'INVALID_QUANTITY_TOO_HIGH', "The total quantity can't be higher than 1,000,000,000."))
  } else if (row.quantity < -quantityBound) {
    errors.push(rowError(place, 'quantity', 'INVALID_QUANTITY_TOO_LOW', "The total quantity can't be lower than -1,000,000,000."))
  } else if (request.name === 'on_hand' && row.quantity < 0) {
    errors.push(rowError(place, 'quantity', 'INVALID_QUANTITY_NEGATIVE', "The quantity can't be negative."))
  }
  if (twice.has(place.index)) {
    const message = 'The combination of inventoryItemId and locationId must be unique.'
    errors.push(rowError(place, 'locationId', 'NO_DUPLICATE_INVENTORY_ITEM_ID_GROUP_ID_PAIR', message))
  }
  if (errors.length > 0 || row.changeFromQuantity === null) return errors
  const persisted = level === undefined ? 0 : request.name === 'on_hand' ? onHand(level) : level.available
  return row.changeFromQuantity === persisted ? errors : [staleError(place)]
}

/** The indexes of all rows that name a pair which another row names too. */
function doubledRows(rows: readonly SetRow[]): ReadonlySet<number> {
  const firstAt = new Map<string, Map<string, number>>()
  const twice = new Set<number>()
  rows.forEach((row, index) => {
    let first = firstAt.get(row.locationId)
    if (first === undefined) firstAt.set(row.locationId, (first = new Map()))
    const earlier = first.get(row.inventoryItemId)
    if (earlier === undefined) first.set(row.inventoryItemId, index)
    else twice.add(earlier).add(index)
  })
  return twice
}
