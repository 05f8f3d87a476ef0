import { isPlainObject } from '../../base/plain-object.ts'
import { type BufferAmount, kinds, noAmount, ruleKinds } from './amounts.ts'

/** How long a file of buffer rules may be, in characters: room for 20,000 rules for products. Node-RED takes requests of up to 5 MB. */
export const bufferFileAtMost = 2_000_000

/** A product as a rule or a line names it. In a rule one of both is there; the id of the Odoo product goes before the SKU. */
export interface RuleProduct {
  readonly sku?: string
  readonly productId?: number
}

interface RulePlace {
  readonly locationId: string
  /** Name of the Shopify location, for people. */
  readonly location: string
}

/** All rules of a buffer node, from general to special; the most specific one that fits a line is used (requirement 4.2). */
export interface BufferRules {
  readonly default: BufferAmount
  readonly perLocation: readonly (BufferAmount & RulePlace)[]
  readonly perProduct: readonly (BufferAmount & RuleProduct)[]
  readonly perProductAtLocation: readonly (BufferAmount & RuleProduct & RulePlace)[]
}

/** One rule, whatever it is for; with neither product nor location it is for everywhere. */
export interface BufferRule extends BufferAmount, RuleProduct, Partial<RulePlace> {}

export const noRules: BufferRules = { default: noAmount, perLocation: [], perProduct: [], perProductAtLocation: [] }

/** Every rule in one list, from general to special. Keeping nothing back everywhere is no rule: it is what holds without one. */
export function ruleList(rules: BufferRules): BufferRule[] {
  return [
    ...(rules.default.kind === 'none' ? [] : [rules.default]),
    ...rules.perLocation,
    ...rules.perProduct,
    ...rules.perProductAtLocation,
  ]
}

/** The rules of a list by what they are for, each kind in the order of the list. */
export function listedRules(list: readonly BufferRule[]): BufferRules {
  const perLocation: BufferRules['perLocation'][number][] = []
  const perProduct: BufferRules['perProduct'][number][] = []
  const perProductAtLocation: BufferRules['perProductAtLocation'][number][] = []
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

/** The keys under which a product can have a rule, the more certain one first. */
export function productKeys(product: { readonly sku?: string | undefined; readonly productId?: number | undefined }): string[] {
  return [
    ...(product.productId === undefined ? [] : [`id ${product.productId}`]),
    ...(product.sku === undefined ? [] : [`sku ${product.sku}`]),
  ]
}

/** Key of a product at a Shopify location; either is empty for a rule that is not about one. */
export function keyAt(product: string, locationId: string): string {
  return `${product} at ${locationId}`
}

/** What a rule is for, as one text: two rules with the same one contradict each other. An id goes before a SKU. */
export function subjectOf(rule: Pick<BufferRule, 'sku' | 'productId' | 'locationId'>): string {
  return keyAt(productKeys(rule)[0] ?? '', rule.locationId ?? '')
}

export function ofProduct({ sku, productId }: RuleProduct): boolean {
  return sku !== undefined || productId !== undefined
}

/** How a flow spells a rule. Its amount is not yet known to make sense. */
export interface SpelledRule {
  readonly kind: unknown
  /** Absent where nothing is said. */
  readonly value?: unknown
  /** Where the amount stands. */
  readonly field: string
  /** What the rule says beside its amount. */
  readonly rest: Readonly<Record<string, unknown>>
}

/**
 * The amount of a rule of a flow: as the dialog writes it (`kind` and `value`), or by its name as in a flow that was written by
 * hand (`{ "units": 5 }`, `{ "sku": "A", "buffer": { "units": 5 } }`). Undefined when it says none, or several.
 */
export function spelledRule(rule: Readonly<Record<string, unknown>>): SpelledRule | undefined {
  if ('kind' in rule) {
    const { kind, value, ...rest } = rule
    return { kind, ...(value === undefined ? {} : { value }), field: 'value', rest }
  }
  const { buffer } = rule
  const inside = isPlainObject(buffer)
  const amounts = inside ? buffer : rule
  const [kind, ...others] = kinds.filter((one) => ruleKinds[one].name !== undefined && Object.hasOwn(amounts, ruleKinds[one].name))
  const name = kind && ruleKinds[kind].name
  if (name === undefined || others.length > 0 || (inside && Object.keys(buffer).length > 1)) return undefined
  const { [inside ? 'buffer' : name]: _amount, ...rest } = rule
  return { kind, value: amounts[name], field: inside ? `buffer.${name}` : name, rest }
}
