/** What left one Odoo location for customers. */
export interface Shipment {
  readonly locationId: number
  readonly quantity: number
}

/** Where goods left from. */
export interface ShippingPlace {
  /** Ids from the root of the location tree down to this location. */
  readonly path: readonly number[]
  readonly warehouseId: number | undefined
  /** Whether it lies in the stock of its warehouse, and not in a place that goods pass on their way out (Output, Packing). */
  readonly inStock: boolean
}

/** What customers were sent in the last days. */
export interface RecentSales {
  readonly days: number
  readonly shipments: ReadonlyMap<number, readonly Shipment[]>
  /** By location: those of the shipments, and the sources of the lines that the sales were read for. */
  readonly places: ReadonlyMap<number, ShippingPlace>
}

/** Nothing sent in so many days. */
export const noSales = (days: number): RecentSales => ({ days, shipments: new Map(), places: new Map() })
