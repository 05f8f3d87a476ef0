import type { LevelKey } from './level-record.ts'

/**
 * Units sold in Shopify that Odoo has not reserved yet, kept back from what is pushed (requirement 4.3).
 * With `order` it is a named hold and ends for pictures read after the reservation; without, it is unnamed.
 */
export interface Hold extends LevelKey {
  readonly id: string
  readonly pool: string
  readonly order: string | null
  readonly quantity: number
  /** Of a named hold: how much of it was already seen as a decrease in Shopify. */
  readonly seen: number
  /** Place in the order of readings when the hold was opened. */
  readonly asOf: number
  /** Of a named hold: place in the order of readings when Odoo confirmed the reservation; null before. */
  readonly reservedAsOf: number | null
  readonly openedAt: number
  /** Clock time at which an unnamed hold ends whatever Odoo shows; null for named ones. */
  readonly expiresAt: number | null
  /** Set on an unnamed hold that may be no sale: reservations end the others first, so that an error is not handed on. */
  readonly doubtful?: true
}
