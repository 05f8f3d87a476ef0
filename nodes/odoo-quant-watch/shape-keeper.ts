import type { NodeAPI } from 'node-red'
import type { SyncStore } from '../sync-store/sync-stores.ts'
import { flowShape } from './flow-shape.ts'

/** Knows whether the flow behind a watch is still the one that what was sent before went through. */
export interface ShapeKeeper {
  /** True when the flow is another one than at the last reading that went well, also before a restart. */
  changed(): Promise<boolean>
  /** Remembers the flow that `changed` was asked about: everything was sent through it. */
  keep(): Promise<void>
  stop(): void
}

/**
 * A picture that was sent is not sent again while its figures stay. So a map that was completed, a larger buffer or another
 * policy would only show with the next change of each product; therefore everything is sent anew when the flow has changed.
 * `hurry` asks for a reading at once.
 */
export function shapeKeeper(RED: NodeAPI, nodeId: string, stores: SyncStore, hurry: () => void): ShapeKeeper {
  const name = `odoo-quant-watch flow ${nodeId}`
  let now = ''
  let asked = ''
  let kept: string | null | undefined
  const look = (): void => {
    const before = now
    now = flowShape({ eachNode: (visit) => RED.nodes.eachNode((node) => visit({ ...node })) }, nodeId)
    if (before !== '' && before !== now) hurry()
  }
  RED.events.on('flows:started', look)

  return {
    async changed() {
      if (now === '') look()
      asked = now
      if (kept === undefined) kept = await (await stores.open()).transaction(({ switches }) => switches.get(name))
      return kept !== null && kept !== asked
    },
    async keep() {
      // Another deploy may have come while everything was sent.
      const shape = asked
      if (kept === shape) return
      await (await stores.open()).transaction(({ switches }) => switches.put(name, shape))
      kept = shape
    },
    stop() {
      RED.events.removeListener('flows:started', look)
    },
  }
}
