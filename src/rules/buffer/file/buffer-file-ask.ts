import type { FromSchema } from 'json-schema-to-ts'
import { checkAsk } from '../../../base/messages/check-ask.ts'
import { compile } from '../../../base/messages/compile.ts'
import type { FileProblem } from '../../../base/table/file-problem.ts'
import type { Say } from '../../../base/text/say.ts'
import { bufferFileAtMost } from './buffer-file-limit.ts'
import type { KeptRules } from './kept-rules.ts'
import { readRules } from './read-rules.ts'

/** What the dialog of buffer asks about files: the rules as they stand there, and for an import the file. */
const bufferFileAskSchema = {
  title: 'Question about a file of buffer rules',
  type: 'object',
  required: ['format', 'rules'],
  properties: {
    format: { enum: ['csv', 'json'] },
    rules: { type: 'object', description: 'As the flow has them; checked rule by rule.' },
    known: {
      type: 'array',
      description: 'Shopify locations that the dialog knows.',
      items: {
        type: 'object',
        required: ['id', 'name'],
        properties: { id: { type: 'string' }, name: { type: 'string' } },
        additionalProperties: false,
      },
    },
    file: { type: 'string', maxLength: bufferFileAtMost },
  },
  additionalProperties: false,
} as const

type AskForm = FromSchema<typeof bufferFileAskSchema>
export type BufferFileAsk = Pick<AskForm, 'format' | 'known' | 'file'> & {
  /** Those rules of the dialog that make sense. */
  readonly rules: KeptRules
  /** What is wrong with the others, one problem each. */
  readonly problems: readonly FileProblem[]
}

const validate = compile<AskForm>(bufferFileAskSchema)

/** Checks what a dialog asks. Throws MESSAGE_MALFORMED naming the field. */
export function checkBufferFileAsk(ask: unknown, say: Say): BufferFileAsk {
  const { rules, ...rest } = checkAsk(ask, validate, say)
  return { ...rest, ...readRules(rules, say) }
}
