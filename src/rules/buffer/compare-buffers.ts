import type { FromSchema } from 'json-schema-to-ts'
import { checkRequest } from '../../base/messages/check-request.ts'
import { compile } from '../../base/messages/compile.ts'
import type { BufferAmount } from './amounts.ts'
import { type BufferRule, type BufferRules, bufferFileAtMost, listedRules, ruleList, subjectOf } from './buffer-rules.ts'
import { type ReadRules, readRules } from './read-rules.ts'

/** What the dialog of buffer asks about files: the rules as they stand there, and for an import the file. */
const bufferFileRequestSchema = {
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

type RequestForm = FromSchema<typeof bufferFileRequestSchema>
/** What was asked, with those rules of the dialog that make sense, and what is wrong with the others. */
export type BufferFileRequest = Pick<RequestForm, 'format' | 'known' | 'file'> & ReadRules

const validate = compile<RequestForm>(bufferFileRequestSchema)

/** Checks what a dialog asks. Throws MESSAGE_MALFORMED naming the field. */
export function checkBufferFileRequest(request: unknown): BufferFileRequest {
  const { rules, ...rest } = checkRequest(request, validate)
  return { ...rest, ...readRules(rules) }
}

interface KnownNow {
  /** The rules as they are now. */
  readonly rules: BufferRules
  /** Shopify locations that are known to exist; their names go before those in the rules. */
  readonly known: readonly { readonly id: string; readonly name: string }[]
}

/** The rules of a file with the names of Shopify locations that it leaves blank. */
export function withLocationNames(read: BufferRules, { rules, known }: KnownNow): BufferRules {
  const present = ruleList(rules).map(({ locationId = '', location = '' }) => ({ id: locationId, name: location }))
  const names = new Map([...present, ...known].filter(({ name }) => name !== '').map(({ id, name }) => [id, name]))
  const named = (rule: BufferRule): BufferRule =>
    rule.locationId === undefined || rule.location ? rule : { ...rule, location: names.get(rule.locationId) ?? '' }
  return listedRules(ruleList(read).map(named))
}

/** What differs in the rule for one thing between two buffers. */
export interface BufferDifference extends Pick<BufferRule, 'sku' | 'productId' | 'locationId' | 'location'> {
  readonly change: 'added' | 'removed' | 'changed'
  /** Absent for a rule that is added. */
  readonly from?: BufferAmount
  /** Absent for a rule that is removed. */
  readonly to?: BufferAmount
}

/** Compares two buffers rule by rule; the order of rules, and what a location is called, is no difference. */
export function compareBuffers(before: BufferRules, after: BufferRules): BufferDifference[] {
  const old = bySubject(before)
  const now = bySubject(after)
  const differences = [...now].flatMap(([subject, rule]) => difference(old.get(subject), rule))
  const removed = [...old].flatMap(([subject, rule]) => (now.has(subject) ? [] : difference(rule, undefined)))
  return [...differences, ...removed]
}

function bySubject(rules: BufferRules): Map<string, BufferRule> {
  return new Map(ruleList(rules).map((rule) => [subjectOf(rule), rule]))
}

function difference(before: BufferRule | undefined, after: BufferRule | undefined): BufferDifference[] {
  const rule = after ?? before
  if (rule === undefined || (before?.kind === after?.kind && before?.value === after?.value)) return []
  const { kind: _kind, value: _value, ...subject } = rule
  return [
    {
      ...subject,
      change: before === undefined ? 'added' : after === undefined ? 'removed' : 'changed',
      ...(before === undefined ? {} : { from: { kind: before.kind, value: before.value } }),
      ...(after === undefined ? {} : { to: { kind: after.kind, value: after.value } }),
    },
  ]
}
