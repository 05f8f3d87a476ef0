import type { OdooProduct } from '../line/odoo-product.ts'
import type { QuantityName, ShopifyTarget } from '../line/level.ts'
import type { TraceStep } from '../line/trace.ts'

/** Identity of a level: one inventory item at one Shopify location of one shop. */
export interface LevelKey {
  readonly shop: string
  readonly inventoryItemId: string
  readonly locationId: string
}

/** Where a level stands; SPEC.md has the transition table. */
export type LevelState = 'settled' | 'waiting' | 'sending' | 'failed'

/** What Odoo wants the level to be, by the newest picture. */
export interface Wanted {
  readonly asOf: number
  readonly readAt: string
  /** May be sold by Odoo's account: after buffer, floored, not below zero; holds are not subtracted yet. */
  readonly quantity: number
  readonly reserved: number
  readonly free: number
  readonly quantityName: QuantityName
  readonly pool: string
  readonly odoo: OdooProduct
  readonly shopify: ShopifyTarget & { readonly inventoryItemId: string }
  readonly trace: readonly TraceStep[]
  /** Clock time at which a difference first began to wait; for the age of the queue. */
  readonly since: number
}

/** The last value that a successful compare proved, and what Odoo had reserved in the picture of that moment. */
export interface Confirmed {
  readonly quantity: number
  readonly reserved: number
  readonly at: number
}

/** A value read from Shopify and not yet proved by a compare. */
export interface Observed {
  readonly quantity: number
  readonly at: number
  /**
   * Values of `confirmed` that are possible when an answer was lost and could not be settled; the engine then takes
   * the explanation that sells least.
   */
  readonly ambiguousWith?: number
}

/** One level as the store keeps it. */
export interface LevelRecord extends LevelKey {
  readonly state: LevelState
  readonly wanted: Wanted | null
  readonly confirmed: Confirmed | null
  readonly observed: Observed | null
  /** Decreases and stock-outs go first (requirement 7.5). */
  readonly urgent: boolean
  readonly attempts: number
  /** Clock time before which the level is not tried again. */
  readonly due: number
  /** Key of the batch that carries the level while `sending`. */
  readonly batch: string | null
  /** Rows of one cohort are only batched with each other: how a refused batch without an index is bisected. */
  readonly cohort: string | null
  /** Last failure, for status and for "why is this number?". */
  readonly failure: string | null
}
