import type { ShopifyLocation } from '../shopify/shopify.ts'

/** A stock.location as Odoo shows it. */
export interface OdooLocationFact {
  readonly locationId: number
  readonly location: string
  /** Ids from the root down to the location itself. */
  readonly path: readonly number[]
  readonly active: boolean
  /** What kind of location it is, when that is known: at `supplier` no stock is counted. */
  readonly usage?: string
  /** Null: shared by all companies. */
  readonly companyId: number | null
}

/** What is known of both systems when a map is checked; what is absent is not checked. */
export interface MapFacts {
  readonly odoo?: readonly OdooLocationFact[]
  readonly shopify?: readonly Pick<ShopifyLocation, 'id' | 'name' | 'active'>[]
  /** How many linked items have no level at a Shopify location, as the last match of product-link found. */
  readonly notStocked?: readonly { readonly locationId: string; readonly count: number }[]
}
