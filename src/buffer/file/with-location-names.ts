import type { KeptRule, KeptRules } from './kept-rules.ts'
import { listedRules, ruleList } from './rule-list.ts'

/** The rules with the names of Shopify locations that they leave blank, by the ids of those that are known. */
export function withLocationNames(rules: KeptRules, known: readonly { readonly id: string; readonly name: string }[]): KeptRules {
  const names = new Map(known.map(({ id, name }) => [id, name]))
  const named = (rule: KeptRule): KeptRule =>
    rule.locationId === undefined || rule.location ? rule : { ...rule, location: names.get(rule.locationId) ?? '' }
  return listedRules(ruleList(rules).map(named))
}
