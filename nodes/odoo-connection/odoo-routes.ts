import type { NodeAPI } from 'node-red'
import { allLocations } from '../../src/odoo/all-locations.ts'
import { checkConnection } from '../../src/odoo/check-connection.ts'
import { adminRoute } from '../kit/admin-route.ts'
import { dialogNode } from '../kit/dialog-node.ts'
import { offerOf } from '../kit/config-node.ts'
import { realClock, realRandom } from '../kit/real-clock.ts'
import { viewerTexts } from '../kit/viewer-texts.ts'
import { checkError } from './check-error.ts'
import { odooConnections } from './offer.ts'
import { odooSettings } from './odoo-settings.ts'

/** What the dialogs ask of Odoo: whether the connection works, and which locations there are. */
export function odooRoutes(RED: NodeAPI): void {
  adminRoute(RED, 'post', 'odoo-connection/test', 'odoo-connection.write', async (request) => {
    const { values, node, keptSecret } = dialogNode(RED, request.body)
    try {
      const settings = odooSettings(RED, node, values, keptSecret('apiKey'))
      const { identity, companies, locations } = await checkConnection(settings, { clock: realClock, random: realRandom })
      const { transport, userId } = identity
      return { ok: true, text: `Odoo ${identity.majorVersion}: ${identity.database}`, details: { transport, userId, companies, locations } }
    } catch (error) {
      throw checkError(error, viewerTexts(request))
    }
  })
  adminRoute(RED, 'get', 'odoo-connection/:id/locations', 'odoo-connection.read', async (request) => {
    const offer = offerOf(RED, request.params['id'], odooConnections, 'odoo-connection', 'odoo')
    return { locations: await allLocations(offer.odoo()) }
  })
}
