import { SyncError } from '../../base/error/sync-error.ts'
import { compile } from '../../base/messages/compile.ts'
import { unsafeKey } from '../../base/messages/unsafe-key.ts'
import { fieldName, firstViolation, problemOf } from '../../base/messages/violation.ts'
import type { Say } from '../../base/text/say.ts'
import { locationMapSchema, type LocationMap } from './location-map.ts'

const validate = compile<LocationMap>(locationMapSchema)

/** Checks the form of a map (not its sense, see lint.ts). Throws MAP_ROW_INVALID with the field in words. */
export function checkMap(map: unknown, say?: Say): LocationMap {
  const unsafe = unsafeKey(map)
  if (unsafe !== undefined) {
    throw invalid(rowNumber(unsafe), `${unsafe.join('.')} ${problemOf({ instancePath: '', keyword: 'unsafe', params: {} }, say)}`)
  }
  if (validate(map)) return map
  const violation = firstViolation(validate)
  throw invalid(rowNumber(violation.instancePath.split('/').slice(1)), `${fieldName('map', violation)} ${problemOf(violation, say)}`)
}

/** People count from one. */
function rowNumber(path: readonly string[]): string {
  return path[0] === 'rows' && path[1] !== undefined ? String(Number(path[1]) + 1) : '-'
}

function invalid(row: string, problem: string): SyncError {
  return new SyncError('MAP_ROW_INVALID', { row, problem })
}
