/** A quantity that we wrote, as the audit trail keeps it; it survives a restart. */
export interface OwnWrite {
  readonly quantity: number
  /** When our write was confirmed, by our clock, in milliseconds. */
  readonly at: number
}

/** A quantity that the other system tells to be there now. */
export interface ToldLevel {
  readonly quantity: number
  /** When it came to be, by the clock of the other system, in milliseconds. */
  readonly at: number
}

/**
 * How far the clocks of two systems may be apart, and a notice behind the write that it is about. Shopify names no author
 * in an inventory webhook (shopify-facts 5), so the time and the quantity have to tell.
 */
const echoWindowMs = 120_000

/**
 * Whether a told level is one of our own writes coming back (requirement 3.3). It is when we wrote the same quantity at about
 * that time; the write need not be the last one, because notices come late and out of order. A person who types the very
 * number that we wrote a moment ago changes nothing, so nothing is lost by taking that for an echo.
 */
export function isEcho(told: ToldLevel, writes: readonly OwnWrite[], windowMs: number = echoWindowMs): boolean {
  return writes.some((write) => write.quantity === told.quantity && Math.abs(write.at - told.at) <= windowMs)
}
