import type { FromSchema } from 'json-schema-to-ts'
import { largestInteger } from './bounds.ts'
import { quantityNameSchema, shopifyTargetSchema } from './level.ts'
import { odooProductSchema } from './odoo-product.ts'
import { traceStepSchema } from './trace.ts'

/** What became of a level: Shopify now shows `to`. One per level, sent after Shopify's answer. */
export const appliedSchema = {
  $id: 'applied',
  title: 'Applied line',
  type: 'object',
  description: 'A level that Shopify now shows, with what it replaced and why.',
  required: ['kind', 'outcome', 'odoo', 'shopify', 'asOf', 'quantityName', 'from', 'to', 'held', 'at', 'trace'],
  properties: {
    kind: { const: 'applied' },
    outcome: {
      enum: ['written', 'unchanged'],
      description: '"unchanged": Shopify already showed the number, so nothing was written (requirement 4.6).',
    },
    odoo: odooProductSchema,
    shopify: shopifyTargetSchema,
    asOf: { type: 'integer', minimum: 0, maximum: largestInteger },
    quantityName: quantityNameSchema,
    from: {
      type: ['integer', 'null'],
      minimum: -largestInteger,
      maximum: largestInteger,
      description: 'The quantity that was replaced; null when the first value was written without comparing.',
    },
    to: { type: 'integer', minimum: -largestInteger, maximum: largestInteger },
    held: {
      type: 'integer',
      minimum: 0,
      maximum: largestInteger,
      description: 'Sold in Shopify and not yet reserved in Odoo, kept back from the number.',
    },
    at: { type: 'string', format: 'date-time' },
    key: { type: 'string', description: 'Idempotency key of the write.' },
    via: { type: 'string', description: 'Id of the node that asked for it.' },
    trace: { type: 'array', items: traceStepSchema },
  },
  additionalProperties: true,
} as const

export type AppliedLine = FromSchema<typeof appliedSchema>
