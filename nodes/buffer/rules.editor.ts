/** What is kept back: nothing, a number of units, a percentage of what Odoo can ship, or the sales of a number of days. */
export type BufferKind = 'none' | 'fixed' | 'percent' | 'sales'

export interface BufferAmount {
  readonly kind: BufferKind
  readonly value: number
}

export interface AtLocation extends BufferAmount {
  readonly locationId: string
  readonly location: string
}

export interface OfProduct extends BufferAmount {
  readonly sku: string
}

export type OfProductAtLocation = OfProduct & AtLocation

/** The rules of a buffer node; the most specific one that fits a line decides (requirement 4.2). */
export interface BufferRules {
  readonly default: BufferAmount
  readonly perLocation: readonly AtLocation[]
  readonly perProduct: readonly OfProduct[]
  readonly perProductAtLocation: readonly OfProductAtLocation[]
}

export type BufferComplaint = 'amount' | 'percent' | 'sku' | 'location'

/** What is wrong with the rules, or null. */
export function complaintAbout(rules: BufferRules): BufferComplaint | null {
  const amounts: readonly BufferAmount[] = [rules.default, ...rules.perLocation, ...rules.perProduct, ...rules.perProductAtLocation]
  for (const { kind, value } of amounts) {
    if (kind === 'none') continue
    if (!Number.isFinite(value) || value < 0) return 'amount'
    if (kind === 'percent' && value > 100) return 'percent'
  }
  if ([...rules.perProduct, ...rules.perProductAtLocation].some((rule) => rule.sku.trim() === '')) return 'sku'
  if ([...rules.perLocation, ...rules.perProductAtLocation].some((rule) => rule.locationId === '')) return 'location'
  return null
}
