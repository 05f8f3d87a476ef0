import type { LevelLine } from '../../base/messages/level.ts'
import { noSales, type RecentSales } from '../sales/recent-sales.ts'
import type { BufferAmount } from './amounts.ts'
import { type BufferRule, keyAt, productKeys, ruleList, subjectOf } from './buffer-rules.ts'
import { soundRules } from './read-rules.ts'

/** What a field of the products in Odoo states: units kept back by product id. Who states nothing, zero or less is not in it. */
export type FieldBuffers = ReadonlyMap<number, number>

export const noFieldBuffers: FieldBuffers = new Map()

/** What a buffer goes by beside its rules. */
export interface BufferFacts {
  /** What the products state in a field in Odoo. */
  readonly stated: FieldBuffers
  readonly sales: RecentSales
}

export const noBufferFacts: BufferFacts = { stated: noFieldBuffers, sales: noSales(1) }

/** Checked rules, with look-ups made once for all lines. */
export interface ReadyBuffer {
  readonly default: BufferAmount | undefined
  readonly perLocation: ReadonlyMap<string, BufferAmount>
  readonly perProduct: ReadonlyMap<string, BufferAmount>
  readonly perProductAtLocation: ReadonlyMap<string, BufferAmount>
  /** Whether any rule keeps days of sales back, so that sales must be read. */
  readonly bySales: boolean
}

/** Checks the buffer rules of a node's settings and makes them ready. Throws BUFFER_RULE_INVALID with the field in words. */
export function readyBuffer(settings: unknown): ReadyBuffer {
  const rules = soundRules(settings)
  const productKey = (rule: BufferRule): string => productKeys(rule)[0] ?? ''
  return {
    bySales: ruleList(rules).some(({ kind }) => kind === 'sales'),
    default: rules.default.kind === 'none' ? undefined : rules.default,
    perLocation: new Map(rules.perLocation.map((rule) => [rule.locationId, amountOf(rule)])),
    perProduct: new Map(rules.perProduct.map((rule) => [productKey(rule), amountOf(rule)])),
    perProductAtLocation: new Map(rules.perProductAtLocation.map((rule) => [subjectOf(rule), amountOf(rule)])),
  }
}

function amountOf({ kind, value }: BufferRule): BufferAmount {
  return { kind, value }
}

/** What a buffer is looked up for. */
export interface BufferSubject {
  readonly productId?: number | undefined
  readonly sku?: string | undefined
  readonly locationId: string
  /** Units that the product itself states in Odoo. */
  readonly stated?: number | undefined
}

/** Which rule holds, for people; `none` when no rule fits. */
export interface FoundBuffer {
  readonly rule: 'product-at-location' | 'product' | 'location' | 'default' | 'none'
  readonly buffer: BufferAmount | undefined
}

/**
 * The most specific rule wins: product at location, product, location, default; an id goes before a SKU, and a rule of the
 * node before what the product states in Odoo.
 */
export function findBuffer(rules: ReadyBuffer, subject: BufferSubject): FoundBuffer {
  const keys = productKeys(subject)
  for (const key of keys) {
    const buffer = rules.perProductAtLocation.get(keyAt(key, subject.locationId))
    if (buffer !== undefined) return { rule: 'product-at-location', buffer }
  }
  for (const key of keys) {
    const buffer = rules.perProduct.get(key)
    if (buffer !== undefined) return { rule: 'product', buffer }
  }
  if (subject.stated !== undefined) return { rule: 'product', buffer: { kind: 'fixed', value: subject.stated } }
  const atLocation = rules.perLocation.get(subject.locationId)
  if (atLocation !== undefined) return { rule: 'location', buffer: atLocation }
  return { rule: rules.default === undefined ? 'none' : 'default', buffer: rules.default }
}

/** The rule for a line. Its SKU is Odoo's, the variant's where Odoo has none. */
export function findBufferOf(rules: ReadyBuffer, line: LevelLine, stated: FieldBuffers): FoundBuffer {
  const { productId, sku = line.shopify.sku } = line.odoo
  return findBuffer(rules, { productId, sku, locationId: line.shopify.locationId, stated: stated.get(productId) })
}
