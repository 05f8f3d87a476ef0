/** What becomes of one call to Shopify. `lost` does the work and hides the answer; the crashes end the process. */
export type Fate = 'answer' | 'lost-before' | 'lost-after' | 'refused-before' | 'crash-before' | 'crash-after'

/** A call that stands before Shopify and waits for the history to let it go on. */
export interface PendingCall {
  readonly kind: 'read' | 'set'
  /** Lets it go on; `stale` answers a read with what was true so many writes ago. */
  meet(fate: Fate, stale: number): void
}
