import type { SchemaCheck } from './compile.ts'
import { SyncError } from '../error/sync-error.ts'
import type { Say } from '../text/say.ts'
import { appliedSchema, type AppliedLine } from './applied.ts'
import { failedSchema, type FailedLine } from './failed.ts'
import { levelSchema, type LevelLine, type LinkedLevelLine } from './level.ts'
import { linkedLevelSchema } from './linked-level.ts'
import { pictureSchema, type PictureLine } from './picture.ts'
import { reportSchema, type ReportLine } from './report.ts'
import { compile } from './compile.ts'
import { unsafeKey } from './unsafe-key.ts'
import { fieldName, firstViolation, orderProblem, problemOf, type Violation } from './violation.ts'

/** The lines that flow between nodes, by the name that messages and errors use for them. */
export interface LineOf {
  picture: PictureLine
  level: LevelLine
  'linked-level': LinkedLevelLine
  applied: AppliedLine
  failed: FailedLine
  report: ReportLine
}
export type LineKind = keyof LineOf

const validators: { readonly [K in LineKind]: SchemaCheck<LineOf[K]> } = {
  picture: compile<PictureLine>(pictureSchema),
  level: compile<LevelLine>(levelSchema),
  'linked-level': compile<LinkedLevelLine>(linkedLevelSchema),
  applied: compile<AppliedLine>(appliedSchema),
  failed: compile<FailedLine>(failedSchema),
  report: compile<ReportLine>(reportSchema),
}

/**
 * Checks `msg.payload`: one line or an array of lines. Properties that the schema does not know are kept.
 * Throws MESSAGE_MALFORMED with the field and the problem in words, e.g. "payload[3].shopify.locationId must match …",
 * in the language of `say` when it is given.
 */
export function checkLines<K extends LineKind>(kind: K, payload: unknown, say?: Say): LineOf[K][] {
  if (!Array.isArray(payload)) return [checkLine(kind, payload, 'payload', say)]
  // Array.from, because map leaves out holes, which are no lines either.
  return Array.from(payload, (line: unknown, index) => checkEntry(kind, line, index, say))
}

/** The same for one line of an array, for whoever takes many in slices. */
export function checkEntry<K extends LineKind>(kind: K, line: unknown, index: number, say?: Say): LineOf[K] {
  return checkLine(kind, line, `payload[${index}]`, say)
}

function checkLine<K extends LineKind>(kind: K, line: unknown, place: string, say: Say | undefined): LineOf[K] {
  const validate: SchemaCheck<LineOf[K]> = validators[kind]
  const unsafe = unsafeKey(line)
  if (unsafe !== undefined) throw malformed(kind, place, { instancePath: pointer(unsafe), keyword: 'unsafe', params: {} }, say)
  if (validate(line)) return line
  const violation = firstViolation(validate)
  const problem = orderProblem(kind, line, say)
  if (problem !== undefined) throw new SyncError('MESSAGE_MALFORMED', { kind, field: place, problem })
  throw malformed(kind, place, violation, say)
}

function malformed(kind: LineKind, place: string, violation: Violation, say?: Say): SyncError {
  return new SyncError('MESSAGE_MALFORMED', { kind, field: fieldName(place, violation), problem: problemOf(violation, say) })
}

function pointer(path: readonly string[]): string {
  return path.map((step) => `/${step.replaceAll('~', '~0').replaceAll('/', '~1')}`).join('')
}
