import type { SchemaCheck } from './compile.ts'
import { SyncError } from '../error/sync-error.ts'
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
 * Throws MESSAGE_MALFORMED with the field and the problem, e.g. "payload[3].shopify.locationId must match …".
 */
export function checkLines<K extends LineKind>(kind: K, payload: unknown): LineOf[K][] {
  if (!Array.isArray(payload)) return [checkLine(kind, payload, 'payload')]
  // Array.from, because map leaves out holes, which are no lines either.
  return Array.from(payload, (line: unknown, index) => checkEntry(kind, line, index))
}

/** The same for one line of an array, for whoever takes many in slices. */
export function checkEntry<K extends LineKind>(kind: K, line: unknown, index: number): LineOf[K] {
  return checkLine(kind, line, `payload[${index}]`)
}

function checkLine<K extends LineKind>(kind: K, line: unknown, place: string): LineOf[K] {
  const validate: SchemaCheck<LineOf[K]> = validators[kind]
  const unsafe = unsafeKey(line)
  if (unsafe !== undefined) throw malformed(kind, place, { instancePath: pointer(unsafe), keyword: 'unsafe', params: {} })
  if (validate(line)) return line
  const violation = firstViolation(validate)
  const problem = orderProblem(kind, line)
  if (problem !== undefined) throw new SyncError('MESSAGE_MALFORMED', { kind, field: place, problem })
  throw malformed(kind, place, violation)
}

function malformed(kind: LineKind, place: string, violation: Violation): SyncError {
  return new SyncError('MESSAGE_MALFORMED', { kind, field: fieldName(place, violation), problem: problemOf(violation) })
}

function pointer(path: readonly string[]): string {
  return path.map((step) => `/${step.replaceAll('~', '~0').replaceAll('/', '~1')}`).join('')
}
