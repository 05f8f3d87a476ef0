import type { NodeAPI } from 'node-red'
import { checkFieldName, fieldBuffers, noFieldBuffers, type FieldBuffers } from '../../src/buffer/field-buffers.ts'
import type { Say } from '../../src/text/say.ts'
import { offerOf } from '../kit/config-node.ts'
import { textSetting } from '../kit/setting.ts'
import { odooConnections } from '../odoo-connection/offer.ts'

type Settings = Readonly<Record<string, unknown>>

/** Gives what products state in the field that the node names; nothing where it names none, and Odoo is not asked then. */
export function statedBuffers(RED: NodeAPI, config: Settings, say: Say): (productIds: readonly number[]) => Promise<FieldBuffers> {
  const field = textSetting(config['field'])
  if (field === '') return async () => noFieldBuffers
  checkFieldName(field, say)
  const connection = offerOf(RED, config['odoo'], odooConnections, 'buffer', 'odoo')
  return (productIds) => fieldBuffers(connection.odoo(), field, productIds, say)
}
