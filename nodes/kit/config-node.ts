import type { NodeAPI } from 'node-red'
import { SyncError } from '../../src/base/error/sync-error.ts'
import { failedBuilds } from './failed-build.ts'

/**
 * Finds the config node that a property names. `key` is the property under which our config nodes carry what they offer
 * to other nodes. Throws CONFIG_MISSING naming the field when nothing is chosen or it is not deployed, and what is wrong with
 * the config node itself when that could not be built.
 */
export function offerOf<Offer>(RED: NodeAPI, id: unknown, offers: WeakMap<object, Offer>, node: string, field: string): Offer {
  const found = typeof id === 'string' && id !== '' ? RED.nodes.getNode(id) : null
  const failure = found ? failedBuilds.get(found) : undefined
  if (failure !== undefined) throw failure
  const offer = found ? offers.get(found) : undefined
  if (offer === undefined) throw new SyncError('CONFIG_MISSING', { setting: field, node })
  return offer
}
