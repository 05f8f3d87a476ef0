import type { FromSchema } from 'json-schema-to-ts'
import { valueSchema } from '../text/value-schema.ts'

/** One reason in the answer to "why is this number?" (requirement 4.5). Stages append, nobody rewrites. */
export const traceStepSchema = {
  title: 'Trace step',
  type: 'object',
  description: 'One reason why the number is what it is, in the words of operations.',
  required: ['by', 'code'],
  properties: {
    by: { type: 'string', description: 'The stage that adds the reason, e.g. "location-map".' },
    code: { type: 'string', description: 'The stable name of the reason in the text catalogue, e.g. "free-at".' },
    text: { type: 'string', description: 'The reason as a sentence in the language of the runtime; every line that a node sends has it.' },
    values: {
      type: 'object',
      description: 'The figures and names in the sentence; a sentence within it stands as `{key, values}`.',
      additionalProperties: valueSchema,
    },
  },
  additionalProperties: false,
} as const

export type TraceStep = FromSchema<typeof traceStepSchema>
