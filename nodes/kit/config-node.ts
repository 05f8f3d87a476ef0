import type { NodeAPI } from 'node-red'
import { SyncError } from '../../src/error/sync-error.ts'

/**
 * Finds the config node that a property names. `key` is the property under which our config nodes carry what they offer
 * to other nodes. Throws CONFIG_MISSING naming the field when nothing is chosen or it is not deployed.
 */
export function offerOf<Offer>(RED: NodeAPI, id: unknown, offers: WeakMap<object, Offer>, node: string, field: string): Offer {
  const found = typeof id === 'string' && id !== '' ? RED.nodes.getNode(id) : null
  const offer = found ? offers.get(found) : undefined
  if (offer === undefined) throw new SyncError('CONFIG_MISSING', { setting: field, node })
  return offer
}
