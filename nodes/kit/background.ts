import type { Node } from 'node-red'
import type { Say } from '../../src/base/text/say.ts'
import { nodeError } from './node-error.ts'

/** Hears what went wrong with work that no message waits for. */
export type Failed = (error: unknown) => void

/** Does work that no message waits for; never rejects, because a promise that nobody catches would end Node-RED. */
export function background(node: Node, say: Say, work: () => unknown, failed?: Failed): Promise<void> {
  return Promise.resolve()
    .then(work)
    .then(
      () => undefined,
      (error: unknown) => tellFailed(node, say, error, failed),
    )
}

/** Tells what went wrong, by the node's log when even the telling fails; never throws. */
export function tellFailed(node: Node, say: Say, error: unknown, failed?: Failed): void {
  try {
    if (failed === undefined) node.error(nodeError(error, say).message)
    else failed(error)
  } catch (fault) {
    node.log(nodeError(fault, say).message)
  }
}
