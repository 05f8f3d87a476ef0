import type { FromSchema } from 'json-schema-to-ts'
import { checkRequest } from '../../base/messages/check-request.ts'
import { compile } from '../../base/messages/compile.ts'
import type { Say } from '../../base/text/say.ts'
import { locationMapSchema } from './location-map.ts'
import { mapFileAtMost } from './map-file-limit.ts'
import { namedRowSchema, type NamedRow } from './named-row.ts'

/** What the dialog of location-map asks about files: the map as it stands there, and for an import the file. */
const mapFileAskSchema = {
  title: 'Question about a map file',
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

type AskForm = FromSchema<typeof mapFileAskSchema>
export type MapFileAsk = Pick<AskForm, 'format' | 'known' | 'file'> & { readonly rows: readonly NamedRow[] }

const validate = compile<MapFileAsk>(mapFileAskSchema)

/** Checks what a dialog asks. Throws MESSAGE_MALFORMED naming the field. */
export function checkMapFileAsk(ask: unknown, say: Say): MapFileAsk {
  return checkRequest(ask, validate, say)
}
