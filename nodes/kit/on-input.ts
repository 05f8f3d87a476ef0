import type { Node, NodeMessageInFlow } from 'node-red'
import type { Say } from '../../src/text/say.ts'
import { acknowledge } from './acknowledge.ts'
import { refuseReading } from './asked-reading.ts'
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
        () => done(),
        (error: unknown) => {
          const failure = nodeError(error, say)
          if (!refuseReading(message, error)) acknowledge(message.payload, { what: 'refused' })
          node.status({ fill: 'red', shape: 'ring', text: failure.code })
          done(failure)
        },
      )
      .catch((error: unknown) => node.log(String(error)))
    beginWork(node, work)
  })
}
