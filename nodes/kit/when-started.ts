import type { NodeAPI } from 'node-red'

const waiting = new WeakMap<object, Set<() => void>>()

/**
 * Does something once all nodes of the flow are there, so that what goes wrong at the very first try already meets the
 * Catch nodes. Returns a function that calls it off. All nodes share one listener.
 */
export function whenStarted(RED: NodeAPI, begin: () => void): () => void {
  const begins = waiting.get(RED.events) ?? new Set<() => void>()
  if (!waiting.has(RED.events)) {
    waiting.set(RED.events, begins)
    RED.events.on('flows:started', () => {
      const now = [...begins]
      begins.clear()
      for (const one of now) one()
    })
  }
  begins.add(begin)
  return () => begins.delete(begin)
}
