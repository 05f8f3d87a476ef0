import type { Clock } from '../../../src/ports/clock.ts'
import { defaultDeliveryOptions } from '../../../src/rules/delivery/options.ts'
import type { DeliveryPorts } from '../../../src/engine/delivery/ports.ts'
import type { Random } from '../../../src/ports/random.ts'
import type { Shopify } from '../../../src/ports/shopify/shopify.ts'
import type { Store } from '../../../src/ports/store/store.ts'
import type { WorldSettings } from './world-settings.ts'

/** The delivery of a world: no breaker, and unnamed holds that last until the world lets a very long time pass. */
export function worldPorts(store: Store, shopify: Shopify, clock: Clock, random: Random, settings: WorldSettings): DeliveryPorts {
  return {
    store,
    shopify,
    clock,
    random,
    options: {
      ...defaultDeliveryOptions,
      orders: settings.orders,
      holdFor: 1e9,
      breaker: { zeroShare: 0, changeShare: 0, minimum: 1, window: 1 },
      ...settings.options,
    },
    listener: { applied: () => undefined, failed: () => undefined },
  }
}
