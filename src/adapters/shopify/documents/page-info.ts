/** The part of an answer that says whether and where a list goes on. */
export const pageInfoSchema = {
  type: 'object',
  required: ['hasNextPage', 'endCursor'],
  properties: { hasNextPage: { type: 'boolean' }, endCursor: { type: ['string', 'null'] } },
} as const
