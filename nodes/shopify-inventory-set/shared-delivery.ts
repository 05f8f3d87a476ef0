import { startDelivery, type Delivery } from '../../src/delivery/delivery.ts'
import type { DeliveryOptions } from '../../src/delivery/options.ts'
import type { DeliveryListener, DeliveryPorts } from '../../src/delivery/ports.ts'
import type { Shopify } from '../../src/shopify/shopify.ts'
import type { Store } from '../../src/store/store.ts'
import type { Say } from '../../src/text/say.ts'
import { realClock, realRandom } from '../kit/real-clock.ts'

interface Shared {
  readonly delivery: Delivery
  readonly ports: DeliveryPorts
  readonly listeners: Map<string, DeliveryListener>
}

const deliveries = new WeakMap<Store, Map<string, Shared>>()

/** A node's part in the delivery of a shop. */
export interface DeliveryLease {
  readonly delivery: Delivery
  /** Gives the part back; the last one stops the delivery. */
  release(): Promise<void>
}

/**
 * Nodes that write one shop from one store share one delivery, so that two tabs never race each other. What becomes of a
 * level is told to the node that asked for it, what concerns the whole shop to all. The options of the first node count.
 */
export function leaseDelivery(
  nodeId: string,
  store: Store,
  shopify: Shopify,
  options: DeliveryOptions,
  say: Say,
  listener: DeliveryListener,
): DeliveryLease {
  const shops = deliveries.get(store) ?? new Map<string, Shared>()
  deliveries.set(store, shops)
  const shared = shops.get(shopify.shop) ?? start(store, shopify, options, say)
  shops.set(shopify.shop, shared)
  shared.listeners.set(nodeId, listener)
  return {
    delivery: shared.delivery,
    async release() {
      shared.listeners.delete(nodeId)
      if (shared.listeners.size > 0) return
      shops.delete(shopify.shop)
      await shared.delivery.stop()
    },
  }
}

/** How the shop is delivered to from this store at present, and a bell for the delivery; undefined while nobody delivers. */
export function sharedDelivery(store: Store, shop: string): { readonly ports: DeliveryPorts; wake(): void } | undefined {
  const shared = deliveries.get(store)?.get(shop)
  return shared && { ports: shared.ports, wake: () => shared.delivery.wake() }
}

function start(store: Store, shopify: Shopify, options: DeliveryOptions, say: Say): Shared {
  const listeners = new Map<string, DeliveryListener>()
  const tell = <Line extends { readonly via?: string }>(
    lines: readonly Line[],
    how: (listener: DeliveryListener, lines: readonly Line[]) => void,
  ): void => {
    for (const [id, listener] of listeners) {
      const own = lines.filter((line) => line.via === id || line.via === undefined || !listeners.has(line.via))
      if (own.length > 0) how(listener, own)
    }
  }
  const listener: DeliveryListener = {
    applied: (lines) => tell(lines, (one, own) => one.applied(own)),
    failed: (lines) => tell(lines, (one, own) => one.failed(own)),
  }
  const ports: DeliveryPorts = { store, shopify, clock: realClock, random: realRandom, say, options, listener }
  return { delivery: startDelivery(ports), ports, listeners }
}
