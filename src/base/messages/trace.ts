import type { FromSchema } from 'json-schema-to-ts'

/** One reason in the answer to "why is this number?" (requirement 4.5). Stages append, nobody rewrites. */
export const traceStepSchema = {
  title: 'Trace step',
  type: 'object',
  description: 'One reason why the number is what it is, in the words of operations.',
  required: ['by', 'code', 'text'],
  properties: {
    by: { type: 'string', description: 'The stage that adds the reason, e.g. "location-map".' },
    code: { type: 'string', description: 'The stable name of the reason in the text catalogue, e.g. "free-at".' },
    text: { type: 'string', description: 'The reason as a sentence in the language of the runtime.' },
    values: {
      type: 'object',
      description: 'The figures and names in the sentence.',
      additionalProperties: { type: ['string', 'number'] },
    },
  },
  additionalProperties: false,
} as const

export type TraceStep = FromSchema<typeof traceStepSchema>
