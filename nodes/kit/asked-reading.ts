import { askedReadingOf, withFailed } from '../../src/base/messages/asked-reading.ts'
import type { FailedLine } from '../../src/base/messages/failed.ts'
import { signals } from './signals.ts'

/** The message with the lines that go on; null without any, except for a reading that reconcile-diff waits for. */
export function goingOn(message: object, lines: readonly object[], failed: readonly FailedLine[] = []): object | null {
  const asked = askedReadingOf(message)
  if (asked !== undefined) return { ...message, payload: lines, reconcile: withFailed(asked, failed) }
  return lines.length === 0 ? null : { ...message, payload: lines }
}

/** Hears of nodes that failed with a reading that this node asked for, until the returned function is called. */
export function onRefusedReading(node: string, listener: (token: string, error: unknown) => void): () => void {
  return signals.readingRefused.hear(node, ({ token, error }) => listener(token, error))
}

/** Tells whoever asked for a reading that a node failed with it. False when the message is no such reading. */
export function refuseReading(message: object, error: unknown): boolean {
  const asked = askedReadingOf(message)
  if (asked !== undefined) signals.readingRefused.tell(asked.node, { token: asked.token, error })
  return asked !== undefined
}
