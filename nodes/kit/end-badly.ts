import type { Node } from 'node-red'
import { acknowledge } from './acknowledge.ts'
import { refuseReading } from './asked-reading.ts'
import type { NodeError } from './node-error.ts'

/** What Node-RED gives a node to end a message with. */
export type Done = (error?: Error) => void

/**
 * Ends a message that a node failed with: the Catch node hears of it, and the watch that the lines come from, which sends them
 * again. A message can be such that nothing can be read of it; then what is said goes without it. Never throws.
 */
export async function endBadly(
  node: Node,
  message: { readonly payload?: unknown },
  error: unknown,
  failure: NodeError,
  done: Done,
): Promise<void> {
  try {
    if (!refuseReading(message, error)) await acknowledge(message.payload, { what: 'refused' })
  } catch {
    // It has no lines that a watch waits for.
  }
  end(node, done, failure)
}

/** Ends a message. Node-RED copies it for Catch and Complete nodes, which a message can resist. Never throws. */
export function end(node: Node, done: Done, failure?: NodeError): void {
  try {
    done(failure)
  } catch (fault) {
    node.error(failure ?? fault, { topic: node.type, payload: [] })
  }
}
