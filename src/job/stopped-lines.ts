import { describeFailure } from '../error/describe.ts'
import { checkLines } from '../line/check.ts'
import type { FailedLine } from '../line/failed.ts'
import type { LevelLine } from '../line/level.ts'
import type { PictureLine } from '../line/picture.ts'
import { subjectOf } from '../line/subject-of.ts'
import type { Say } from '../text/say.ts'

/**
 * What direction-gate stopped leaves it as the line that it was, with the reason as the last step of its trace. Such lines
 * become failures (DIRECTION_STOPPED); anything else must be a failed line already. Throws MESSAGE_MALFORMED. `at` is an ISO
 * date and time.
 */
export function failuresIn(payload: unknown, say: Say, at: string): FailedLine[] {
  const lines: readonly unknown[] = Array.isArray(payload) ? payload : [payload]
  if (!lines.some(isStopped)) return checkLines('failed', payload, say)
  return lines.flatMap((line) => (isStopped(line) ? stoppedFailures(line, say, at) : checkLines('failed', line, say)))
}

function isStopped(line: unknown): line is object {
  if (typeof line !== 'object' || line === null || !('trace' in line) || !Array.isArray(line.trace)) return false
  const last: unknown = line.trace.at(-1)
  return typeof last === 'object' && last !== null && 'code' in last && last.code === 'direction-stopped'
}

function stoppedFailures(line: object, say: Say, at: string): FailedLine[] {
  const isLevel = 'kind' in line && line.kind === 'level'
  const lines: readonly (LevelLine | PictureLine)[] = isLevel ? checkLines('level', line, say) : checkLines('picture', line, say)
  return lines.map((stopped) => {
    const values = stopped.trace.at(-1)?.values ?? {}
    return describeFailure({ code: 'DIRECTION_STOPPED', values, subject: subjectOf(stopped) }, say, at, { line: stopped })
  })
}
