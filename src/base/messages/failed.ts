import type { FromSchema } from 'json-schema-to-ts'
import { causeClasses, retries } from '../error/cause-class.ts'
import { valueSchema } from '../text/value-schema.ts'
import { largestId } from './bounds.ts'

/** Who and where a failure is about: every name that operations needs to find it (requirement 7.4). */
export const subjectSchema = {
  title: 'Subject',
  type: 'object',
  properties: {
    shop: { type: 'string' },
    sku: { type: 'string' },
    variantId: { type: 'string' },
    inventoryItemId: { type: 'string' },
    odooDatabase: { type: 'string' },
    odooProductId: { type: 'integer', minimum: 1, maximum: largestId },
    odooProduct: { type: 'string' },
    odooLocation: { type: 'string' },
    shopifyLocationId: { type: 'string' },
    shopifyLocation: { type: 'string' },
  },
  additionalProperties: false,
} as const

/** A line that could not go on, with the reason in the words of operations. failed-job-store keeps these. */
export const failedSchema = {
  $id: 'failed',
  title: 'Failed line',
  type: 'object',
  description: 'Something that could not be done: what, why, what to do about it, and whether it will be retried.',
  required: ['kind', 'code', 'class', 'text', 'cure', 'retry', 'subject', 'at'],
  properties: {
    kind: { const: 'failed' },
    code: { type: 'string', minLength: 1, description: 'Code from docs/errors.md.' },
    class: { enum: causeClasses },
    text: { type: 'string', description: 'What happened, e.g. "SKU ABC-RED-M has no linked Odoo product".' },
    cure: { type: 'string', description: 'What to do about it.' },
    retry: {
      enum: retries,
      description: 'automatic: it is tried again without anybody; when-fixed: retry the job after the cure; never: it would fail again.',
    },
    subject: subjectSchema,
    at: { type: 'string', format: 'date-time' },
    values: {
      type: 'object',
      description: 'The figures and names in the sentences; a sentence within them stands as `{key, values}`.',
      additionalProperties: valueSchema,
    },
    line: { type: 'object', description: 'The line as it was when it failed.' },
    via: { type: 'string', description: 'Id of the node that asked for what failed.' },
    recorded: { type: 'boolean', description: 'True when the failed job is stored already, by the node that sends the line.' },
    job: { type: 'string', description: 'Id of the failed job that keeps it, when it is stored already.' },
  },
  additionalProperties: true,
} as const

export type Subject = FromSchema<typeof subjectSchema>
export type FailedLine = FromSchema<typeof failedSchema>
/** A failed line as rules and engine give it and the store keeps it: code and values. One of an older version has its words as well. */
export type UnsaidFailure = { readonly [Name in keyof FailedLine as Name extends 'text' | 'cure' ? never : Name]: FailedLine[Name] } & {
  readonly text?: string
  readonly cure?: string
}
