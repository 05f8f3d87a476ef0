import type { FromSchema } from 'json-schema-to-ts'
import { causeClasses } from '../../base/error/cause-class.ts'
import { largestInteger } from '../../base/messages/bounds.ts'
import { compile } from '../../base/messages/compile.ts'
import { checkPayload } from '../../base/messages/violation.ts'

/** What failed-job-store can be asked to do with failed jobs (requirement 7.10), by message or from its dialog. */
export const jobCommandSchema = {
  $id: 'job-command',
  title: 'Command to failed-job-store',
  type: 'object',
  required: ['action'],
  properties: {
    action: { enum: ['list', 'retry', 'dismiss', 'export', 'end-hold'] },
    all: { type: 'boolean', description: 'Must be true to retry or dismiss without naming which.' },
    ids: { type: 'array', maxItems: 10_000, items: { type: 'string', maxLength: 100 }, description: 'Ids of jobs.' },
    code: { type: 'string', maxLength: 100 },
    class: { enum: causeClasses },
    sku: { type: 'string' },
    shop: { type: 'string' },
    location: { type: 'string', description: 'Id or name of the Shopify location, or name of the Odoo location.' },
    state: { enum: ['open', 'retrying', 'dismissed', 'resolved'] },
    note: { type: 'string', maxLength: 2000, description: 'Why a job is dismissed, or the hold of a job is ended; required for end-hold.' },
    by: { type: 'string', maxLength: 200, description: 'Who ends a hold; kept in the audit trail.' },
    format: { enum: ['json', 'csv'] },
    limit: { type: 'integer', minimum: 1, maximum: 10_000 },
    offset: { type: 'integer', minimum: 0, maximum: largestInteger },
  },
  additionalProperties: false,
  if: { properties: { action: { const: 'end-hold' } }, required: ['action'] },
  then: { properties: { ids: {}, note: { type: 'string', minLength: 1 } }, required: ['ids', 'note'] },
} as const

export interface JobCommand {
  readonly action: Properties['action']
  readonly all?: boolean
  readonly ids?: readonly string[]
  readonly code?: string
  readonly class?: Properties['class']
  readonly sku?: string
  readonly shop?: string
  readonly location?: string
  readonly state?: Properties['state']
  readonly note?: string
  readonly by?: string
  readonly format?: Properties['format']
  readonly limit?: number
  readonly offset?: number
}

type Properties = {
  readonly [Name in keyof (typeof jobCommandSchema)['properties']]: FromSchema<(typeof jobCommandSchema)['properties'][Name]>
}

const validate = compile<JobCommand>(jobCommandSchema)

/** Checks a command. Throws MESSAGE_MALFORMED naming the field. */
export function checkJobCommand(command: unknown): JobCommand {
  return checkPayload(command, validate)
}
