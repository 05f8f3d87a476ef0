import type { KeptAmount, KeptRule, KeptRules } from './kept-rules.ts'
import { ruleList, subjectOf } from './rule-list.ts'

/** What differs in the rule for one thing between two buffers. */
export interface BufferDifference extends Pick<KeptRule, 'sku' | 'productId' | 'locationId' | 'location'> {
  readonly change: 'added' | 'removed' | 'changed'
  /** Absent for a rule that is added. */
  readonly from?: KeptAmount
  /** Absent for a rule that is removed. */
  readonly to?: KeptAmount
}

/** Compares two buffers rule by rule; the order of rules, and what a location is called, is no difference. */
export function compareBuffers(before: KeptRules, after: KeptRules): BufferDifference[] {
  const old = bySubject(before)
  const now = bySubject(after)
  const differences = [...now].flatMap(([subject, rule]) => difference(old.get(subject), rule))
  const removed = [...old].flatMap(([subject, rule]) => (now.has(subject) ? [] : difference(rule, undefined)))
  return [...differences, ...removed]
}

function bySubject(rules: KeptRules): Map<string, KeptRule> {
  return new Map(ruleList(rules).map((rule) => [subjectOf(rule), rule]))
}

function difference(before: KeptRule | undefined, after: KeptRule | undefined): BufferDifference[] {
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
