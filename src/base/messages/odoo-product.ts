import type { FromSchema } from 'json-schema-to-ts'
import { largestId } from './bounds.ts'

/** The Odoo product variant that a line is about. */
export const odooProductSchema = {
  title: 'Odoo product',
  type: 'object',
  description: 'The Odoo product variant (product.product) that the line is about.',
  required: ['database', 'productId', 'name'],
  properties: {
    database: { type: 'string', minLength: 1, description: 'Database and host of the Odoo server, e.g. "shop@odoo.example.com".' },
    productId: { type: 'integer', minimum: 1, maximum: largestId, description: 'Id of the product.product record.' },
    name: { type: 'string', description: 'Display name, for people; never used to match.' },
    sku: { type: 'string', description: 'Internal reference (default_code), when it has one.' },
    barcode: { type: 'string', description: 'Barcode, when it has one.' },
    active: { type: 'boolean', description: 'False when the product is archived.' },
  },
  additionalProperties: true,
} as const

export type OdooProduct = FromSchema<typeof odooProductSchema>
