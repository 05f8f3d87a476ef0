import type { ShopifyLocation } from '../../ports/shopify/shopify.ts'

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

/** A kind of delivery that does not reserve when an order is confirmed. */
export interface LateOperation {
  /** With the name of its warehouse, as Odoo shows it: "Texas: Delivery Orders". */
  readonly operation: string
  /** Reserved by hand, or some days before the date that the delivery is planned for. */
  readonly method: 'manual' | 'by_date'
  readonly days: number
  /** Ids from the root down to the stock that it takes goods from. */
  readonly path: readonly number[]
}

/** What is known of both systems when a map is checked; what is absent is not checked. */
export interface MapFacts {
  /** Operation types of Odoo that do not reserve when an order is confirmed. */
  readonly operations?: readonly LateOperation[]
  readonly odoo?: readonly OdooLocationFact[]
  readonly shopify?: readonly Pick<ShopifyLocation, 'id' | 'name' | 'active'>[]
  /** How many linked items have no level at a Shopify location, as the last match of product-link found. */
  readonly notStocked?: readonly { readonly locationId: string; readonly count: number }[]
}
