/** One reconciliation under way, kept so that a restart goes on where it stopped (requirement 8.3). */
export interface RunRecord {
  readonly id: string
  readonly shop: string
  /** The node that looks after it. */
  readonly node: string
  readonly plan: string
  readonly kind: 'compare' | 'apply' | 'rollback'
  /** Of an apply: exactly the plan, or what is true now. */
  readonly way: 'plan' | 'now'
  /** At most one run of a shop is running or paused. */
  readonly state: 'running' | 'paused' | 'done' | 'cancelled' | 'failed'
  /** Of a compare: what comes next. */
  readonly cursor: RunCursor
  /** Items (compare) or levels (apply, rollback) done so far, and how many there are; null when that is not known. */
  readonly done: number
  readonly total: number | null
  readonly startedAt: number
  /** Milliseconds spent working, pauses and standstills left out; for the estimate of the remaining time. */
  readonly worked: number
  readonly endedAt: number | null
  /** Code of the fault that ended it. */
  readonly failure: string | null
}

/** `pages`: the products after this id, or the SKUs from this place in the list; `looks`: second looks until none is due. */
export interface RunCursor {
  readonly phase: 'pages' | 'looks'
  readonly after: number
}
