import type { AdjustRequest } from '../../model/adjust-quantities.ts'
import type { AdjustmentResult } from '../../model/adjustment-group.ts'
import type { SetRequest } from '../../model/set-quantities.ts'
import { inputArgument, inputsArgument, numberArgument, requiredNumber, requiredText, textArgument } from '../arguments.ts'
import { idempotencyKey } from '../idempotency-key.ts'
import { refusal } from '../refusal.ts'
import type { ShopContext } from '../shop-context.ts'
import type { Arguments, FieldFunction, View } from '../view.ts'
import { groupView } from '../views/group-view.ts'
import { userErrorView } from '../views/user-error-view.ts'

/** `inventorySetQuantities`. */
export function setQuantitiesMutation(context: ShopContext): FieldFunction {
  return async (args, info) => {
    const key = idempotencyKey(info)
    const input = inputArgument(args, 'input')
    const rows = inputsArgument(input, 'quantities')
    demandChangeFrom(rows, 'InventoryQuantityInput')
    const request: SetRequest = {
      ...common(context, input),
      quantities: rows.map((row) => ({ ...address(row), quantity: requiredNumber(row, 'quantity') })),
    }
    const opening = context.model.openSet(request, key)
    if (opening.kind === 'run') await held(context, opening.abandon)
    return payload(context, context.model.commitSet(opening, request))
  }
}

/** `inventoryAdjustQuantities`. */
export function adjustQuantitiesMutation(context: ShopContext): FieldFunction {
  return async (args, info) => {
    const key = idempotencyKey(info)
    const input = inputArgument(args, 'input')
    const rows = inputsArgument(input, 'changes')
    demandChangeFrom(rows, 'InventoryChangeInput')
    const request: AdjustRequest = {
      ...common(context, input),
      changes: rows.map((row) => ({
        ...address(row),
        delta: requiredNumber(row, 'delta'),
        ledgerDocumentUri: textArgument(row, 'ledgerDocumentUri'),
      })),
    }
    const opening = context.model.openAdjust(request, key)
    if (opening.kind === 'run') await held(context, opening.abandon)
    return payload(context, context.model.commitAdjust(opening, request))
  }
}

/** `changeFromQuantity` must be given, if only as null; the schema does not say so (shopify-facts 1.1). */
function demandChangeFrom(rows: readonly Arguments[], type: string): void {
  if (rows.every((row) => 'changeFromQuantity' in row)) return
  throw refusal('INVALID_FIELD_ARGUMENTS', `${type} must include the following argument: changeFromQuantity.`)
}

/** Waits at the commit point; the key counts as failed when the wait does. */
async function held(context: ShopContext, abandon: () => void): Promise<void> {
  try {
    await context.beforeCommit()
  } catch (error) {
    abandon()
    throw error
  }
}

function common(context: ShopContext, input: Arguments) {
  return {
    name: requiredText(input, 'name'),
    reason: requiredText(input, 'reason'),
    referenceDocumentUri: textArgument(input, 'referenceDocumentUri'),
    apiVersion: context.apiVersion,
  }
}

function address(row: Arguments) {
  return {
    inventoryItemId: requiredText(row, 'inventoryItemId'),
    locationId: requiredText(row, 'locationId'),
    changeFromQuantity: numberArgument(row, 'changeFromQuantity'),
  }
}

function payload(context: ShopContext, { group, userErrors }: AdjustmentResult): View {
  return { inventoryAdjustmentGroup: group === null ? null : groupView(context, group), userErrors: userErrors.map(userErrorView) }
}
