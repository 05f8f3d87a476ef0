/** A product made for the scenarios. */
export interface MadeProduct {
  readonly productId: number
  readonly sku: string
}

/** Something that is done now and committed late. */
export type LateChange = {
  readonly product: MadeProduct
  readonly quantity: number
  /** How long the transaction stays open, in seconds of the server's clock. */
  readonly seconds: number
} & ({ readonly what: 'count'; readonly place: string } | { readonly what: 'sale'; readonly warehouse: string })

/**
 * What people do in Odoo, each by one or a few transactions, through whatever the server offers. Places are complete names
 * of locations, warehouses are named by their code. Every method throws when Odoo refuses or only opens a window.
 */
export interface BackOffice {
  /** Warehouses, quarantine and transit are there afterwards; what is there already stays as it is. */
  furnish(): Promise<void>
  /** A new product; `parts` make it a kit or a product that is manufactured. */
  makeProduct(
    sku: string,
    parts?: { readonly type: 'kit' | 'manufactured'; readonly of: ReadonlyMap<MadeProduct, number> },
  ): Promise<MadeProduct>
  receive(product: MadeProduct, place: string, quantity: number): Promise<void>
  move(product: MadeProduct, from: string, to: string, quantity: number): Promise<void>
  count(product: MadeProduct, place: string, quantity: number): Promise<void>
  scrap(product: MadeProduct, place: string, quantity: number): Promise<void>
  manufacture(product: MadeProduct, place: string, quantity: number): Promise<void>
  /** Confirms a sale order, to be sent in so many days; answers its id. */
  sell(warehouse: string, product: MadeProduct, quantity: number, days?: number): Promise<number>
  /** A quotation that nobody has confirmed. */
  quote(warehouse: string, product: MadeProduct, quantity: number): Promise<number>
  /** Another quantity in the order of the product. */
  reorder(order: number, quantity: number): Promise<void>
  cancel(order: number): Promise<void>
  /** Validates the open delivery of the order, or so many of each product and leaves the rest in a backorder. */
  deliver(order: number, quantity?: number): Promise<void>
  /** When the deliveries of a warehouse reserve; `days` before the date they are planned for. */
  setReservation(warehouse: string, method: 'at_confirm' | 'manual' | 'by_date', days?: number): Promise<void>
  /** In how many steps a warehouse delivers. */
  setSteps(warehouse: string, steps: 'ship_only' | 'pick_ship' | 'pick_pack_ship'): Promise<void>
  /** Reserves what is there for the open transfers of the order, or gives it back. */
  reserve(order: number): Promise<void>
  unreserve(order: number): Promise<void>
  /** Validates the open picking of the order, or so many of it. */
  pick(order: number, quantity?: number): Promise<void>
  takeBack(order: number, quantity: number, place: string): Promise<void>
  /** What opening Inventory > Physical Inventory does: duplicates are merged and rows of zero deleted (odoo-facts 2). */
  cleanUp(): Promise<void>
  /** Does something in a transaction that stays open; `meanwhile` runs again and again until it is committed. */
  late(change: LateChange, meanwhile: () => Promise<void>): Promise<void>
  setActive(product: MadeProduct, active: boolean): Promise<void>
  /** What Odoo itself says is to leave a place and everything below, reserved or not. */
  promised(product: MadeProduct, place: string): Promise<number>
  /** What Odoo itself says is free of a product at a place and below; also of kits. */
  free(product: MadeProduct, place: string): Promise<number>
}
