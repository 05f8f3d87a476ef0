import { SyncError } from '../../base/error/sync-error.ts'
import { compile } from '../../base/messages/compile.ts'
import { unsafeKey } from '../../base/messages/unsafe-key.ts'
import { fieldName, problemOf, type Violation } from '../../base/messages/violation.ts'
import type { Say } from '../../base/text/say.ts'
import { bufferRulesSchema, type Buffer, type BufferRules } from './buffer-rules.ts'
import { at, productKeys, type ProductName } from './product-keys.ts'

/** Checked rules, with look-ups made once for all lines. Keys are made by `productKeys`. */
export interface ReadyBuffer {
  readonly default: Buffer | undefined
  readonly perLocation: ReadonlyMap<string, Buffer>
  readonly perProduct: ReadonlyMap<string, Buffer>
  readonly perProductAtLocation: ReadonlyMap<string, Buffer>
  /** Whether any rule keeps days of sales back, so that sales must be read. */
  readonly bySales: boolean
}

const validate = compile<BufferRules>(bufferRulesSchema)

/**
 * Checks buffer rules and makes them ready. Throws BUFFER_RULE_INVALID with the field in words, also when two rules are
 * for the same thing, so that it never depends on their order which one holds.
 */
export function readyBuffer(rules: unknown, say: Say): ReadyBuffer {
  const unsafe = unsafeKey(rules)
  if (unsafe !== undefined) throw invalid(unsafe.join('.'), say('finding.field.unsafe'))
  if (!validate(rules)) {
    const violation = validate.errors?.[0] ?? { instancePath: '', keyword: 'type', params: { type: 'object' } }
    throw invalid(fieldName('rules', violation), wording(violation, say))
  }
  const every = [
    rules.default,
    ...[...(rules.perLocation ?? []), ...(rules.perProduct ?? []), ...(rules.perProductAtLocation ?? [])].map(({ buffer }) => buffer),
  ]
  return {
    bySales: every.some((buffer) => buffer?.salesDays !== undefined),
    default: rules.default,
    perLocation: unique('perLocation', rules.perLocation ?? [], (rule) => rule.locationId, say),
    perProduct: unique('perProduct', rules.perProduct ?? [], productKey, say),
    perProductAtLocation: unique(
      'perProductAtLocation',
      rules.perProductAtLocation ?? [],
      (rule) => at(productKey(rule), rule.locationId),
      say,
    ),
  }
}

function productKey(rule: ProductName): string | undefined {
  return productKeys(rule)[0]
}

function unique<T extends { readonly buffer: Buffer }>(
  list: string,
  rules: readonly T[],
  keyOf: (rule: T) => string | undefined,
  say: Say,
): Map<string, Buffer> {
  const found = new Map<string, Buffer>()
  rules.forEach((rule, index) => {
    const key = keyOf(rule)
    if (key === undefined) throw invalid(`rules.${list}[${index}]`, say('finding.field.either', { one: 'sku', other: 'productId' }))
    if (found.has(key)) throw invalid(`rules.${list}[${index}]`, say('finding.field.twice', { name: key }))
    found.set(key, rule.buffer)
  })
  return found
}

function wording(violation: Violation, say: Say): string {
  const either = violation.keyword === 'minProperties' || violation.keyword === 'maxProperties'
  return either ? say('finding.field.either', { one: 'units, percent', other: 'salesDays' }) : problemOf(violation, say)
}

function invalid(field: string, problem: string): SyncError {
  return new SyncError('BUFFER_RULE_INVALID', { field, problem })
}
