import type { FromSchema } from 'json-schema-to-ts'
import { largestId } from '../../base/messages/bounds.ts'

/** Most days that a rule may keep back, or look back over. */
export const mostSalesDays = 365

/** How much is kept back: a fixed number of units, percent of what is there, or what is sold in some days. */
export const bufferSchema = {
  title: 'Buffer',
  type: 'object',
  properties: {
    units: { type: 'number', minimum: 0, description: 'Units kept back; a fraction is rounded up.' },
    percent: {
      type: 'number',
      minimum: 0,
      maximum: 100,
      description: 'Percent of the quantity kept back; a fraction of a unit is rounded up.',
    },
    salesDays: {
      type: 'number',
      minimum: 0,
      maximum: mostSalesDays,
      description: 'Keeps back what is sold in so many days, by recent sales; a fraction of a unit is rounded up.',
    },
  },
  minProperties: 1,
  maxProperties: 1,
  additionalProperties: false,
} as const

const product = {
  sku: { type: 'string', minLength: 1, description: 'Internal reference of the product.' },
  productId: { type: 'integer', minimum: 1, maximum: largestId, description: 'Id of the Odoo product; goes before the SKU.' },
} as const

const location = {
  locationId: { type: 'string', pattern: '^gid://shopify/Location/[0-9]+$' },
  location: { type: 'string', description: 'Name of the Shopify location, for people.' },
} as const

/** Buffers from general to special; the most specific one that fits a line is used (requirement 4.2). */
export const bufferRulesSchema = {
  $id: 'buffer-rules',
  title: 'Buffer rules',
  type: 'object',
  properties: {
    default: bufferSchema,
    perLocation: {
      type: 'array',
      items: {
        type: 'object',
        required: ['locationId', 'buffer'],
        properties: { ...location, buffer: bufferSchema },
        additionalProperties: false,
      },
    },
    perProduct: {
      type: 'array',
      items: {
        type: 'object',
        required: ['buffer'],
        properties: { ...product, buffer: bufferSchema },
        additionalProperties: false,
      },
    },
    perProductAtLocation: {
      type: 'array',
      items: {
        type: 'object',
        required: ['locationId', 'buffer'],
        properties: { ...product, ...location, buffer: bufferSchema },
        additionalProperties: false,
      },
    },
  },
  additionalProperties: false,
} as const

/** Exactly one of `units`, `percent` and `salesDays`. */
export type Buffer = FromSchema<typeof bufferSchema>
export type BufferRules = FromSchema<typeof bufferRulesSchema>
