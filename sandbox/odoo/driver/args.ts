/** A product by its SKU (default_code; the first one that has it) or its id. */
export type ProductRef = string | number
/** A location by its complete name, e.g. 'NJ/Stock/Saleable', or its id. */
export type LocationRef = string | number

/** Runs inside a transaction that `begin` opened, instead of in one of its own. */
export interface Within {
  readonly transaction?: number
}

export interface StockArgs extends Within {
  readonly product: ProductRef
  readonly location: LocationRef
  readonly quantity: number
}

export interface TransferArgs extends Within {
  readonly product: ProductRef
  readonly from: LocationRef
  readonly to: LocationRef
  readonly quantity: number
}

export interface OrderLineArgs {
  readonly product: ProductRef
  readonly quantity: number
}

export interface SellArgs extends Within {
  /** Code of the warehouse, e.g. 'NJ'. */
  readonly warehouse: string
  readonly lines: readonly OrderLineArgs[]
  /** client_order_ref */
  readonly reference?: string
}

export interface ReservationArgs extends Within {
  /** Code of the warehouse. */
  readonly warehouse: string
  readonly method: 'at_confirm' | 'manual' | 'by_date'
  /** So many days before the scheduled date. */
  readonly days?: number
}

/** An order by its id or its name, e.g. 'S00001'. */
export type OrderRef = string | number

export interface OrderArgs extends Within {
  readonly order: OrderRef
}

export interface ChangeLineArgs extends OrderArgs {
  readonly product: ProductRef
  readonly quantity: number
}

export interface DeliverArgs extends OrderArgs {
  /** What to deliver; everything that is reserved when absent. The rest stays in a backorder. */
  readonly lines?: readonly OrderLineArgs[]
  readonly trackingRef?: string
}

export interface ReturnArgs extends OrderArgs {
  readonly product: ProductRef
  readonly quantity: number
  /** Where the goods go, e.g. 'NJ/Stock/Quarantine'. */
  readonly to: LocationRef
}

export interface ProductArgs extends Within {
  readonly product: ProductRef
}

export interface NewProductArgs extends Within {
  readonly name: string
  readonly sku?: string
  readonly barcode?: string
}

export interface NewLocationArgs extends Within {
  readonly name: string
  readonly parent: LocationRef
}
