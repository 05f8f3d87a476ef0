import type { NodeAPI } from 'node-red'
import { connectShopify } from '../../src/shopify/connect.ts'
import type { Shopify } from '../../src/shopify/shopify.ts'
import { defineNode } from '../kit/define.ts'
import { onCloseLast } from '../kit/on-close.ts'
import { realClock, realRandom } from '../kit/real-clock.ts'
import { shopifyConnections } from './offer.ts'
import { shopifyRoutes } from './shopify-routes.ts'
import { shopifySettings, type ShopifySecrets } from './shopify-settings.ts'

/** shopify-connection: one shop, shared by the nodes that name it. */
export default function register(RED: NodeAPI): void {
  shopifyRoutes(RED)
  defineNode(
    RED,
    'shopify-connection',
    ({ node, config }) => {
      let open: Shopify | undefined
      const secrets: ShopifySecrets = node.credentials ?? {}
      shopifyConnections.set(node, {
        id: node.id,
        shopify: () => (open ??= connectShopify(shopifySettings(RED, node, config, secrets), { clock: realClock, random: realRandom })),
      })
      onCloseLast(node, async () => open?.close())
    },
    { credentials: { accessToken: { type: 'password' }, clientId: { type: 'password' }, clientSecret: { type: 'password' } } },
  )
}
