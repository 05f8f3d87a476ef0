import type { NodeAPI } from 'node-red'
import { connectOdoo } from '../../src/odoo/connect.ts'
import { allLocations } from '../../src/odoo/all-locations.ts'
import { adminRoute } from '../kit/admin-route.ts'
import { dialogNode } from '../kit/dialog-node.ts'
import { offerOf } from '../kit/config-node.ts'
import { realClock, realRandom } from '../kit/real-clock.ts'
import { odooConnections } from './offer.ts'
import { odooSettings } from './odoo-settings.ts'

/** What the dialogs ask of Odoo: whether the connection works, and which locations there are. */
export function odooRoutes(RED: NodeAPI): void {
  adminRoute(RED, 'post', 'odoo-connection/test', 'odoo-connection.write', async (request) => {
    const { values, node, keptSecret } = dialogNode(RED, request.body)
    const odoo = connectOdoo(odooSettings(RED, node, values, keptSecret('apiKey')), { clock: realClock, random: realRandom })
    try {
      const identity = await odoo.identity()
      const locations = await odoo.searchCount('stock.location', [['usage', '=', 'internal']])
      return {
        ok: true,
        text: `Odoo ${identity.majorVersion}: ${identity.database}`,
        details: { transport: identity.transport, userId: identity.userId, locations },
      }
    } finally {
      await odoo.close()
    }
  })
  adminRoute(RED, 'get', 'odoo-connection/:id/locations', 'odoo-connection.read', async (request) => {
    const offer = offerOf(RED, request.params['id'], odooConnections, 'odoo-connection', 'odoo')
    return { locations: await allLocations(offer.odoo()) }
  })
}
