import type { ShopContext } from '../shop-context.ts'
import type { View } from '../view.ts'
import { activateMutation, deactivateMutation, itemUpdateMutation, metafieldsSetMutation } from './item-mutations.ts'
import { adjustQuantitiesMutation, setQuantitiesMutation } from './quantity-mutations.ts'
import { subscriptionCreateMutation, subscriptionDeleteMutation } from './subscription-mutations.ts'

/** What can be done in the simulated shop through the API. */
export function mutationRoot(context: ShopContext): View {
  return {
    __typename: 'Mutation',
    inventorySetQuantities: setQuantitiesMutation(context),
    inventoryAdjustQuantities: adjustQuantitiesMutation(context),
    inventoryActivate: activateMutation(context),
    inventoryDeactivate: deactivateMutation(context),
    inventoryItemUpdate: itemUpdateMutation(context),
    metafieldsSet: metafieldsSetMutation(context),
    webhookSubscriptionCreate: subscriptionCreateMutation(context),
    webhookSubscriptionDelete: subscriptionDeleteMutation(context),
  }
}
