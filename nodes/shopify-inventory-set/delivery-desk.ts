import type { Request } from 'express'
import type { NodeAPI } from 'node-red'
import type { Say } from '../../src/text/say.ts'
import { adminRoute } from '../kit/admin-route.ts'
import { offerOf } from '../kit/config-node.ts'
import { textSetting } from '../kit/setting.ts'
import { viewerTexts } from '../kit/viewer-texts.ts'

/** What a shopify-inventory-set node answers to whoever asks through its admin route. */
export interface DeliveryDesk {
  /** The answer to the command; sentences are in the language of `say`. */
  ask(command: object, say: Say): Promise<object>
}

export const deliveryDesks = new WeakMap<object, DeliveryDesk>()

const type = 'shopify-inventory-set'

/** `GET odoo-shopify/shopify-inventory-set/<node id>/why?sku=…&location=…`: why is this number? (requirement 4.5) */
export function deliveryRoutes(RED: NodeAPI): void {
  adminRoute(RED, 'get', `${type}/:id/why`, `${type}.read`, async (request: Request) => {
    const desk = offerOf(RED, request.params['id'], deliveryDesks, type, type)
    const question = ['sku', 'location', 'inventoryItemId', 'locationId'].map((name) => [name, textSetting(request.query[name])])
    return desk.ask({ action: 'why', ...Object.fromEntries(question.filter(([, value]) => value !== '')) }, viewerTexts(request))
  })
}
