import type { FromSchema } from 'json-schema-to-ts'
import { answerCheck } from '../answer-check.ts'
import type { AdminDocument } from './admin-document.ts'

const payload = {
  type: 'object',
  required: ['inventoryAdjustmentGroup', 'userErrors'],
  properties: {
    inventoryAdjustmentGroup: { type: ['object', 'null'] },
    userErrors: {
      type: 'array',
      items: {
        type: 'object',
        required: ['message'],
        properties: {
          code: { type: ['string', 'null'] },
          field: { type: ['array', 'null'], items: { type: 'string' } },
          message: { type: 'string' },
        },
      },
    },
  },
} as const

const answer = {
  type: 'object',
  required: ['inventorySetQuantities'],
  properties: { inventorySetQuantities: payload },
} as const

export type SetQuantitiesAnswer = FromSchema<typeof answer>

/**
 * Sets up to 250 quantities. The key stands on the field, where Shopify demands it (shopify-facts 1.2); as little as
 * possible is selected, because the answer costs points and a part of it can need another scope (shopify-facts 1.7).
 */
export const setQuantitiesDocument: AdminDocument<SetQuantitiesAnswer> = {
  operation: 'SetQuantities',
  kind: 'write',
  cost: 10,
  text: `mutation SetQuantities($input: InventorySetQuantitiesInput!, $key: String!) {
  inventorySetQuantities(input: $input) @idempotent(key: $key) {
    inventoryAdjustmentGroup { id }
    userErrors { code field message }
  }
}`,
  isAnswer: answerCheck(answer),
}
