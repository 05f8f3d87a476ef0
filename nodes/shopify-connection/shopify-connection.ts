import type { NodeAPI } from 'node-red'
import { connectShopify } from '../../src/adapters/shopify/connect.ts'
import type { Shopify } from '../../src/ports/shopify/shopify.ts'
import { checkedSettings } from '../../src/adapters/shopify/settings.ts'
import { defineNode } from '../kit/define.ts'
import { secretSetting } from '../kit/env.ts'
import { onCloseLast } from '../kit/on-close.ts'
import { realClock, realRandom } from '../kit/real-clock.ts'
import { shopifyConnections } from './shopify-service.ts'
import { shopifyRoutes } from './shopify-routes.ts'
import { secretVariables, shopifySettings } from './shopify-settings.ts'

/** shopify-connection: one shop, shared by the nodes that name it. */
export default function register(RED: NodeAPI): void {
  shopifyRoutes(RED)
  defineNode(
    RED,
    'shopify-connection',
    ({ node, config }) => {
      let open: Shopify | undefined
      const kept: Partial<Record<keyof typeof secretVariables, unknown>> = node.credentials ?? {}
      const secret = (name: keyof typeof secretVariables): string => secretSetting(RED, node, kept[name], secretVariables[name])
      shopifyConnections.set(node, {
        id: node.id,
        shopify: () => (open ??= connectShopify(shopifySettings(config, secret), { clock: realClock, random: realRandom })),
        apiVersion: () => checkedSettings(shopifySettings(config, secret)).apiVersion,
      })
      onCloseLast(node, async () => open?.close())
    },
    { credentials: { accessToken: { type: 'password' }, clientId: { type: 'password' }, clientSecret: { type: 'password' } } },
  )
}
