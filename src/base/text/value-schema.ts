/** A value of a sentence, as messages and the store have it: a figure, a name, or a sentence that is put into words where it is shown. */
export const valueSchema = {
  type: ['string', 'number', 'object'],
  required: ['key'],
  properties: {
    key: { type: 'string', minLength: 1 },
    values: { type: 'object' },
  },
  additionalProperties: false,
} as const
