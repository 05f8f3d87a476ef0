import type { Say } from '../../../base/text/say.ts'
import type { KeptAmount } from './kept-rules.ts'
import { ruleKinds, type RuleKind } from './rule-kind.ts'

/** What is wrong with the amount of a rule of that kind; undefined when it makes sense. */
export function amountProblem(kind: RuleKind, value: number | null | undefined, say: Say): string | undefined {
  const { atMost } = ruleKinds[kind]
  if (value === undefined || value === null) return atMost === 0 ? undefined : say('finding.field.missing')
  if (value < 0) return say('finding.field.minimum', { limit: 0 })
  return value > atMost ? say('finding.field.maximum', { limit: atMost }) : undefined
}

/** The amount as it is kept, once it makes sense. A rule that keeps nothing back has none, whatever was left in its box. */
export function keptAmount(kind: RuleKind, value: number | null | undefined): KeptAmount {
  return { kind, value: ruleKinds[kind].atMost === 0 ? 0 : (value ?? 0) }
}
