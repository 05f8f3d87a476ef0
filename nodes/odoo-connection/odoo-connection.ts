import type { NodeAPI } from 'node-red'
import { connectOdoo } from '../../src/adapters/odoo/connect.ts'
import type { Odoo } from '../../src/ports/odoo/odoo.ts'
import type { OdooSettings } from '../../src/adapters/odoo/settings.ts'
import { markOf, readKeyEnd, stillKnown, type KeyEnd } from '../../src/adapters/odoo/key-end.ts'
import { defineNode } from '../kit/define.ts'
import { secretSetting } from '../kit/env.ts'
import { onCloseLast } from '../kit/on-close.ts'
import { realClock, realRandom } from '../kit/real-clock.ts'
import { odooConnections } from './odoo-service.ts'
import { odooRoutes } from './odoo-routes.ts'
import { keyVariable, odooSettings } from './odoo-settings.ts'
import { otherLogins } from './other-login.ts'

/** odoo-connection: one Odoo server, shared by the nodes that name it. */
export default function register(RED: NodeAPI): void {
  odooRoutes(RED)
  defineNode(
    RED,
    'odoo-connection',
    ({ node, config }) => {
      let open: Odoo | undefined
      const credentials: { apiKey?: unknown } = node.credentials ?? {}
      let known: KeyEnd | null = null
      const around = { clock: realClock, random: realRandom }
      const ownKey = (): string => secretSetting(RED, node, credentials.apiKey, keyVariable)
      const settings = (): OdooSettings => odooSettings(config, ownKey)
      const odoo = (): Odoo => (open ??= connectOdoo(settings(), { ...around, keyEnd: () => known }))
      odooConnections.set(node, {
        id: node.id,
        odoo,
        name: () => nameOf(settings()),
        keyEnd: {
          async read() {
            const found = await readKeyEnd(odoo(), settings().apiKey, realClock.now())
            known = stillKnown(known, found, realClock.now())
            return known
          },
          recall(earlier) {
            if (earlier.mark === markOf(settings().apiKey)) known ??= earlier
          },
          known: (apiKey) => (known?.mark === markOf(apiKey) ? known : null),
          login: settings,
        },
      })
      // The companies of another user are others.
      otherLogins.set(node, (username, apiKey) => {
        const { companyIds: _own, ...shared } = settings()
        return connectOdoo({ ...shared, username, apiKey }, around)
      })
      onCloseLast(node, async () => open?.close())
    },
    { credentials: { apiKey: { type: 'password' } } },
  )
}

function nameOf({ database, url }: OdooSettings): string {
  return database !== '' && URL.canParse(url) ? `${database}@${new URL(url).host}` : ''
}
