/**
 * The figures of Shopify's query cost, as fitted to live recordings (shopify-facts 2.1). What is not named here costs
 * one point for an object and nothing for a leaf.
 */
export const freeTypes: ReadonlySet<string> = new Set([
  'PageInfo',
  'MoneyV2',
  'MoneyBag',
  'Weight',
  'InventoryItemMeasurement',
  'LocationAddress',
])

/** Points of a mutation, before what it selects below its payload. */
export const mutationCost = 10

/** Mutations that cost something else. */
export const specialMutationCost: Readonly<Record<string, number>> = {
  stagedUploadsCreate: 11,
  fulfillmentTrackingInfoUpdate: 50,
  refundCreate: 20,
  orderCapture: 20,
}

/** Points of a `…Count` field at the root of a query. */
export const rootCountCost = 10

/** Leaves that are not free. */
export const dearLeaves: ReadonlySet<string> = new Set(['Location.hasUnfulfilledOrders'])

/** A query that costs more than this is refused. */
export const maximumQueryCost = 1000

/** How often a connection of `size` counts what one node costs: M(n) of the paper. */
export function connectionFactor(size: number): number {
  return Math.floor(2 * Math.log(Math.max(2, size)))
}

/** Points of a connection before its nodes. */
export const connectionBase = 2
