import type { FromSchema } from 'json-schema-to-ts'
import { causeClasses } from '../error/cause-class.ts'
import { largestInteger } from './bounds.ts'
import { quantityNameSchema, shopifyTargetSchema } from './level.ts'
import { odooProductSchema } from './odoo-product.ts'
import { traceStepSchema } from './trace.ts'

/** What a comparison of one level can find (requirement 8.4). */
export const reportOutcomes = [
  'matched',
  'tolerated',
  'differing',
  'held',
  'oversell-risk',
  'suppressed',
  'below-zero',
  'not-stocked',
  'missing',
  'untracked',
  'unread',
  'moving',
] as const

/** One level compared: what Odoo wants, what Shopify shows, and the likely cause of the difference. */
export const reportSchema = {
  $id: 'report',
  title: 'Report line',
  type: 'object',
  description: 'One level as reconciliation found it: what Shopify should show, what it shows, and why they may differ.',
  required: ['kind', 'outcome', 'odoo', 'shopify', 'asOf', 'quantityName', 'wanted', 'shown', 'difference', 'trace'],
  properties: {
    kind: { const: 'report' },
    outcome: {
      enum: reportOutcomes,
      description:
        'tolerated: differs within the tolerance; held: less than we left there, the rest is taken as sold; oversell-risk: ' +
        'Shopify sells, Odoo has none; suppressed: Odoo has, Shopify shows none; below-zero: more was sold than there was; missing: the item is gone from Shopify; ' +
        'unread: Shopify gave no reading; moving: it changed again at every look.',
    },
    odoo: odooProductSchema,
    shopify: shopifyTargetSchema,
    asOf: { type: 'integer', minimum: 0, maximum: largestInteger },
    quantityName: quantityNameSchema,
    wanted: {
      type: 'integer',
      minimum: -largestInteger,
      maximum: largestInteger,
      description: 'What Shopify should show; below zero where units are owed to shoppers.',
    },
    shown: {
      type: ['integer', 'null'],
      minimum: -largestInteger,
      maximum: largestInteger,
      description: 'What Shopify shows; null when there is no level to read.',
    },
    difference: { type: ['integer', 'null'], minimum: -largestInteger, maximum: largestInteger, description: 'shown minus wanted.' },
    cause: { enum: causeClasses, description: 'Likely class of the cause; absent when nothing speaks for one.' },
    evidence: { type: 'string', description: 'What speaks for that cause, as a sentence.' },
    text: { type: 'string', description: 'The finding as a sentence.' },
    comparedAt: { type: 'string', format: 'date-time', description: 'When Shopify was read for it.' },
    trace: { type: 'array', items: traceStepSchema },
  },
  additionalProperties: true,
} as const

export type ReportLine = FromSchema<typeof reportSchema>
export type ReportOutcome = ReportLine['outcome']
