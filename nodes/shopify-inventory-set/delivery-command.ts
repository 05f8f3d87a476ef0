import type { FromSchema } from 'json-schema-to-ts'
import type { Delivery } from '../../src/engine/delivery/delivery.ts'
import type { Why } from '../../src/engine/delivery/why.ts'
import { compile } from '../../src/base/messages/compile.ts'
import { checkPayload } from '../../src/base/messages/violation.ts'
import { traceIn } from '../../src/base/messages/trace-step.ts'
import type { Say } from '../../src/base/text/say.ts'

/** What shopify-inventory-set can be asked beside delivering lines. */
export const deliveryCommandSchema = {
  $id: 'delivery-command',
  title: 'Command to shopify-inventory-set',
  type: 'object',
  required: ['action'],
  properties: {
    action: { enum: ['freeze', 'release', 'approve', 'end-hold', 'pair', 'why', 'state'] },
    note: { type: 'string', maxLength: 2000, description: 'Why; kept in the audit trail.' },
    locationId: { type: 'string', description: 'Id of the Shopify location, for approve, end-hold and why.' },
    inventoryItemId: { type: 'string', description: 'Id of the inventory item, for end-hold and why.' },
    order: {
      type: 'string',
      minLength: 1,
      maxLength: 200,
      description: 'Name of the order whose hold ends, for end-hold; unnamed holds end without.',
    },
    hold: { type: 'string', minLength: 1, maxLength: 200, description: 'Id of the one hold that ends, for end-hold; all of them without.' },
    first: { type: 'boolean', description: 'True to release a shop that was never written, and no other, for release.' },
    by: { type: 'string', maxLength: 200, description: 'Who asks; kept in the audit trail of holds.' },
    sku: { type: 'string', minLength: 1, description: 'SKU, for why: every level of it.' },
    location: { type: 'string', minLength: 1, description: 'Name or id of the Shopify location, for why with a SKU.' },
    database: { type: 'string', minLength: 1, description: 'The Odoo database to pair the shop with.' },
  },
  additionalProperties: false,
  allOf: [
    { if: { properties: { action: { const: 'approve' } } }, then: { properties: { locationId: {} }, required: ['locationId'] } },
    {
      if: { properties: { action: { const: 'why' }, sku: false } },
      then: { properties: { locationId: {}, inventoryItemId: {} }, required: ['locationId', 'inventoryItemId'] },
    },
    {
      if: { properties: { action: { const: 'end-hold' } } },
      then: {
        properties: { locationId: {}, inventoryItemId: {}, note: { type: 'string', minLength: 1 } },
        required: ['locationId', 'inventoryItemId', 'note'],
      },
    },
    { if: { properties: { action: { const: 'pair' } } }, then: { properties: { database: {} }, required: ['database'] } },
  ],
} as const

interface Command {
  readonly action: FromSchema<(typeof deliveryCommandSchema)['properties']['action']>
  readonly note?: string
  readonly locationId?: string
  readonly inventoryItemId?: string
  readonly order?: string
  readonly hold?: string
  readonly first?: boolean
  readonly by?: string
  readonly sku?: string
  readonly location?: string
  readonly database?: string
}

const validate = compile<Command>(deliveryCommandSchema)

/** Carries out a command and returns the answer. Throws MESSAGE_MALFORMED naming the field. */
export async function runDeliveryCommand(delivery: Delivery, shop: string, payload: unknown, say: Say): Promise<object> {
  const command = checkPayload(payload, validate)
  const { action, note = '', locationId = '', inventoryItemId = '', sku, location = null, database = '', order, by = '' } = command
  if (action === 'why' && sku !== undefined)
    return { action, sku, levels: (await delivery.whySku(sku, location)).map((why) => whyInWords(say, why)) }
  if (action === 'why') return whyInWords(say, await delivery.why({ shop, inventoryItemId, locationId }))
  if (action === 'state') return { action, shop, ...(await delivery.depth()), ...(await delivery.stops()) }
  if (action === 'end-hold') {
    const ended = await delivery.endHolds({
      level: { shop, inventoryItemId, locationId },
      note,
      by,
      ...(order === undefined ? {} : { order }),
      ...(command.hold === undefined ? {} : { hold: command.hold }),
    })
    return { action, done: true, ended: ended.reduce((sum, hold) => sum + hold.quantity, 0), ...(await delivery.depth()) }
  }
  if (action === 'freeze') await delivery.freeze(note)
  if (action === 'release' && (command.first !== true || (await delivery.stops()).freeze?.first === true)) await delivery.release(note)
  if (action === 'approve') await delivery.approve(locationId)
  if (action === 'pair') await delivery.pair(database)
  return { action, done: true, ...(await delivery.depth()) }
}

/** All reasons in the language of who asks, also those that other nodes gave. */
function whyInWords(say: Say, why: Why): Why {
  const { record } = why
  const wanted = record?.wanted ?? null
  const told = record === null || wanted === null ? record : { ...record, wanted: { ...wanted, trace: traceIn(say, wanted.trace) } }
  return { ...why, record: told, trace: traceIn(say, why.trace) }
}
