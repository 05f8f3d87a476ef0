/**
 * Who may do some work at this time, where several could: one worker for each shop, one runner of a reconciliation, one watch.
 * It ends by its time, so that the work of an owner that has gone is taken over; the epoch tells an owner that was away for
 * too long from the one that came after it.
 */
export interface Lease {
  /** What may be done, e.g. `delivery shop.myshopify.com`. */
  readonly name: string
  /** One run of one worker; never used again by another. */
  readonly owner: string
  /** How many owners the name has had, this one included. */
  readonly epoch: number
  /** Clock time (milliseconds since 1970) at which it ends unless it is prolonged. */
  readonly until: number
}
