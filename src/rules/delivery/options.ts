/** How a shop's levels are delivered. Every duration is in milliseconds. */
export interface DeliveryOptions {
  /** `overwrite` writes the very first value of a level without comparing: for an opening load under freeze only. */
  readonly firstWrite: 'compare' | 'overwrite'
  /** What becomes of an increase at Shopify that we did not make: replaced with an alert, or left for a person. */
  readonly editPolicy: 'overwrite' | 'leave'
  /**
   * How Odoo learns of Shopify's orders. `named`: through this package, order by order. `unnamed`: through something
   * else; then a rise of what Odoo has reserved is taken as the reservation of a sale seen in Shopify.
   */
  readonly orders: 'named' | 'unnamed'
  /** After this time an unnamed hold ends whatever Odoo shows. */
  readonly holdFor: number
  /** Failed tries of a shop before a job is raised; trying goes on at the slowest pace. */
  readonly maxAttempts: number
  readonly backoff: { readonly base: number; readonly cap: number }
  /** At most 250 (shopify-facts 1.4). */
  readonly batchSize: number
  /** A key is not sent again after this time; Shopify keeps it for 24 hours (shopify-facts 1.3). */
  readonly keyLife: number
  readonly breaker: BreakerLimits
}

/** Shares are between 0 and 1; 0 switches the limit off (requirement 7.8). */
export interface BreakerLimits {
  /** Share of the known levels of a location that may be set to zero within the window. */
  readonly zeroShare: number
  /** Share of the known levels of a location that may be changed within the window. */
  readonly changeShare: number
  /** Fewer levels than this never trip it. */
  readonly minimum: number
  /** How long changes are counted together. */
  readonly window: number
}

export const defaultDeliveryOptions: DeliveryOptions = {
  firstWrite: 'compare',
  editPolicy: 'overwrite',
  orders: 'unnamed',
  holdFor: 60 * 60_000,
  maxAttempts: 8,
  backoff: { base: 500, cap: 60_000 },
  batchSize: 250,
  keyLife: 23 * 3_600_000,
  breaker: { zeroShare: 0.3, changeShare: 0, minimum: 20, window: 10 * 60_000 },
}
