/** What goes wrong with a request. "After" means that the shop has carried it out and its answer is lost or replaced. */
export type FaultEffect =
  | { readonly kind: 'throttle' }
  | { readonly kind: 'status'; readonly status: number; readonly when: 'before' | 'after' }
  | { readonly kind: 'drop'; readonly when: 'before' | 'after' }
  /** Waits: `before` it runs, `during` (its idempotency key is taken, nothing is written yet), or `after`. */
  | { readonly kind: 'stall'; readonly ms: number; readonly when: 'before' | 'during' | 'after' }
  | { readonly kind: 'unauthorized' }
  /** A page for people in place of JSON. */
  | { readonly kind: 'html'; readonly status: number; readonly when: 'before' | 'after' }
  /** Reads answer with the levels before the latest writes. */
  | { readonly kind: 'stale-read'; readonly writesAgo: number }
  /** Reads answer with the levels as they were so many milliseconds ago. */
  | { readonly kind: 'read-lag'; readonly ms: number }
  /** The answer claims another API version. */
  | { readonly kind: 'version'; readonly version: string }

/** A fault for the next `count` requests whose operation name fits `match`, a regular expression; all when absent. */
export interface Fault {
  readonly match?: string
  readonly count: number
  readonly effect: FaultEffect
}
