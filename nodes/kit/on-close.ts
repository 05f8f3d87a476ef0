import { setImmediate } from 'node:timers/promises'
import type { Node } from 'node-red'
import { workEnded } from './under-way.ts'

const closing = new Set<Promise<unknown>>()

/**
 * Wires the end of a node. Messages that it works on are finished first. Node-RED waits for the promise; a rejection is
 * logged, never thrown.
 */
export function onClose(node: Node, close: () => Promise<void>): void {
  wire(node, () => {
    const ended = Promise.all([close(), workEnded(node)])
    closing.add(ended)
    return ended.finally(() => closing.delete(ended))
  })
}

/**
 * The same for a config node: Node-RED ends it together with the nodes that use it, and they need it to finish what is
 * under way, so it ends after them.
 */
export function onCloseLast(node: Node, close: () => Promise<void>): void {
  wire(node, async () => {
    await setImmediate()
    await Promise.allSettled(closing)
    await close()
  })
}

function wire(node: Node, close: () => Promise<unknown>): void {
  node.on('close', (_removed: boolean, done: () => void) => {
    close().then(
      () => done(),
      (error: unknown) => {
        node.log(String(error))
        done()
      },
    )
  })
}
