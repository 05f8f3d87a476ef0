import { gidKind } from '../model/gid.ts'
import type { Order } from '../model/order.ts'
import { flagArgument, requiredText, textArgument, textsArgument } from './arguments.ts'
import { connection, rowsOf } from './connection.ts'
import { refusal } from './refusal.ts'
import { itemSearch, locationSearch, orderSearch, variantSearch } from './search-fields.ts'
import { searchFilter } from './search-query.ts'
import type { ShopContext } from './shop-context.ts'
import type { Arguments, View } from './view.ts'
import { apiVersionView, installationView, propertiesView, shopView } from './views/shop-view.ts'
import { subscriptionView } from './views/subscription-view.ts'

/** What can be asked of the simulated shop. */
export function queryRoot(context: ShopContext): View {
  const { model, show, subscriptions } = context
  const { catalogue, locations } = model.state
  return {
    __typename: 'QueryRoot',
    shop: () => shopView(context),
    currentAppInstallation: () => installationView(context),
    publicApiVersions: () => context.apiVersions.map(apiVersionView),
    inventoryProperties: propertiesView,
    node: (args) => nodeView(context, requiredText(args, 'id')),
    nodes: (args) => textsArgument(args, 'ids').map((id) => nodeView(context, id)),
    location: (args) => show.location(textArgument(args, 'id') ?? locations.keys().next().value ?? ''),
    locations: (args) => connection(wantedLocations(context, args), args, (location) => location),
    inventoryItem: (args) => show.item(requiredText(args, 'id')),
    inventoryItems: (args) => {
      const fits = searchFilter(textArgument(args, 'query'))
      const find = (id: string) => {
        const item = catalogue.items.get(id)
        return item !== undefined && fits(itemSearch(item)) ? item : undefined
      }
      return connection(rowsOf(catalogue.itemOrder, find), args, (item) => show.item(item.id) ?? {})
    },
    inventoryLevel: (args) => levelNamed(context, requiredText(args, 'id')),
    productVariant: (args) => show.variant(requiredText(args, 'id')),
    productVariants: (args) => {
      const fits = searchFilter(textArgument(args, 'query'))
      const find = (id: string) => {
        const variant = catalogue.variants.get(id)
        if (variant === undefined) return undefined
        const searched = variantSearch(variant, catalogue.items.get(variant.itemId), catalogue.products.get(variant.productId))
        return fits(searched) ? variant : undefined
      }
      return connection(rowsOf(catalogue.variantOrder, find), args, (variant) => show.variant(variant.id) ?? {})
    },
    order: (args) => show.order(requiredText(args, 'id')),
    orders: (args) => connection(wantedOrders(context, args), args, (order) => show.order(order.id) ?? {}),
    webhookSubscriptions: (args) => {
      const topics = textsArgument(args, 'topics')
      const wanted = subscriptions.all().filter((subscription) => topics.length === 0 || topics.includes(subscription.topic))
      return connection(wanted, args, subscriptionView)
    },
  }
}

/** The record of that id, null when it is gone or of a kind that is not simulated. */
function nodeView(context: ShopContext, id: string): View | null {
  const kind = gidKind(id)
  if (kind === undefined) throw refusal('RESOURCE_NOT_FOUND', `Invalid global id '${id}'`)
  const { show, subscriptions } = context
  if (kind === 'InventoryItem') return show.item(id)
  if (kind === 'ProductVariant') return show.variant(id)
  if (kind === 'Product') return show.product(id)
  if (kind === 'Location') return show.location(id)
  if (kind === 'Order') return show.order(id)
  if (kind === 'InventoryLevel') return levelNamed(context, id)
  const subscription = kind === 'WebhookSubscription' ? subscriptions.get(id) : undefined
  return subscription === undefined ? null : subscriptionView(subscription)
}

function levelNamed(context: ShopContext, id: string): View | null {
  const now = context.model.levelNamed(id)
  const level = now && context.levels.get(now.itemId, now.locationId)
  return level === undefined ? null : context.show.level(level)
}

/** Inactive locations and those of fulfilment services are hidden unless they are asked for (shopify-facts 7), also from a search. */
function wantedLocations(context: ShopContext, args: Arguments): View[] {
  const inactive = flagArgument(args, 'includeInactive')
  const legacy = flagArgument(args, 'includeLegacy')
  const fits = searchFilter(textArgument(args, 'query'))
  const wanted = [...context.model.state.locations.values()].filter(
    (location) => (location.active || inactive) && (!location.fulfillmentService || legacy) && fits(locationSearch(location)),
  )
  return wanted.map((location) => context.show.location(location.id)).filter((view) => view !== null)
}

function wantedOrders(context: ShopContext, args: Arguments): Order[] {
  const fits = searchFilter(textArgument(args, 'query'))
  const orders = [...context.model.state.orders.values()].filter((order) => fits(orderSearch(order)))
  return textArgument(args, 'sortKey') === 'UPDATED_AT' ? orders.toSorted((one, other) => one.updatedAt - other.updatedAt) : orders
}
