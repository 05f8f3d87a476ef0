import { mostSalesDays } from '../../src/rules/buffer/buffer-rules.ts'
import type { KeptAmount, KeptProduct, KeptRules } from '../../src/rules/buffer/file/kept-rules.ts'
import { ruleList, subjectOf } from '../../src/rules/buffer/file/rule-list.ts'

type BufferComplaint = 'amount' | 'percent' | 'days' | 'sku' | 'location'

/** What is wrong with the rules, or null. */
export function complaintAbout(rules: KeptRules): BufferComplaint | null {
  for (const amount of amountsOf(rules)) {
    const complaint = complaintAboutAmount(amount)
    if (complaint !== null) return complaint
  }
  if ([...rules.perProduct, ...rules.perProductAtLocation].some(namesNoProduct)) return 'sku'
  if ([...rules.perLocation, ...rules.perProductAtLocation].some((rule) => rule.locationId === '')) return 'location'
  return null
}

/** What is wrong with one amount, or null. */
export function complaintAboutAmount({ kind, value }: KeptAmount): 'amount' | 'percent' | 'days' | null {
  if (kind === 'none') return null
  if (!Number.isFinite(value) || value < 0) return 'amount'
  if (kind === 'percent' && value > 100) return 'percent'
  return kind === 'sales' && value > mostSalesDays ? 'days' : null
}

/** What two rules are for, in words; null when every rule is for something of its own. The running node refuses such rules. */
export function namedTwice(rules: KeptRules): string | null {
  const seen = new Set<string>()
  const again = ruleList(rules).find((rule) => seen.size === seen.add(subjectOf(rule)).size)
  if (again === undefined) return null
  const { sku, productId, locationId, location } = again
  return [productId === undefined ? sku : `#${productId}`, location || locationId].filter(Boolean).join(', ')
}

/** Whether any rule goes by recent sales, for which Odoo must be asked. */
export function goesBySales(rules: KeptRules): boolean {
  return amountsOf(rules).some(({ kind }) => kind === 'sales')
}

function amountsOf({ default: everywhere, perLocation, perProduct, perProductAtLocation }: KeptRules): KeptAmount[] {
  return [everywhere, ...perLocation, ...perProduct, ...perProductAtLocation]
}

function namesNoProduct({ sku = '', productId }: KeptProduct): boolean {
  return sku.trim() === '' && productId === undefined
}
