import { largestId } from './bounds.ts'
import { compile } from './compile.ts'
import { checkPayload } from './violation.ts'

/** What reconcile-diff asks odoo-quant-watch to read: a page of products, or certain ones (requirement 8.1). */
export const readRequestSchema = {
  $id: 'read-request',
  title: 'What reconcile-diff asks odoo-quant-watch to read',
  type: 'object',
  description:
    'Goes from the output "read" of reconcile-diff to odoo-quant-watch, in a message with `reconcile`. The watch answers with one ' +
    'message that keeps `reconcile`; it goes through the nodes of live sync and back into reconcile-diff, and is never written.',
  required: ['shop'],
  properties: {
    shop: { type: 'string', description: 'The shop; products that it sells are read even when there is no stock of them.' },
    after: { type: 'integer', minimum: 0, maximum: largestId, description: 'Read the page of products with ids above this one.' },
    products: { type: 'array', items: { type: 'integer', minimum: 1, maximum: largestId }, description: 'Read these products: Odoo ids.' },
    skus: { type: 'array', items: { type: 'string', minLength: 1 }, description: 'Read the products with these internal references.' },
    categories: {
      type: 'array',
      items: { type: 'string', minLength: 1 },
      description: 'Only products of these categories, each with all below it: id or full name in Odoo.',
    },
    changedSince: { type: 'string', format: 'date-time', description: 'Only products whose stock in Odoo was touched since.' },
  },
  additionalProperties: false,
} as const

export interface ReadRequest {
  readonly shop: string
  readonly after?: number
  readonly products?: readonly number[]
  readonly skus?: readonly string[]
  readonly categories?: readonly string[]
  readonly changedSince?: string
}

const validate = compile<ReadRequest>(readRequestSchema)

/** Checks what is asked for. Throws MESSAGE_MALFORMED naming the field. */
export function checkReadRequest(payload: unknown): ReadRequest {
  return checkPayload(payload, validate)
}
