import type { ItemToMatch, ProductToRead, RetryTakers } from '../../src/engine/jobs/retry-jobs.ts'
import { signals } from '../kit/signals.ts'

/**
 * Tells the failed-job-store nodes of a sync-store that jobs were retried, or that products are linked now. Where none of
 * them is wired, the watches that use the store are told themselves. Returns how many take the products.
 */
export function tellRetry(storeId: string, products: readonly ProductToRead[]): number {
  const handOn = signals.productsRetried.tell(storeId, products)
  if (handOn > 0) return handOn
  return products.length > 0 ? signals.productsToRead.tell(storeId, products) : signals.productsToRead.able(storeId)
}

/** Tells the product-link nodes of a sync-store that items are to be matched again. */
export function tellMatch(storeId: string, items: readonly ItemToMatch[]): void {
  if (items.length > 0) signals.itemsToMatch.tell(storeId, items)
}

/** Who would take up a retry at this moment. */
export function retryTakers(storeId: string): RetryTakers {
  return {
    products: signals.productsRetried.able(storeId) + signals.productsToRead.able(storeId) > 0,
    items: signals.itemsToMatch.able(storeId) > 0,
  }
}

/** A failed-job-store hears of products until the returned function is called; `leads` tells whether it can hand them on. */
export function onRetry(storeId: string, hear: (products: readonly ProductToRead[]) => void, leads?: () => boolean): () => void {
  return signals.productsRetried.hear(storeId, hear, leads)
}

/** A watch hears of products that no failed-job-store hands on. */
export function onReread(storeId: string, hear: (products: readonly ProductToRead[]) => void): () => void {
  return signals.productsToRead.hear(storeId, hear)
}

/** A product-link hears of items to be matched again. */
export function onRematch(storeId: string, hear: (items: readonly ItemToMatch[]) => void): () => void {
  return signals.itemsToMatch.hear(storeId, hear)
}
