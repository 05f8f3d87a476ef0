import type { Hold } from './hold.ts'
import type { OdooProduct } from '../../base/messages/odoo-product.ts'
import type { QuantityName, ShopifyTarget } from '../../base/messages/level.ts'
import type { TraceStep } from '../../base/messages/trace.ts'

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
  /** May be sold by Odoo's account: after buffer, floored, never negative; holds are not subtracted yet. */
  readonly quantity: number
  /**
   * Units that Odoo knows to be sold: reserved for orders, owed without a reservation where the basis of the line takes them off, or,
   * where the line counts it, sent.
   */
  readonly reserved: number
  /** Of these, the ones that are owed without a reservation; absent where the basis does not take them off. */
  readonly demand?: number
  /** Of these, the ones that were sent; absent where the line does not count them. */
  readonly sent?: number
  /** How that is counted; figures that are counted in another way are not compared. Absent where the line does not count. */
  readonly counted?: string
  readonly free: number
  readonly quantityName: QuantityName
  readonly pool: string
  readonly odoo: OdooProduct
  readonly shopify: ShopifyTarget & { readonly inventoryItemId: string }
  readonly trace: readonly TraceStep[]
  /** Clock time at which a difference first began to wait; for the age of the queue. */
  readonly since: number
  /** The node that asked, so that it is the one that tells what became of it. */
  readonly via: string
}

/**
 * What a reading of Shopify told beside `available`: evidence of what has been carried out (SPEC.md). Absent where `on_hand` is
 * written, and where nothing was read yet.
 */
export interface Figures {
  /** A write of `available` moves it by as much; a sale does not (shopify-facts 1.7). */
  readonly onHand: number
  /** Units of orders that are not sent, and of drafts and transfers; absent when not told. */
  readonly committed?: number
  /** When `available` last changed, by Shopify's clock, in milliseconds since 1970; absent when not told, and after our own write. */
  readonly changedAt?: number
}

/** The last value that a successful compare proved, and what Odoo had reserved in the picture of that moment. */
export interface Confirmed {
  readonly quantity: number
  /**
   * How much of what Odoo has reserved explains what Shopify shows: a mark up to which reservations are counted, and not a
   * reading. It moves with what was counted, and falls when Odoo has less reserved.
   */
  readonly reserved: number
  readonly at: number
  /** As last read, and moved by what was written since. */
  readonly figures?: Figures
}

/** A value read from Shopify and not yet proved by a compare. */
export interface Observed {
  readonly quantity: number
  readonly at: number
  /** Place in the order of readings when it was read: pictures after it can end a hold that it opens. */
  readonly asOf: number
  /** Set when an answer had been lost: the write that may or may not have been carried out before this reading. */
  readonly maybe: Sent | null
  readonly figures?: Figures
  /** The batch of `maybe` was not carried out: another row of it proves that. */
  readonly disproved?: boolean
}

/** Why the level must be read from Shopify before it can be written; `sold` are units that it was seen to sell before, absent when none. */
export type Doubt =
  /** Never seen before. */
  | { readonly kind: 'unknown' }
  /** Shopify said that the compared value no longer holds; our write was not carried out. */
  | { readonly kind: 'stale'; readonly sold?: number }
  /** An answer was lost and could not be settled by its key: the write may have been carried out. */
  | { readonly kind: 'lost'; readonly sent: Sent; readonly sold?: number }

/** What the batch in flight carries for this level, so that its answer can be understood. */
export interface Sent {
  readonly batch: string
  readonly asOf: number
  readonly reserved: number
  readonly compare: number | null
  readonly target: number
  /** Units held back in `target`, all holds together. */
  readonly held: number
  /** Units of an unexplained decrease that become an unnamed hold when the compare proves it. */
  readonly newHold: number
  /** Units of `newHold` that may be no sale; absent when none. */
  readonly doubtful?: number
  /** Place in the order of readings of the observation behind `newHold`. */
  readonly observedAsOf: number
  /** How much of each named hold this reading has shown as a decrease. */
  readonly seen: readonly { readonly hold: string; readonly quantity: number }[]
  /** An increase at Shopify that nobody explained and that this write replaces; 0 when none. */
  readonly edited: number
  /** Units that are back in stock in Shopify and had been sold there: an increase, but no edit; absent when none. */
  readonly restocked?: number
  /** Units by which the level had fallen since it was last proved: sales, whoever explains them; absent when none. */
  readonly sold?: number
  /** Units of cancelled orders that are back in Shopify: so many held units end when the compare proves it; absent when none. */
  readonly cancelled?: number
  /** Newly reserved units that explain no sale here, and end holds that may be none when the compare proves it; absent when none. */
  readonly free?: number
  /** Units that Odoo has newly reserved and that explain sales in this write, so that they end no hold meanwhile; absent when none. */
  readonly spent?: number
  /** Beside the compared value, as it was then. */
  readonly base?: Figures
  /** The write before this one, when nobody knew yet whether it had been carried out. */
  readonly before?: Sent
}

/**
 * A step of an approved plan that waits for this level. `plan`: written only if that is still what is right and Shopify
 * still shows `from`; `now`: whatever is right now; `back`: `to` is restored if Shopify still shows `from`.
 */
export interface PlanStep {
  readonly plan: string
  readonly way: 'plan' | 'now' | 'back'
  readonly from: number
  readonly to: number
  /** The newest picture known when it was ordered. */
  readonly asOf: number
}

/** Units sold at a level: since the time `since` (ms), and in the month before that time. */
export interface SoldLately {
  readonly since: number
  readonly units: number
  readonly earlier: number
}

/** One level as the store keeps it. */
export interface LevelRecord extends LevelKey {
  readonly state: LevelState
  readonly wanted: Wanted | null
  readonly confirmed: Confirmed | null
  readonly observed: Observed | null
  /** Null when the level can be written without reading it first. */
  readonly doubt: Doubt | null
  /** Decreases and stock-outs go first (requirement 7.5). */
  readonly urgent: boolean
  /** Tries since the last success that came back for a fresh look. */
  readonly attempts: number
  /** Clock time before which the level is not tried again; 0 is at once, wherever the clock jumps. */
  readonly due: number
  /** Set while `sending`. */
  readonly sent: Sent | null
  /** Rows of one cohort are only batched with each other: how a refused batch without an index is bisected. */
  readonly cohort: string | null
  /** Absent when no plan wants anything of it. */
  readonly step?: PlanStep
  /** Pictures up to this place are not delivered: a plan left the level alone, or it was rolled back. */
  readonly rest?: number
  /** The window of its location (by its beginning) in which the circuit breaker counts this level, and whether it was set to zero. */
  readonly counted?: { readonly run: number; readonly zeroed: boolean }
  /** What was sold here lately and may come back into stock; absent when nothing was. */
  readonly soldLately?: SoldLately
  /** The number of Odoo beside which an edit was left; absent when none is left. */
  readonly left?: number
  /** Holds that ended because as many units came back in Shopify: had Odoo the order already, they count again. Absent when none. */
  readonly cancelled?: readonly Hold[]
  /** Units that Odoo has released since Shopify was last proved: an order that it knew was cancelled; absent when none. */
  readonly released?: number
  /** Code of the last failure, for status and for "why is this number?". */
  readonly failure: string | null
}
