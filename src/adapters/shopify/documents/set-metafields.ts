import type { FromSchema } from 'json-schema-to-ts'
import { answerCheck } from '../answer-check.ts'
import type { AdminDocument } from './admin-document.ts'

const answer = {
  type: 'object',
  required: ['metafieldsSet'],
  properties: {
    metafieldsSet: {
      type: 'object',
      required: ['userErrors'],
      properties: {
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
    },
  },
} as const

export type SetMetafieldsAnswer = FromSchema<typeof answer>

/**
 * Writes up to 25 metafields, all or none. It takes no idempotency key (shopify-facts 1.2): each entry names the digest of
 * what it replaces, so that a second sending cannot undo what somebody wrote in between.
 */
export const setMetafieldsDocument: AdminDocument<SetMetafieldsAnswer> = {
  operation: 'SetMetafields',
  kind: 'write',
  cost: 10,
  text: `mutation SetMetafields($metafields: [MetafieldsSetInput!]!) {
  metafieldsSet(metafields: $metafields) {
    userErrors { code field message }
  }
}`,
  isAnswer: answerCheck(answer),
}
