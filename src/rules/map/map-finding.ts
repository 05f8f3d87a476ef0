import type { Say, TextValues } from '../../base/text/say.ts'
import type { ShopifyLocation } from '../../ports/shopify/shopify.ts'

/** A stock.location as Odoo shows it. */
interface OdooLocationFact {
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

/** The findings that a check of the map can make; the sentences stand under `finding.map.<code>`. */
export type MapFindingCode =
  | 'undecided'
  | 'row-id-twice'
  | 'location-twice'
  | 'location-unknown'
  | 'location-inactive'
  | 'reason-missing'
  | 'source-missing'
  | 'source-twice'
  | 'source-excluded'
  | 'source-nested'
  | 'exclusion-outside'
  | 'source-unknown'
  | 'source-inactive'
  | 'source-other-company'
  | 'drop-ship-summed'
  | 'drop-ship-parent'
  | 'source-supplier'
  | 'overlap'
  | 'shared-differently'
  | 'share-and-full'
  | 'share-over'
  | 'share-under'
  | 'split-differs'
  | 'on-hand'
  | 'on-hand-shared'
  | 'basis-unstated'
  | 'basis-on-hand'
  | 'basis-differs'
  | 'demand-offered'
  | 'operation-unreserved'
  | 'stock-unmapped'
  | 'items-not-stocked'
  | 'maps-feed'
  | 'maps-feed-same'
  | 'maps-share'
  | 'maps-overlap'
  | 'maps-share-over'
  | 'maps-share-and-full'
  | 'maps-basis'
  | 'maps-stores'

/** Something that a person should mend or know. With `error` the map is not used, `warning` and `note` do not stop it. */
export interface MapFinding {
  readonly code: MapFindingCode
  readonly severity: 'error' | 'warning' | 'note'
  /** Id of the row; null when the finding is about no row. */
  readonly row: string | null
  /** Name of the Shopify location (of the Odoo location for `stock-unmapped`), to find the row by. */
  readonly location: string
  readonly text: string
  readonly cure: string
}

/** Makes a finding with its sentences; `__location__` is filled in besides the given values. */
export function finding(
  say: Say,
  severity: MapFinding['severity'],
  code: MapFindingCode,
  at: { readonly row: string | null; readonly location: string },
  values: TextValues = {},
): MapFinding {
  const spoken = { location: at.location, ...values }
  return {
    code,
    severity,
    row: at.row,
    location: at.location,
    text: say(`finding.map.${code}.text`, spoken),
    cure: say(`finding.map.${code}.cure`, spoken),
  }
}
