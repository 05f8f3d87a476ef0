import { mostSalesDays } from '../../src/buffer/buffer-rules.ts'
import type { RuleKind } from '../../src/buffer/file/rule-kind.ts'

/** What is kept back: nothing, a number of units, a percentage of what Odoo can ship, or the sales of a number of days. */
export type BufferKind = RuleKind

export interface BufferAmount {
  readonly kind: BufferKind
  readonly value: number
}

export interface AtLocation extends BufferAmount {
  readonly locationId: string
  readonly location: string
}

/** One of both is there; the id of the Odoo product goes before the SKU. */
export interface OfProduct extends BufferAmount {
  readonly sku?: string
  readonly productId?: number
}

export type OfProductAtLocation = OfProduct & AtLocation

/** The rules of a buffer node; the most specific one that fits a line decides (requirement 4.2). */
export interface BufferRules {
  readonly default: BufferAmount
  readonly perLocation: readonly AtLocation[]
  readonly perProduct: readonly OfProduct[]
  readonly perProductAtLocation: readonly OfProductAtLocation[]
}

export type BufferComplaint = 'amount' | 'percent' | 'days' | 'sku' | 'location'

/** What is wrong with the rules, or null. */
export function complaintAbout(rules: BufferRules): BufferComplaint | null {
  for (const amount of amountsOf(rules)) {
    const complaint = complaintAboutAmount(amount)
    if (complaint !== null) return complaint
  }
  if ([...rules.perProduct, ...rules.perProductAtLocation].some(namesNoProduct)) return 'sku'
  if ([...rules.perLocation, ...rules.perProductAtLocation].some((rule) => rule.locationId === '')) return 'location'
  return null
}

/** What is wrong with one amount, or null. */
export function complaintAboutAmount({ kind, value }: BufferAmount): 'amount' | 'percent' | 'days' | null {
  if (kind === 'none') return null
  if (!Number.isFinite(value) || value < 0) return 'amount'
  if (kind === 'percent' && value > 100) return 'percent'
  return kind === 'sales' && value > mostSalesDays ? 'days' : null
}

/** What two rules are for, in words; null when every rule is for something of its own. The running node refuses such rules. */
export function namedTwice({ perLocation, perProduct, perProductAtLocation }: BufferRules): string | null {
  const seen = new Set<string>()
  const names = [
    ...perLocation.map(({ locationId, location }) => ({ key: locationId, name: location || locationId })),
    ...perProduct.map((rule) => ({ key: productOf(rule), name: productOf(rule) })),
    ...perProductAtLocation.map((rule) => {
      const product = productOf(rule)
      return { key: `${product} at ${rule.locationId}`, name: `${product}, ${rule.location || rule.locationId}` }
    }),
  ]
  return names.find(({ key }) => seen.size === seen.add(key).size)?.name ?? null
}

/** Whether any rule goes by recent sales, for which Odoo must be asked. */
export function goesBySales(rules: BufferRules): boolean {
  return amountsOf(rules).some(({ kind }) => kind === 'sales')
}

function amountsOf({ default: everywhere, perLocation, perProduct, perProductAtLocation }: BufferRules): BufferAmount[] {
  return [everywhere, ...perLocation, ...perProduct, ...perProductAtLocation]
}

function productOf({ sku = '', productId }: OfProduct): string {
  return productId === undefined ? sku : `#${productId}`
}

function namesNoProduct({ sku = '', productId }: OfProduct): boolean {
  return sku.trim() === '' && productId === undefined
}
