import type { LevelLine } from '../../base/messages/level.ts'
import type { Buffer } from './buffer-rules.ts'
import type { FieldBuffers } from './buffer-facts.ts'
import { at, productKeys } from './product-keys.ts'
import type { ReadyBuffer } from './ready-buffer.ts'

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
  readonly buffer: Buffer | undefined
}

/**
 * The most specific rule wins: product at location, product, location, default; an id goes before a SKU, and a rule of the
 * node before what the product states in Odoo.
 */
export function findBuffer(rules: ReadyBuffer, subject: BufferSubject): FoundBuffer {
  const keys = productKeys(subject)
  for (const key of keys) {
    const buffer = rules.perProductAtLocation.get(at(key, subject.locationId) ?? '')
    if (buffer !== undefined) return { rule: 'product-at-location', buffer }
  }
  for (const key of keys) {
    const buffer = rules.perProduct.get(key)
    if (buffer !== undefined) return { rule: 'product', buffer }
  }
  if (subject.stated !== undefined) return { rule: 'product', buffer: { units: subject.stated } }
  const atLocation = rules.perLocation.get(subject.locationId)
  if (atLocation !== undefined) return { rule: 'location', buffer: atLocation }
  return { rule: rules.default === undefined ? 'none' : 'default', buffer: rules.default }
}

/** The rule for a line. Its SKU is Odoo's, the variant's where Odoo has none. */
export function findBufferOf(rules: ReadyBuffer, line: LevelLine, stated: FieldBuffers): FoundBuffer {
  const { productId, sku = line.shopify.sku } = line.odoo
  return findBuffer(rules, { productId, sku, locationId: line.shopify.locationId, stated: stated.get(productId) })
}
