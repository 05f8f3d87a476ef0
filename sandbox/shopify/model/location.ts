/** A place that holds stock. Locations have no sub-locations. */
export interface Location {
  readonly id: string
  readonly name: string
  readonly active: boolean
  /** Run by an app; hidden from `locations` unless `includeLegacy` is given (shopify-facts 7). */
  readonly fulfillmentService: boolean
  /** The number in the ids of its levels: not the location's own, the same for every item (shopify-facts 1.8). */
  readonly levelNumber: number
  readonly createdAt: number
  readonly updatedAt: number
}

/** A location to be created. */
export interface NewLocation {
  /** Global id; the next free one when absent. */
  readonly id?: string
  readonly name: string
  readonly active?: boolean
  readonly fulfillmentService?: boolean
}
