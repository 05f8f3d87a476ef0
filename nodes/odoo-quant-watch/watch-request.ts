import { SyncError } from '../../src/base/error/sync-error.ts'
import type { PollRequest } from '../../src/engine/watch/poll.ts'

/**
 * What a message asks of the watch: `{products: [ids or {productId}]}`, `{skus: [...]}`, `{everything: true}`; anything else
 * polls now. Throws MESSAGE_MALFORMED naming the field.
 */
export function requestOf(payload: unknown): PollRequest {
  if (typeof payload !== 'object' || payload === null) return { what: 'changes' }
  if ('products' in payload) return { what: 'products', productIds: idsOf(payload.products) }
  if ('skus' in payload) return { what: 'skus', skus: skusOf(payload.skus) }
  if ('compare' in payload && payload.compare === true) return { what: 'compare' }
  if ('everything' in payload && payload.everything === true) return { what: 'everything' }
  return { what: 'changes' }
}

function idsOf(products: unknown): number[] {
  if (!Array.isArray(products)) throw malformed('payload.products', 'must be a list of Odoo product ids')
  return products.map((product: unknown, index) => {
    const id: unknown = typeof product === 'object' && product !== null && 'productId' in product ? product.productId : product
    if (typeof id !== 'number' || !Number.isSafeInteger(id) || id < 1)
      throw malformed(`payload.products[${index}]`, 'must be an Odoo product id')
    return id
  })
}

function skusOf(skus: unknown): string[] {
  if (!Array.isArray(skus)) throw malformed('payload.skus', 'must be a list of SKUs')
  return skus.map((sku: unknown, index) => {
    if (typeof sku !== 'string' || sku === '') throw malformed(`payload.skus[${index}]`, 'must be a SKU')
    return sku
  })
}

function malformed(field: string, problem: string): SyncError {
  return new SyncError('MESSAGE_MALFORMED', { field, problem })
}
