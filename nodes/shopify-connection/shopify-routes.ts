import type { NodeAPI } from 'node-red'
import { connectShopify } from '../../src/adapters/shopify/connect.ts'
import { checkedSettings, shopAddress } from '../../src/adapters/shopify/settings.ts'
import { versionEnd } from '../../src/adapters/shopify/version-end.ts'
import { dayOf, isComing } from '../../src/base/coming-end.ts'
import type { Say } from '../../src/base/text/say.ts'
import { adminRoute } from '../kit/admin-route.ts'
import { serviceOf } from '../kit/config-node.ts'
import { dialogNode, type DialogKind } from '../kit/dialog-node.ts'
import { realClock, realRandom } from '../kit/real-clock.ts'
import { textSetting } from '../kit/setting.ts'
import { viewerTexts } from '../kit/viewer-texts.ts'
import { shopifyConnections } from './shopify-service.ts'
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
    const settings = shopifySettings(values, secret)
    const shopify = connectShopify(settings, { clock: realClock, random: realRandom })
    try {
      const { shop, apiVersion, scopes } = await shopify.installation()
      const { details, cure } = endOfVersion(checkedSettings(settings).apiVersion, apiVersion, shop, viewerTexts(request))
      return { ok: true, text: `${shop}, API ${apiVersion}`, ...cure, details: { scopes, ...details } }
    } finally {
      await shopify.close()
    }
  })
  adminRoute(RED, 'get', 'shopify-connection/:id/locations', 'shopify-connection.read', async (request) => {
    const connection = serviceOf(RED, request.params['id'], shopifyConnections, 'shopify-connection', 'shopify')
    return { locations: await connection.shopify().locations() }
  })
}

/** Until when Shopify supports the version, and what to do when that is soon or was before. */
function endOfVersion(version: string, actual: string, shop: string, say: Say): { details: object; cure: object } {
  const endsAt = versionEnd(version)
  const values = { version, actual, shop, date: dayOf(endsAt) }
  const details = { versionEnds: values.date }
  if (!isComing(endsAt, realClock.now())) return { details, cure: {} }
  const code = actual !== version && realClock.now() >= endsAt ? 'SHOPIFY_VERSION_ENDED' : 'SHOPIFY_VERSION_ENDS'
  return { details, cure: { cure: `${say(`error.${code}.text`, values)} – ${say(`error.${code}.cure`, values)}` } }
}
