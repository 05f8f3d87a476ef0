import { checkEntry, checkLines, type LineKind, type LineOf } from '../../src/base/messages/check.ts'
import { inSlices } from './in-slices.ts'

/** `checkLines` for what a node is sent: all lines are checked before the first is used, and many in slices. */
export async function readLines<K extends LineKind>(kind: K, payload: unknown): Promise<LineOf[K][]> {
  if (!Array.isArray(payload)) return checkLines(kind, payload)
  return inSlices<unknown, LineOf[K]>(payload, (line, index) => checkEntry(kind, line, index))
}
