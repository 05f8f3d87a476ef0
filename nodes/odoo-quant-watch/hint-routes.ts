import type { NodeAPI } from 'node-red'
import { SyncError } from '../../src/base/error/sync-error.ts'
import { setUpHintRule } from '../../src/adapters/odoo/hint-rule.ts'
import { withoutTrailingSlashes } from '../../src/base/text/trailing-slashes.ts'
import { adminRoute } from '../kit/admin-route.ts'
import { serviceOf } from '../kit/config-node.ts'
import { dialogNode, type DialogKind, type DialogValues } from '../kit/dialog-node.ts'
import { textSetting } from '../kit/setting.ts'
import { viewerTexts } from '../kit/viewer-texts.ts'
import { odooConnections } from '../odoo-connection/odoo-service.ts'
import { otherLogins } from '../odoo-connection/other-login.ts'
import { isLongEnough, shortKey } from './hint.ts'
import { hintPath } from './hint-endpoint.ts'
import { hintError } from './hint-error.ts'

const type = 'odoo-quant-watch'

/** The key is shown to who may change the node, and given to the deployed Odoo: there is one place that it goes to. */
const kind: DialogKind = { type, fields: { hintAddress: '' }, secrets: { hintKey: 'ODOO_HINT_KEY' }, server: () => '' }

/** What the dialog asks about the webhook: its address, and to set the rule up in Odoo. Both show or use the key. */
export function hintRoutes(RED: NodeAPI): void {
  adminRoute(RED, 'post', `${type}/hint/address`, `${type}.write`, async (request) => ({
    ok: true,
    text: addressOf(dialogNode(RED, request.body, kind)),
  }))
  adminRoute(RED, 'post', `${type}/hint/set-up`, `${type}.write`, async (request) => {
    const say = viewerTexts(request)
    const dialog = dialogNode(RED, request.body, kind)
    const connection = serviceOf(RED, dialog.values['odoo'], odooConnections, type, 'odoo')
    const address = addressOf(dialog)
    const username = textSetting(dialog.values['adminUser'])
    const login = serviceOf(RED, dialog.values['odoo'], otherLogins, type, 'odoo')
    const odoo = username === '' ? connection.odoo() : login(username, textSetting(dialog.values['adminKey']))
    try {
      const { made } = await setUpHintRule(odoo, `Node-RED hint ${textSetting(dialog.values['id'])}`, address)
      return { ok: true, text: say(made ? 'hint.made' : 'hint.mended'), details: { address } }
    } catch (error) {
      throw hintError(error, say)
    } finally {
      if (username !== '') await odoo.close()
    }
  })
}

/** Throws CONFIG_MISSING when there is no key, CONFIG_INVALID when it is short or when there is no address of Node-RED. */
function addressOf({ values, secret }: DialogValues): string {
  const key = secret('hintKey')
  if (key === '') throw new SyncError('CONFIG_MISSING', { setting: 'hintKey', node: type })
  if (!isLongEnough(key)) throw shortKey()
  const base = URL.parse(textSetting(values['hintAddress']))
  if (base === null || !/^https?:$/.test(base.protocol))
    throw new SyncError('CONFIG_INVALID', { setting: 'hintAddress', node: type, allowed: 'https://…' })
  const root = withoutTrailingSlashes(base.pathname)
  return `${base.origin}${root}${hintPath(textSetting(values['id']))}?key=${encodeURIComponent(key)}`
}
