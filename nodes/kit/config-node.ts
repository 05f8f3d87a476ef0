import type { NodeAPI } from 'node-red'
import { SyncError } from '../../src/base/error/sync-error.ts'
import { failedBuilds } from './failed-build.ts'

/**
 * What the config node that a property names provides to other nodes, from the registry of its type
 * (`services`). Throws CONFIG_MISSING naming the field when nothing is chosen or it is not deployed, and what is wrong with
 * the config node itself when that could not be built.
 */
export function serviceOf<Service>(RED: NodeAPI, id: unknown, services: WeakMap<object, Service>, node: string, field: string): Service {
  const found = typeof id === 'string' && id !== '' ? RED.nodes.getNode(id) : null
  const failure = found ? failedBuilds.get(found) : undefined
  if (failure !== undefined) throw failure
  const service = found ? services.get(found) : undefined
  if (service === undefined) throw new SyncError('CONFIG_MISSING', { setting: field, node })
  return service
}
