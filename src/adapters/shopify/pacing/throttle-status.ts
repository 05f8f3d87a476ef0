/** What Shopify says about a bucket in `extensions.cost.throttleStatus`, in points and points a second (shopify-facts 2). */
export interface ThrottleStatus {
  readonly maximumAvailable: number
  readonly currentlyAvailable: number
  readonly restoreRate: number
}

/** What Shopify says that a call cost: charged in front, and what of it was kept. */
export interface CallCost {
  readonly requested: number
  /** Null when the call was not carried out. */
  readonly actual: number | null
  readonly status: ThrottleStatus
}
