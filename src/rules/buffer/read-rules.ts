import type { SchemaCheck } from '../../base/messages/compile.ts'
import { SyncError } from '../../base/error/sync-error.ts'
import { largestId } from '../../base/messages/bounds.ts'
import { compile } from '../../base/messages/compile.ts'
import { unsafeKey } from '../../base/messages/unsafe-key.ts'
import { fieldName, firstViolation, problemOf } from '../../base/messages/violation.ts'
import { isPlainObject } from '../../base/plain-object.ts'
import type { FileProblem } from '../../base/table/file-problem.ts'
import { sentence } from '../../base/text/say.ts'
import { type RuleKind, amountProblem, ruleKinds, soundAmount } from './amounts.ts'
import {
  type BufferRule,
  type BufferRules,
  type RuleProduct,
  listedRules,
  noRules,
  ofProduct,
  spelledRule,
  subjectOf,
} from './buffer-rules.ts'

/** Rules that make sense, and what is wrong with the others. */
export interface ReadRules {
  readonly rules: BufferRules
  readonly problems: readonly FileProblem[]
}

/** A rule as it may stand in a flow or a file: its amount is not yet known to make sense, and it may be for nothing. */
interface WrittenRule extends RuleProduct {
  readonly kind: RuleKind
  readonly value?: number | null
  readonly locationId?: string
  readonly location?: string
}

const amount = {
  kind: { enum: Object.keys(ruleKinds) },
  value: { type: ['number', 'null'], description: 'Null and absent: nothing, for a rule that keeps nothing back.' },
} as const
const product = { sku: { type: 'string' }, productId: { type: 'integer', minimum: 1, maximum: largestId } } as const
const place = { locationId: { type: 'string', pattern: '^gid://shopify/Location/[0-9]+$' }, location: { type: 'string' } } as const

function written(properties: object, required: readonly string[]) {
  return { type: 'object', required: ['kind', ...required], properties: { ...amount, ...properties }, additionalProperties: false }
}

/** Schemas of the parts of `BufferRules`. The limits of an amount (`ruleKinds`), and that a product has a name, are checked beside them. */
export const bufferRuleSchemas = {
  default: written({}, []),
  perLocation: written(place, ['locationId']),
  perProduct: written(product, []),
  perProductAtLocation: written({ ...product, ...place }, ['locationId']),
} as const

const isWrittenRule = {
  default: compile<WrittenRule>(bufferRuleSchemas.default),
  perLocation: compile<WrittenRule>(bufferRuleSchemas.perLocation),
  perProduct: compile<WrittenRule>(bufferRuleSchemas.perProduct),
  perProductAtLocation: compile<WrittenRule>(bufferRuleSchemas.perProductAtLocation),
} as const

const lists = ['perLocation', 'perProduct', 'perProductAtLocation'] as const
const parts: readonly string[] = ['default', ...lists]

/** Checks rules as a flow or a file has them. Each rule that is wrong is told with its field, e.g. `perProduct[3].value`. */
export function readRules(rules: unknown): ReadRules {
  const problems: FileProblem[] = []
  const tell = (column: string, key: string, values = {}): void => {
    problems.push({ row: 0, column, problem: sentence(`finding.field.${key}`, values) })
  }
  const list: BufferRule[] = []
  const fields = new Map<string, string>()
  if (!isPlainObject(rules)) tell('', 'type', { type: 'object' })
  else {
    const unknown = Object.keys(rules).find((name) => !parts.includes(name))
    if (unknown !== undefined && unsafeKey({ [unknown]: 0 }) !== undefined) tell(unknown, 'unsafe')
    else if (unknown !== undefined) tell('', 'unknown', { property: unknown })
    else if (Object.keys(rules).length === 0) tell('', 'needs-one', { names: parts.join(', ') })
    if (rules['default'] !== undefined) take('default', rules['default'], isWrittenRule.default)
    for (const name of lists) {
      const entries = rules[name] ?? []
      if (Array.isArray(entries)) entries.forEach((entry: unknown, at) => take(`${name}[${at}]`, entry, isWrittenRule[name]))
      else tell(name, 'no-list')
    }
  }
  return { rules: listedRules(list), problems }

  function take(field: string, found: unknown, isRule: SchemaCheck<WrittenRule>): void {
    const unsafe = unsafeKey(found)
    if (unsafe !== undefined) return tell([field, ...unsafe].join('.'), 'unsafe')
    const spelled = isPlainObject(found) ? spelledRule(found) : undefined
    if (isPlainObject(found) && spelled === undefined) return tell(field, 'either', { one: 'units, percent', other: 'salesDays' })
    const entry: unknown =
      spelled === undefined ? found : { ...spelled.rest, kind: spelled.kind, ...('value' in spelled && { value: spelled.value }) }
    if (!isRule(entry)) {
      const violation = firstViolation(isRule)
      const column =
        violation.instancePath === '/value' && spelled !== undefined ? `${field}.${spelled.field}` : fieldName(field, violation)
      return void problems.push({ row: 0, column, problem: problemOf(violation) })
    }
    const { kind, value, sku: named, ...rest } = entry
    const rule: BufferRule = { ...rest, ...(named === undefined || named === '' ? {} : { sku: named }), ...soundAmount(kind, value) }
    const wrong = kind === 'none' ? undefined : amountProblem(kind, value)
    if (wrong !== undefined) return void problems.push({ row: 0, column: `${field}.${spelled?.field ?? 'value'}`, problem: wrong })
    if (field.startsWith('perProduct') && !ofProduct(rule)) return tell(field, 'either', { one: 'sku', other: 'productId' })
    const subject = subjectOf(rule)
    const first = fields.get(subject)
    if (first !== undefined)
      return tell(field, 'twice', { name: [rule.sku ?? rule.productId, rule.locationId, first].filter(Boolean).join(', ') })
    fields.set(subject, field)
    list.push(rule)
  }
}

/**
 * The rules of a node's settings, where a box may have left a number as a text, and nothing at all is no rule. Throws
 * BUFFER_RULE_INVALID with the first field that is wrong, also when two rules are for the same thing, so that it never depends on
 * their order which one holds.
 */
export function soundRules(settings: unknown): BufferRules {
  if (isPlainObject(settings) && Object.keys(settings).length === 0) return noRules
  const { rules, problems } = readRules(withNumbers(settings))
  const [first] = problems
  if (first !== undefined) throw invalidRule(first)
  return rules
}

/** A rule that cannot be used, as an error. */
export function invalidRule({ column, problem }: FileProblem): SyncError {
  return new SyncError('BUFFER_RULE_INVALID', { field: ['rules', column].filter(Boolean).join('.'), problem })
}

function withNumbers(settings: unknown): unknown {
  if (!isPlainObject(settings)) return settings
  return Object.fromEntries(
    Object.entries(settings).map(([name, part]) => [name, Array.isArray(part) ? part.map(numbered) : numbered(part)]),
  )
}

function numbered(rule: unknown): unknown {
  if (!isPlainObject(rule) || !('kind' in rule)) return rule
  const { value: typed, ...rest } = rule
  if (rule['kind'] === 'none') return rest
  return typeof typed === 'string' && typed.trim() !== '' ? { ...rest, value: Number(typed) } : rule
}
