import type { FromSchema } from 'json-schema-to-ts'
import { answerCheck } from '../answer-check.ts'
import type { AdminDocument } from './admin-document.ts'
import { pageInfoSchema } from './page-info.ts'
import { variantFields, variantNodeSchema } from './variant-node.ts'

const answer = {
  type: 'object',
  required: ['productVariants'],
  properties: {
    productVariants: {
      type: 'object',
      required: ['nodes', 'pageInfo'],
      properties: { nodes: { type: 'array', items: variantNodeSchema }, pageInfo: pageInfoSchema },
    },
  },
} as const

export type VariantsAnswer = FromSchema<typeof answer>

const isAnswer = answerCheck<VariantsAnswer>(answer)

function page(operation: string, metafield: boolean, cost: number): AdminDocument<VariantsAnswer> {
  return {
    operation,
    kind: 'read',
    cost,
    text: `query ${operation}($after: String, $query: String) {
  productVariants(first: 250, after: $after, query: $query, sortKey: ID) {
    nodes {
      ${variantFields(metafield)}
    }
    pageInfo { hasNextPage endCursor }
  }
}`,
    isAnswer,
  }
}

/** A page of the catalogue with what identity matching needs (requirement 1.2), in the order of the ids. */
export const variantsDocument = page('Variants', false, 35)

/** The same with the metafield that holds the Odoo product (requirement 1.4). */
export const variantsWithMetafieldDocument = page('VariantsWithMetafield', true, 46)
