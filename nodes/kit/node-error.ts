import { describeError } from '../../src/base/error/describe.ts'
import type { FailedLine } from '../../src/base/messages/failed.ts'
import type { Say } from '../../src/base/text/say.ts'

/**
 * An error as Node-RED's Catch node should see it: only `message`, `code` and `cause` travel, and the message is what
 * `toString` gives, so the class name is left out of it.
 */
export class NodeError extends Error {
  readonly code: string
  /** The failure in the words of operations; the same as `cause`, with its type. */
  readonly failure: FailedLine

  constructor(failure: FailedLine) {
    super(`${failure.text} – ${failure.cure}`, { cause: failure })
    this.name = failure.code
    this.code = failure.code
    this.failure = failure
    this.stack = `${failure.code}: ${failure.text}`
  }

  override toString(): string {
    return this.message
  }
}

/** Puts any thrown thing into the words of operations. */
export function nodeError(error: unknown, say: Say): NodeError {
  const at = new Date().toISOString()
  try {
    return error instanceof NodeError ? error : new NodeError(describeError(error, say, at))
  } catch {
    // It resists being looked at.
    return new NodeError(describeError(undefined, say, at))
  }
}
