import type { PlanCounts, PlanLineState, PlanRecord } from '../../ports/store/plan-record.ts'
import type { RunRecord } from '../../ports/store/run-record.ts'

/** How a reconciliation stands. */
export interface RunStatus {
  readonly kind: 'reconciliation'
  readonly shop: string
  /** Null when there was none yet. */
  readonly run: Pick<RunRecord, 'id' | 'kind' | 'way' | 'state' | 'done' | 'total' | 'startedAt' | 'endedAt' | 'failure'> | null
  /** From 0 to 1; null when the size is not known. */
  readonly progress: number | null
  /** Milliseconds, by the pace so far; null when that is not known. */
  readonly remaining: number | null
  readonly plan: (Pick<PlanRecord, 'id' | 'state' | 'createdAt' | 'dryRun' | 'scope'> & { readonly counts: PlanCounts }) | null
  /** How many lines of the plan are in which state. */
  readonly lines: Readonly<Partial<Record<PlanLineState, number>>>
  /** True while outbound writes of the shop are stopped: what is approved waits. */
  readonly frozen: boolean
  /** Names of the Shopify locations where the circuit breaker has stopped a run: what is approved there waits for a person. */
  readonly stopped: readonly string[]
}

/** What a reconciliation tells while it runs, always after it is stored. */
export interface RunEvent {
  readonly what: 'progress' | 'report' | 'applied' | 'rolled-back' | 'paused' | 'cancelled' | 'failed'
  readonly status: RunStatus
}
