import { SyncError } from '../../base/error/sync-error.ts'

/** Shopify refuses anything beyond (shopify-facts 1.5). */
const largestQuantity = 1_000_000_000

/** Sums of Odoo's decimals carry binary noise (94.99999999999999); this is far below its finest precision. */
const noise = 1e-6

/**
 * Whole units that may be sold: floored, never below zero (requirement 4.1).
 * Throws QUANTITY_INVALID for what is no number or beyond Shopify's limit.
 */
export function wholeUnits(quantity: number): number {
  if (!Number.isFinite(quantity) || quantity > largestQuantity) throw new SyncError('QUANTITY_INVALID', { quantity: String(quantity) })
  return Math.max(0, Math.floor(quantity + noise))
}
