import type { Shopify } from '../../src/ports/shopify/shopify.ts'

/** What a shopify-connection node provides to other nodes. */
export interface ShopifyService {
  readonly id: string
  /** The shop; nothing is sent before it is first used. Throws CONFIG_MISSING when a setting is blank. */
  shopify(): Shopify
  /** The version of the API that is used. Throws as `shopify`. */
  apiVersion?(): string
}

export const shopifyConnections = new WeakMap<object, ShopifyService>()
