import type { FromSchema } from 'json-schema-to-ts'
import { answerCheck } from '../answer-check.ts'
import type { AdminDocument } from './admin-document.ts'
import { pageInfoSchema } from './page-info.ts'

const variant = {
  type: 'object',
  required: ['id', 'displayName', 'sku', 'barcode', 'requiresComponents', 'inventoryItem', 'product'],
  properties: {
    id: { type: 'string' },
    displayName: { type: 'string' },
    sku: { type: ['string', 'null'] },
    barcode: { type: ['string', 'null'] },
    requiresComponents: { type: 'boolean' },
    inventoryItem: {
      type: 'object',
      required: ['id', 'tracked', 'duplicateSkuCount'],
      properties: { id: { type: 'string' }, tracked: { type: 'boolean' }, duplicateSkuCount: { type: 'integer' } },
    },
    product: {
      type: 'object',
      required: ['status'],
      properties: { status: { enum: ['ACTIVE', 'ARCHIVED', 'DRAFT', 'UNLISTED'] } },
    },
  },
} as const

const answer = {
  type: 'object',
  required: ['productVariants'],
  properties: {
    productVariants: {
      type: 'object',
      required: ['nodes', 'pageInfo'],
      properties: { nodes: { type: 'array', items: variant }, pageInfo: pageInfoSchema },
    },
  },
} as const

export type VariantsAnswer = FromSchema<typeof answer>

/** A page of the catalogue with what identity matching needs (requirement 1.2), in the order of the ids. */
export const variantsDocument: AdminDocument<VariantsAnswer> = {
  operation: 'Variants',
  kind: 'read',
  cost: 35,
  text: `query Variants($after: String, $query: String) {
  productVariants(first: 250, after: $after, query: $query, sortKey: ID) {
    nodes {
      id
      displayName
      sku
      barcode
      requiresComponents
      inventoryItem { id tracked duplicateSkuCount }
      product { status }
    }
    pageInfo { hasNextPage endCursor }
  }
}`,
  isAnswer: answerCheck(answer),
}
