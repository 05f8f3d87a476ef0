import type { NodeAPI } from 'node-red'
import { connectShopify } from '../../src/shopify/connect.ts'
import { adminRoute } from '../kit/admin-route.ts'
import { offerOf } from '../kit/config-node.ts'
import { dialogNode } from '../kit/dialog-node.ts'
import { realClock, realRandom } from '../kit/real-clock.ts'
import { shopifyConnections } from './offer.ts'
import { shopifySettings } from './shopify-settings.ts'

/** What the dialogs ask of Shopify: whether the connection works, and which locations there are. */
export function shopifyRoutes(RED: NodeAPI): void {
  adminRoute(RED, 'post', 'shopify-connection/test', 'shopify-connection.write', async (request) => {
    const { values, node, keptSecret } = dialogNode(RED, request.body)
    const secrets = { accessToken: keptSecret('accessToken'), clientId: keptSecret('clientId'), clientSecret: keptSecret('clientSecret') }
    const shopify = connectShopify(shopifySettings(RED, node, values, secrets), { clock: realClock, random: realRandom })
    try {
      const { shop, apiVersion, scopes } = await shopify.installation()
      return { ok: true, text: `${shop}, API ${apiVersion}`, details: { scopes } }
    } finally {
      await shopify.close()
    }
  })
  adminRoute(RED, 'get', 'shopify-connection/:id/locations', 'shopify-connection.read', async (request) => {
    const offer = offerOf(RED, request.params['id'], shopifyConnections, 'shopify-connection', 'shopify')
    return { locations: await offer.shopify().locations() }
  })
}
