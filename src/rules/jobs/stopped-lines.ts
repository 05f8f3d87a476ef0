import { failureLine } from '../../base/error/describe.ts'
import { checkEntry, checkLines, type LineKind, type LineOf } from '../../base/messages/check.ts'
import type { UnsaidFailure } from '../../base/messages/failed.ts'
import type { LevelLine } from '../../base/messages/level.ts'
import type { PictureLine } from '../../base/messages/picture.ts'
import { subjectOf } from '../../base/messages/subject-of.ts'

/**
 * What direction-gate stopped leaves it as the line that it was, with the reason as the last step of its trace. Such lines
 * become failures (DIRECTION_STOPPED); anything else must be a failed line already. Throws MESSAGE_MALFORMED. `at` is an ISO
 * date and time.
 */
export function failuresIn(payload: unknown, at: string): UnsaidFailure[] {
  if (!Array.isArray(payload)) return failureIn(payload, undefined, at)
  return payload.flatMap((line: unknown, index) => failureIn(line, index, at))
}

/** The same for one line of an array, for whoever takes many in slices; `index` is undefined for a line without an array. */
export function failureIn(line: unknown, index: number | undefined, at: string): UnsaidFailure[] {
  if (!isStopped(line)) return checked('failed', line, index)
  const isLevel = 'kind' in line && line.kind === 'level'
  const lines: readonly (LevelLine | PictureLine)[] = checked(isLevel ? 'level' : 'picture', line, index)
  return lines.map((stopped) => {
    const values = stopped.trace.at(-1)?.values ?? {}
    return failureLine({ code: 'DIRECTION_STOPPED', values, subject: subjectOf(stopped) }, at, { line: stopped })
  })
}

function checked<K extends LineKind>(kind: K, line: unknown, index: number | undefined): LineOf[K][] {
  return index === undefined ? checkLines(kind, line) : [checkEntry(kind, line, index)]
}

function isStopped(line: unknown): line is object {
  if (typeof line !== 'object' || line === null || !('trace' in line) || !Array.isArray(line.trace)) return false
  const last: unknown = line.trace.at(-1)
  return typeof last === 'object' && last !== null && 'code' in last && last.code === 'direction-stopped'
}
