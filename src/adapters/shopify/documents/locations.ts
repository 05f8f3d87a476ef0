import type { FromSchema } from 'json-schema-to-ts'
import { answerCheck } from '../answer-check.ts'
import type { AdminDocument } from './admin-document.ts'
import { pageInfoSchema } from './page-info.ts'

const location = {
  type: 'object',
  required: ['id', 'name', 'isActive', 'isFulfillmentService'],
  properties: {
    id: { type: 'string' },
    name: { type: 'string' },
    isActive: { type: 'boolean' },
    isFulfillmentService: { type: 'boolean' },
  },
} as const

const answer = {
  type: 'object',
  required: ['locations'],
  properties: {
    locations: {
      type: 'object',
      required: ['nodes', 'pageInfo'],
      properties: { nodes: { type: 'array', items: location }, pageInfo: pageInfoSchema },
    },
  },
} as const

export type LocationsAnswer = FromSchema<typeof answer>

/** All locations: inactive ones and those of fulfilment services too, which Shopify leaves out unless asked (shopify-facts 7). */
export const locationsDocument: AdminDocument<LocationsAnswer> = {
  operation: 'Locations',
  kind: 'read',
  cost: 13,
  text: `query Locations($after: String) {
  locations(first: 250, after: $after, includeInactive: true, includeLegacy: true) {
    nodes { id name isActive isFulfillmentService }
    pageInfo { hasNextPage endCursor }
  }
}`,
  isAnswer: answerCheck(answer),
}
