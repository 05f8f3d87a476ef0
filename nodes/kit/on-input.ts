import type { Node, NodeMessageInFlow } from 'node-red'
import type { Say } from '../../src/base/text/say.ts'
import { end, endBadly } from './end-badly.ts'
import { nodeError } from './node-error.ts'
import { beginWork } from './under-way.ts'

/** A message as it comes in: the payload is unknown until it is checked. */
export type Incoming = NodeMessageInFlow & Readonly<Record<string, unknown>>

/** Sends one entry per output; null sends nothing there. */
export type Send = (messages: readonly (object | null)[]) => void

/**
 * Wires a handler to the input of a node. Whatever the handler throws or rejects with goes to `done`, so that a Catch
 * node sees it and Node-RED goes on: an input listener that rejects would end the process. The watch that the lines come
 * from hears of it too, and sends them again.
 */
export function onInput(node: Node, say: Say, handle: (message: Incoming, send: Send) => Promise<void> | void): void {
  node.on('input', (message, send, done) => {
    const sendAll: Send = (messages) => send([...messages] as Parameters<typeof send>[0])
    const work = Promise.resolve()
      .then(() => handle(message as Incoming, sendAll))
      .then(
        () => end(node, done),
        async (error: unknown) => {
          const failure = nodeError(error, say)
          node.status({ fill: 'red', shape: 'ring', text: failure.code })
          await endBadly(node, message, error, failure, done)
        },
      )
    beginWork(node, work)
  })
}
