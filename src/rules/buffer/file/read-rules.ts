import type { ValidateFunction } from 'ajv'
import { unsafeKey } from '../../../base/messages/unsafe-key.ts'
import { fieldName, problemOf } from '../../../base/messages/violation.ts'
import { isPlainObject } from '../../../base/plain-object.ts'
import type { FileProblem } from '../../../base/table/file-problem.ts'
import type { Say } from '../../../base/text/say.ts'
import type { ReadRules } from './buffer-file.ts'
import { isWrittenRule, type KeptRule, type WrittenRule } from './kept-rules.ts'
import { amountProblem, keptAmount } from './rule-amount.ts'
import { listedRules, ofProduct, subjectOf } from './rule-list.ts'

const lists = ['perLocation', 'perProduct', 'perProductAtLocation'] as const
const parts: readonly string[] = ['default', ...lists]

/** Checks rules as the flow has them. Each rule that is wrong is told with its field, e.g. `perProduct[3].value`. */
export function readRules(rules: unknown, say: Say): ReadRules {
  const problems: FileProblem[] = []
  const tell = (column: string, key: string, values = {}): void => {
    problems.push({ row: 0, column, problem: say(`finding.field.${key}`, values) })
  }
  const list: KeptRule[] = []
  const fields = new Map<string, string>()
  if (!isPlainObject(rules)) tell('', 'type', { type: 'object' })
  else {
    const unknown = Object.keys(rules).find((name) => !parts.includes(name))
    if (unknown !== undefined) tell('', 'unknown', { property: unknown })
    else if (Object.keys(rules).length === 0) tell('', 'needs-one', { names: parts.join(', ') })
    if (rules['default'] !== undefined) take('default', rules['default'], isWrittenRule.default)
    for (const name of lists) {
      const entries = rules[name] ?? []
      if (Array.isArray(entries)) entries.forEach((entry: unknown, at) => take(`${name}[${at}]`, entry, isWrittenRule[name]))
      else tell(name, 'no-list')
    }
  }
  return { rules: listedRules(list), problems }

  function take(field: string, entry: unknown, isRule: ValidateFunction<WrittenRule>): void {
    const found = formProblem(field, entry, isRule, say)
    if (found !== undefined) return void problems.push(found)
    if (!isRule(entry)) return
    const { kind, value, sku: written, ...rest } = entry
    const rule: KeptRule = { ...rest, ...(written === undefined || written === '' ? {} : { sku: written }), ...keptAmount(kind, value) }
    const wrong = kind === 'none' ? undefined : amountProblem(kind, value, say)
    if (wrong !== undefined) return void problems.push({ row: 0, column: `${field}.value`, problem: wrong })
    if (field.startsWith('perProduct') && !ofProduct(rule)) return tell(field, 'either', { one: 'sku', other: 'productId' })
    const subject = subjectOf(rule)
    const first = fields.get(subject)
    if (first !== undefined) return tell(field, 'twice', { name: first })
    fields.set(subject, field)
    list.push(rule)
  }
}

/** The first thing in a rule that does not fit its schema; undefined when all does. */
function formProblem(field: string, rule: unknown, isRule: ValidateFunction<WrittenRule>, say: Say): FileProblem | undefined {
  const unsafe = unsafeKey(rule)
  if (unsafe !== undefined) return { row: 0, column: [field, ...unsafe].join('.'), problem: say('finding.field.unsafe') }
  if (isRule(rule)) return undefined
  const violation = isRule.errors?.[0] ?? { instancePath: '', keyword: 'type', params: { type: 'object' } }
  return { row: 0, column: fieldName(field, violation), problem: problemOf(violation, say) }
}
