import type { NodeAPI } from 'node-red'
import { connectShopify } from '../../src/adapters/shopify/connect.ts'
import { shopAddress } from '../../src/adapters/shopify/settings.ts'
import { adminRoute } from '../kit/admin-route.ts'
import { offerOf } from '../kit/config-node.ts'
import { dialogNode, type DialogKind } from '../kit/dialog-node.ts'
import { realClock, realRandom } from '../kit/real-clock.ts'
import { textSetting } from '../kit/setting.ts'
import { shopifyConnections } from './offer.ts'
import { secretVariables, shopifySettings } from './shopify-settings.ts'

const dialog: DialogKind = {
  type: 'shopify-connection',
  fields: { shop: 'SHOPIFY_STORE_DOMAIN', apiVersion: 'SHOPIFY_API_VERSION', apiUrl: 'SHOPIFY_API_URL', auth: '', timeout: '' },
  secrets: secretVariables,
  // A proxy may serve several shops at one address.
  server(values) {
    const apiUrl = textSetting(values['apiUrl'])
    const { shop, baseUrl } = shopAddress({ shop: textSetting(values['shop']), ...(apiUrl === '' ? {} : { apiUrl }) })
    return `${baseUrl} ${shop}`
  },
}

/** What the dialogs ask of Shopify: whether the connection works, and which locations there are. */
export function shopifyRoutes(RED: NodeAPI): void {
  adminRoute(RED, 'post', 'shopify-connection/test', 'shopify-connection.write', async (request) => {
    const { values, secret } = dialogNode(RED, request.body, dialog)
    const shopify = connectShopify(shopifySettings(values, secret), { clock: realClock, random: realRandom })
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
