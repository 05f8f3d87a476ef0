import type { Request } from 'express'
import type { NodeAPI } from 'node-red'
import { SyncError } from '../../src/base/error/sync-error.ts'
import type { Say } from '../../src/base/text/say.ts'
import { adminRoute } from '../kit/admin-route.ts'
import { serviceOf } from '../kit/config-node.ts'
import { textSetting } from '../kit/setting.ts'
import { viewerName } from '../kit/viewer-name.ts'
import { viewerTexts } from '../kit/viewer-texts.ts'

/** What a shopify-inventory-set node answers to whoever asks through its admin route. */
export interface DeliveryService {
  /** The answer to the command; sentences are in the language of `say`. */
  ask(command: object, say: Say): Promise<object>
}

export const deliveryServices = new WeakMap<object, DeliveryService>()

const type = 'shopify-inventory-set'
const acts = ['freeze', 'release', 'approve', 'end-hold'] as const

/** `GET odoo-shopify/shopify-inventory-set/<node id>/why?sku=…&location=…`: why is this number? (requirement 4.5) */
export function deliveryRoutes(RED: NodeAPI): void {
  adminRoute(RED, 'get', `${type}/:id/why`, `${type}.read`, async (request: Request) => {
    const service = serviceOf(RED, request.params['id'], deliveryServices, type, type)
    const question = ['sku', 'location', 'inventoryItemId', 'locationId'].map((name) => [name, textSetting(request.query[name])])
    return service.ask({ action: 'why', ...Object.fromEntries(question.filter(([, value]) => value !== '')) }, viewerTexts(request))
  })
  adminRoute(RED, 'get', `${type}/:id/state`, `${type}.read`, async (request: Request) =>
    serviceOf(RED, request.params['id'], deliveryServices, type, type).ask({ action: 'state' }, viewerTexts(request)),
  )
  adminRoute(RED, 'post', `${type}/:id/act`, `${type}.write`, async (request: Request) => {
    const service = serviceOf(RED, request.params['id'], deliveryServices, type, type)
    const body: unknown = request.body
    const asked = typeof body === 'object' && body !== null ? { ...body, by: viewerName(request) } : body
    return service.ask(checkAct(asked), viewerTexts(request))
  })
}

/** What the dialog may do; questions have routes of their own. Throws MESSAGE_MALFORMED. */
function checkAct(asked: unknown): object {
  const action = typeof asked === 'object' && asked !== null && 'action' in asked ? asked.action : undefined
  if (typeof asked === 'object' && asked !== null && acts.some((one) => one === action)) return asked
  throw new SyncError('MESSAGE_MALFORMED', { field: 'action', problem: `must be one of: ${acts.join(', ')}` })
}
