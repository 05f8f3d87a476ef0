import type { AdjustmentResult, QuantityChange } from './adjustment-group.ts'
import { requestErrors, type ChangeRequest } from './change-request.ts'
import { emptyLevel, isStoredQuantity, quantityOf, type Level, type StoredQuantity } from './level.ts'
import { isDocumentUri } from './reasons.ts'
import { addressErrors, rowError, staleError, withoutStaleRows, type RowPlace } from './row-errors.ts'
import type { SetRules } from './set-rules.ts'
import type { ShopState } from './shop-state.ts'
import { userError, type UserError } from './user-error.ts'

/** One row of `inventoryAdjustQuantities`. */
export interface AdjustRow {
  readonly inventoryItemId: string
  readonly locationId: string
  readonly delta: number
  readonly changeFromQuantity: number | null
  readonly ledgerDocumentUri?: string | null
}

export interface AdjustRequest extends ChangeRequest {
  readonly changes: readonly AdjustRow[]
}

const deltaBound = 2_000_000_000

/** `inventoryAdjustQuantities` without its idempotency key; refused as a whole when one row is (shopify-facts 1.5 to 1.7). */
export function adjustQuantities(state: ShopState, request: AdjustRequest, rules: SetRules): AdjustmentResult {
  const { name } = request
  const general = requestErrors(request)
  if (!isStoredQuantity(name) || name === 'committed') {
    general.unshift(userError(['input', 'name'], 'INVALID_QUANTITY_NAME', 'The specified quantity name is invalid.'))
    return { group: null, userErrors: general }
  }
  if (general.length > 0) return { group: null, userErrors: general }
  const errors = request.changes.flatMap((row, index) => rowErrors(state, request, row, { list: 'changes', index }, name))
  const documents = new Set(request.changes.map(({ ledgerDocumentUri }) => ledgerDocumentUri ?? null))
  if (errors.length === 0 && documents.size > 1) errors.push(oneLedger)
  if (errors.length > 0) return { group: null, userErrors: rules.staleErrors === 'unindexed' ? withoutStaleRows(errors) : errors }

  const next = new Map<string, Level>()
  const changes: QuantityChange[] = []
  const now = state.now()
  for (const { inventoryItemId: itemId, locationId, delta } of request.changes) {
    if (delta === 0) continue
    const pair = `${itemId} ${locationId}`
    const level = next.get(pair) ?? state.levels.get(itemId, locationId) ?? emptyLevel(itemId, locationId, false, now)
    next.set(pair, { ...level, [name]: level[name] + delta, updatedAt: now })
    changes.push({ name, delta, itemId, locationId })
    if (name !== 'incoming') changes.push({ name: 'on_hand', delta, itemId, locationId })
  }
  if (changes.length === 0) return { group: null, userErrors: [] }
  state.write([...next.values()])
  return { group: state.record(request.reason, request.referenceDocumentUri ?? null, changes), userErrors: [] }
}

const oneLedger = userError(
  ['input', 'changes'],
  'MAX_ONE_LEDGER_DOCUMENT',
  'All changes must have the same ledger document URI or, in the case of adjusting available, no ledger document URI.',
)

function rowErrors(state: ShopState, request: AdjustRequest, row: AdjustRow, place: RowPlace, name: StoredQuantity): UserError[] {
  const errors = addressErrors(state, place, row.inventoryItemId, row.locationId, request.apiVersion)
  if (row.delta > deltaBound) {
    errors.push(rowError(place, 'delta', 'INVALID_QUANTITY_TOO_HIGH', "The quantity can't be higher than 2,000,000,000."))
  } else if (row.delta < -deltaBound) {
    errors.push(rowError(place, 'delta', 'INVALID_QUANTITY_TOO_LOW', "The quantity can't be lower than -2,000,000,000."))
  }
  errors.push(...ledgerErrors(row.ledgerDocumentUri ?? null, place, name))
  if (errors.length > 0 || row.changeFromQuantity === null) return errors
  const persisted = quantityOf(state.levels.get(row.inventoryItemId, row.locationId), name)
  return row.changeFromQuantity === persisted ? [] : [staleError(place)]
}

function ledgerErrors(uri: string | null, place: RowPlace, name: StoredQuantity): UserError[] {
  const refuse = (code: string, message: string) => [rowError(place, 'ledgerDocumentUri', code, message)]
  if (name === 'available') {
    return uri === null ? [] : refuse('INVALID_AVAILABLE_DOCUMENT', 'A ledger document URI is not allowed when adjusting available.')
  }
  if (uri === null) return refuse('INVALID_QUANTITY_DOCUMENT', 'A ledger document URI is required except when adjusting available.')
  if (uri.startsWith('gid://shopify/')) {
    return refuse('INTERNAL_LEDGER_DOCUMENT', 'Internal (gid://shopify/) ledger documents are not allowed to be adjusted via API.')
  }
  return isDocumentUri(uri) ? [] : refuse('INVALID_LEDGER_DOCUMENT', 'The specified ledger document is invalid.')
}
