import type { Node } from 'node-red'

/** Wires the end of a node. Node-RED waits for the promise; a rejection is logged, never thrown. */
export function onClose(node: Node, close: () => Promise<void>): void {
  node.on('close', (_removed: boolean, done: () => void) => {
    close().then(done, (error: unknown) => {
      node.log(String(error))
      done()
    })
  })
}
