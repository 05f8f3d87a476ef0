import { SyncError } from '../../base/error/sync-error.ts'
import { unsafeKey } from '../../base/messages/unsafe-key.ts'
import { fieldName, firstViolation, problemOf } from '../../base/messages/violation.ts'
import type { FileProblem } from '../../base/table/file-problem.ts'
import { readJson } from '../../base/table/read-json.ts'
import type { Say } from '../../base/text/say.ts'
import type { ReadMap } from './map-file.ts'
import { isNamedRow, type NamedRow } from './named-row.ts'

/** The rows of a map as the JSON of a flow has them. */
export function mapAsJson(rows: readonly NamedRow[]): string {
  return `${JSON.stringify(rows, null, 2)}\n`
}

/**
 * Reads a map from JSON: a list of rows, or an object that has one as `rows`, as a location-map node of a flow does. Rows are
 * counted from 1. Throws MESSAGE_MALFORMED when it is neither.
 */
export function mapFromJson(file: string, say: Say): ReadMap {
  const parsed = readJson(file, say)
  const list: unknown = typeof parsed === 'object' && parsed !== null && 'rows' in parsed ? parsed.rows : parsed
  if (!Array.isArray(list)) throw new SyncError('MESSAGE_MALFORMED', { field: 'file', problem: say('finding.field.no-list') })
  const entries: readonly unknown[] = list
  const rows: NamedRow[] = []
  const problems = entries.flatMap((entry, at): FileProblem[] => {
    const problem = problemOfRow(entry, say)
    if (problem !== undefined) return [{ row: at + 1, ...problem }]
    if (isNamedRow(entry)) rows.push(entry)
    return []
  })
  return { rows, problems }
}

/** The first thing in a row that does not fit the schema; undefined when all does. */
export function problemOfRow(row: unknown, say: Say): { readonly column: string; readonly problem: string } | undefined {
  const unsafe = unsafeKey(row)
  if (unsafe !== undefined) return { column: unsafe.join('.'), problem: say('finding.field.unsafe') }
  if (isNamedRow(row)) return undefined
  const violation = firstViolation(isNamedRow)
  return { column: fieldName('', violation).slice(1), problem: problemOf(violation, say) }
}
