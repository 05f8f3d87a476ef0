import type { KeptRule, KeptRules } from './kept-rules.ts'
import { listedRules, ruleList } from './rule-list.ts'

interface KnownNow {
  /** The rules as they are now. */
  readonly rules: KeptRules
  /** Shopify locations that are known to exist; their names go before those in the rules. */
  readonly known: readonly { readonly id: string; readonly name: string }[]
}

/** The rules of a file with the names of Shopify locations that it leaves blank. */
export function withLocationNames(read: KeptRules, { rules, known }: KnownNow): KeptRules {
  const present = ruleList(rules).map(({ locationId = '', location = '' }) => ({ id: locationId, name: location }))
  const names = new Map([...present, ...known].filter(({ name }) => name !== '').map(({ id, name }) => [id, name]))
  const named = (rule: KeptRule): KeptRule =>
    rule.locationId === undefined || rule.location ? rule : { ...rule, location: names.get(rule.locationId) ?? '' }
  return listedRules(ruleList(read).map(named))
}
