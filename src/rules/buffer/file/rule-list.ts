import { at, productKeys } from '../product-keys.ts'
import type { KeptAmount, KeptRule, KeptRules } from './kept-rules.ts'

export const noAmount: KeptAmount = { kind: 'none', value: 0 }

/** Every rule in one list, from general to special. Keeping nothing back everywhere is no rule: it is what holds without one. */
export function ruleList(rules: KeptRules): KeptRule[] {
  return [
    ...(rules.default.kind === 'none' ? [] : [rules.default]),
    ...rules.perLocation,
    ...rules.perProduct,
    ...rules.perProductAtLocation,
  ]
}

/** The rules of a list by what they are for, each kind in the order of the list. */
export function listedRules(list: readonly KeptRule[]): KeptRules {
  const perLocation: KeptRules['perLocation'][number][] = []
  const perProduct: KeptRules['perProduct'][number][] = []
  const perProductAtLocation: KeptRules['perProductAtLocation'][number][] = []
  let everywhere = noAmount
  for (const { sku, productId, locationId, location = '', kind, value } of list) {
    const amount = { kind, value }
    const product = { ...(sku === undefined ? {} : { sku }), ...(productId === undefined ? {} : { productId }) }
    if (ofProduct(product)) {
      if (locationId === undefined) perProduct.push({ ...product, ...amount })
      else perProductAtLocation.push({ ...product, locationId, location, ...amount })
    } else if (locationId === undefined) everywhere = amount
    else perLocation.push({ locationId, location, ...amount })
  }
  return { default: everywhere, perLocation, perProduct, perProductAtLocation }
}

/** What a rule is for, as one text: two rules with the same one contradict each other. An id goes before a SKU. */
export function subjectOf(rule: Pick<KeptRule, 'sku' | 'productId' | 'locationId'>): string {
  return at(productKeys(rule)[0] ?? '', rule.locationId ?? '') ?? ''
}

export function ofProduct({ sku, productId }: Pick<KeptRule, 'sku' | 'productId'>): boolean {
  return sku !== undefined || productId !== undefined
}
