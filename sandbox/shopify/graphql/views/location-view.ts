import { legacyId } from '../../model/gid.ts'
import type { Location } from '../../model/location.ts'
import { flagArgument, requiredText } from '../arguments.ts'
import { connection, rowsOf } from '../connection.ts'
import type { ShopContext } from '../shop-context.ts'
import type { View } from '../view.ts'
import { levelFilter } from './level-filter.ts'
import { metafieldField } from './metafield-view.ts'
import { shownLevel } from './shown-level.ts'
import { timeText } from './time-text.ts'

/** A location as `Location`. */
export function locationView(context: ShopContext, location: Location): View {
  const { levels } = context.model.state
  return {
    __typename: 'Location',
    id: location.id,
    legacyResourceId: () => legacyId(location.id),
    name: location.name,
    isActive: location.active,
    activatable: !location.active,
    deactivatable: location.active,
    deactivatedAt: location.active ? null : timeText(location.updatedAt),
    isFulfillmentService: location.fulfillmentService,
    fulfillmentService: () => (location.fulfillmentService ? { serviceName: location.name, handle: location.name.toLowerCase() } : null),
    fulfillsOnlineOrders: location.active,
    shipsInventory: location.active,
    hasActiveInventory: () => levels.itemsAt(location.id).some((itemId) => shownLevel(context, itemId, location.id, false)),
    createdAt: () => timeText(location.createdAt),
    updatedAt: () => timeText(location.updatedAt),
    address: {
      address1: null,
      address2: null,
      city: null,
      country: null,
      countryCode: null,
      formatted: [],
      phone: null,
      province: null,
      zip: null,
    },
    metafield: metafieldField(context, location.id),
    inventoryLevel: (args) => {
      const level = shownLevel(context, requiredText(args, 'inventoryItemId'), location.id, flagArgument(args, 'includeInactive'))
      return level === undefined ? null : context.show.level(level)
    },
    inventoryLevels: (args) => {
      const fits = levelFilter(args)
      const find = (itemId: string) => {
        const level = shownLevel(context, itemId, location.id, flagArgument(args, 'includeInactive'))
        return level !== undefined && fits(level) ? level : undefined
      }
      return connection(rowsOf(levels.itemsAt(location.id), find), args, context.show.level)
    },
  }
}
