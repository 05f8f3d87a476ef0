import type { FromSchema } from 'json-schema-to-ts'
import { SyncError } from '../../base/error/sync-error.ts'
import { checkRequest } from '../../base/messages/check-request.ts'
import { compile } from '../../base/messages/compile.ts'
import { unsafeKey } from '../../base/messages/unsafe-key.ts'
import { fieldName, firstViolation, problemOf } from '../../base/messages/violation.ts'
import { sentence, type Sentence } from '../../base/text/say.ts'
import { type LocationMap, locationMapSchema, type NamedRow, namedRowSchema } from './location-map.ts'
import { mapFileAtMost } from './map-cells.ts'

const isLocationMap = compile<LocationMap>(locationMapSchema)

/** Checks the form of a map (not its sense, see lint-map.ts). Throws MAP_ROW_INVALID with the field. */
export function checkMap(map: unknown): LocationMap {
  const unsafe = unsafeKey(map)
  if (unsafe !== undefined) {
    throw invalid(rowNumber(unsafe), unsafe.join('.'), sentence('finding.field.unsafe'))
  }
  if (isLocationMap(map)) return map
  const violation = firstViolation(isLocationMap)
  throw invalid(rowNumber(violation.instancePath.split('/').slice(1)), fieldName('map', violation), problemOf(violation))
}

/** People count from one. */
function rowNumber(path: readonly string[]): string {
  return path[0] === 'rows' && path[1] !== undefined ? String(Number(path[1]) + 1) : '-'
}

function invalid(row: string, field: string, problem: Sentence): SyncError {
  return new SyncError('MAP_ROW_INVALID', { row, problem: sentence('finding.field.named', { field, problem }) })
}

/** Whether something has the form of a row; `errors` says why not. */
export const isNamedRow = compile<NamedRow>(namedRowSchema)

/** The first thing in a row that does not fit the schema; undefined when all does. */
export function problemOfRow(row: unknown): { readonly column: string; readonly problem: Sentence } | undefined {
  const unsafe = unsafeKey(row)
  if (unsafe !== undefined) return { column: unsafe.join('.'), problem: sentence('finding.field.unsafe') }
  if (isNamedRow(row)) return undefined
  const violation = firstViolation(isNamedRow)
  return { column: fieldName('', violation).slice(1), problem: problemOf(violation) }
}

/** What the dialog of location-map sends about files: the map as it stands there, and for an import the file. */
const mapFileRequestSchema = {
  title: 'Request about a map file',
  type: 'object',
  required: ['format', 'rows'],
  properties: {
    format: { enum: ['csv', 'json'] },
    rows: { type: 'array', items: namedRowSchema },
    known: locationMapSchema.properties.known,
    file: { type: 'string', maxLength: mapFileAtMost },
  },
  additionalProperties: false,
} as const

type RequestForm = FromSchema<typeof mapFileRequestSchema>
type MapFileRequest = Pick<RequestForm, 'format' | 'known' | 'file'> & { readonly rows: readonly NamedRow[] }

const isMapFileRequest = compile<MapFileRequest>(mapFileRequestSchema)

/** Checks what a dialog sends. Throws MESSAGE_MALFORMED naming the field. */
export function checkMapFileRequest(request: unknown): MapFileRequest {
  return checkRequest(request, isMapFileRequest)
}
