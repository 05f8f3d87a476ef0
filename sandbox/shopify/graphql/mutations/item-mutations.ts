import { flagArgument, inputArgument, inputsArgument, numberArgument, requiredText, textArgument } from '../arguments.ts'
import { idempotencyKey } from '../idempotency-key.ts'
import type { ShopContext } from '../shop-context.ts'
import type { FieldFunction } from '../view.ts'
import { metafieldView } from '../views/metafield-view.ts'
import { userErrorView } from '../views/user-error-view.ts'
import { userError } from '../../model/user-error.ts'

/** `inventoryActivate`; wants an idempotency key as well. */
export function activateMutation({ model, show, beforeCommit }: ShopContext): FieldFunction {
  return async (args, info) => {
    idempotencyKey(info)
    await beforeCommit()
    const { level, userErrors } = model.activate({
      inventoryItemId: requiredText(args, 'inventoryItemId'),
      locationId: requiredText(args, 'locationId'),
      available: numberArgument(args, 'available'),
      onHand: numberArgument(args, 'onHand'),
    })
    return { inventoryLevel: level === null ? null : show.level(level), userErrors: userErrors.map(userErrorView) }
  }
}

/** `inventoryDeactivate`; takes no key. */
export function deactivateMutation({ model, beforeCommit }: ShopContext): FieldFunction {
  return async (args) => {
    await beforeCommit()
    return { userErrors: model.deactivate(requiredText(args, 'inventoryLevelId')).map(userErrorView) }
  }
}

/** `inventoryItemUpdate`: SKU and tracking. */
export function itemUpdateMutation({ model, show, beforeCommit }: ShopContext): FieldFunction {
  return async (args) => {
    await beforeCommit()
    const id = requiredText(args, 'id')
    if (!model.state.catalogue.items.has(id)) {
      return {
        inventoryItem: null,
        userErrors: [userErrorView(userError(['id'], null, "The product couldn't be updated because it does not exist."))],
      }
    }
    const input = inputArgument(args, 'input')
    model.updateItem(id, {
      ...('tracked' in input ? { tracked: flagArgument(input, 'tracked') } : {}),
      ...('sku' in input ? { sku: textArgument(input, 'sku') } : {}),
    })
    return { inventoryItem: show.item(id), userErrors: [] }
  }
}

/** `metafieldsSet`. */
export function metafieldsSetMutation({ model, beforeCommit }: ShopContext): FieldFunction {
  return async (args) => {
    await beforeCommit()
    const inputs = inputsArgument(args, 'metafields').map((input) => ({
      ownerId: requiredText(input, 'ownerId'),
      namespace: textArgument(input, 'namespace'),
      key: requiredText(input, 'key'),
      type: textArgument(input, 'type'),
      value: requiredText(input, 'value'),
      ...('compareDigest' in input ? { compareDigest: textArgument(input, 'compareDigest') } : {}),
    }))
    const { metafields, userErrors } = model.setMetafields(inputs)
    return {
      metafields: metafields.map(metafieldView),
      userErrors: userErrors.map((error) => ({ ...userErrorView(error), elementIndex: null })),
    }
  }
}
