import type { NodeAPI } from 'node-red'
import { allLocations } from '../../src/adapters/odoo/all-locations.ts'
import { checkConnection } from '../../src/adapters/odoo/check-connection.ts'
import type { LateOperation } from '../../src/rules/map/map-finding.ts'
import { lateOperations } from '../../src/adapters/odoo/late-operations.ts'
import { serverAddress } from '../../src/adapters/odoo/settings.ts'
import type { Say } from '../../src/base/text/say.ts'
import type { KeyEnd } from '../../src/adapters/odoo/key-end.ts'
import { dayOf, isComing } from '../../src/base/coming-end.ts'
import { adminRoute } from '../kit/admin-route.ts'
import { dialogNode, type DialogKind } from '../kit/dialog-node.ts'
import { serviceOf } from '../kit/config-node.ts'
import { realClock, realRandom } from '../kit/real-clock.ts'
import { textSetting } from '../kit/setting.ts'
import { viewerTexts } from '../kit/viewer-texts.ts'
import { checkError } from './check-error.ts'
import { odooConnections } from './odoo-service.ts'
import { untriedVersion } from './untried-version.ts'
import { keyVariable, odooSettings } from './odoo-settings.ts'

const dialog: DialogKind = {
  type: 'odoo-connection',
  fields: { url: 'ODOO_URL', database: 'ODOO_DB', username: 'ODOO_USERNAME', transport: '', companies: '', timeout: '' },
  secrets: { apiKey: keyVariable },
  server: (values) => serverAddress(textSetting(values['url'])).href,
}

/** What the dialogs ask of Odoo: whether the connection works, and which locations there are. */
export function odooRoutes(RED: NodeAPI): void {
  adminRoute(RED, 'post', 'odoo-connection/test', 'odoo-connection.write', async (request) => {
    try {
      const { values, secret } = dialogNode(RED, request.body, dialog)
      const settings = odooSettings(values, () => secret('apiKey'))
      const deployed = RED.nodes.getNode(textSetting(values['id']))
      const keyEnd = (): KeyEnd | null => (deployed && odooConnections.get(deployed)?.keyEnd?.known(settings.apiKey)) ?? null
      const found = await checkConnection(settings, { clock: realClock, random: realRandom, keyEnd })
      const { identity, companies, locations, late } = found
      const { transport, userId } = identity
      const say = viewerTexts(request)
      const untried = untriedVersion(identity, say)
      const end = endOfKey(found.keyEnd, settings.username, identity.database, say)
      return {
        ok: true,
        text: `Odoo ${identity.majorVersion}: ${identity.database}`,
        ...end.cure,
        details: {
          ...(untried === undefined ? {} : { untried }),
          transport,
          userId,
          companies,
          locations,
          ...end.details,
          ...unreserved(late, say),
        },
      }
    } catch (error) {
      throw checkError(error, viewerTexts(request))
    }
  })
  adminRoute(RED, 'get', 'odoo-connection/:id/locations', 'odoo-connection.read', async (request) => {
    const connection = serviceOf(RED, request.params['id'], odooConnections, 'odoo-connection', 'odoo')
    return { locations: await allLocations(connection.odoo()) }
  })
  adminRoute(RED, 'get', 'odoo-connection/:id/late-operations', 'odoo-connection.read', async (request) => {
    const connection = serviceOf(RED, request.params['id'], odooConnections, 'odoo-connection', 'odoo')
    return { operations: await lateOperations(connection.odoo()) }
  })
}

/** Operation types that do not reserve at confirmation, and what follows; nothing when all do. */
function unreserved(late: readonly LateOperation[], say: Say): { readonly unreserved?: string } {
  if (late.length === 0) return {}
  const told = late.map(({ operation, method, days }) => `${operation} (${say(`finding.reservation.${method}`, { days })})`)
  return { unreserved: say('finding.reservation.told', { operations: told.join(', ') }) }
}

/** When the key ends, and what to do when that is soon; nothing when it does not. */
function endOfKey(end: KeyEnd | null, user: string, database: string, say: Say): { details: object; cure: object } {
  if (end === null) return { details: {}, cure: {} }
  const { name: key, keys } = end
  const values = { key, keys, user, database, date: dayOf(end.endsAt) }
  const details = { keyEnds: say(keys > 1 ? 'finding.key-end.first' : 'finding.key-end.one', values) }
  if (!isComing(end.endsAt, realClock.now())) return { details, cure: {} }
  return { details, cure: { cure: `${say('error.ODOO_KEY_ENDS.text', values)} – ${say('error.ODOO_KEY_ENDS.cure', values)}` } }
}
