import type { PlanCounts, PlanLineState, PlanRecord } from '../../ports/store/plan-record.ts'
import type { RunRecord } from '../../ports/store/run-record.ts'
import type { StoreTables } from '../../ports/store/store.ts'
import { stoppedAt } from '../delivery/breaker-state.ts'
import { isFrozen } from '../delivery/freeze.ts'

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
  /** Names of the Shopify locations where the circuit breaker has stopped the writes: what is approved there waits for a person. */
  readonly stopped: readonly string[]
}

/** What a reconciliation tells while it runs, always after it is stored. */
export interface RunEvent {
  readonly what: 'progress' | 'report' | 'applied' | 'rolled-back' | 'paused' | 'cancelled' | 'failed'
  readonly status: RunStatus
}

/** How the run, or the one that was started last, stands. */
export async function runStatus(tables: StoreTables, shop: string, runId?: string): Promise<RunStatus> {
  const run = runId === undefined ? await tables.runs.latest(shop) : await tables.runs.get(runId)
  const plan = run === null ? null : await tables.plans.get(run.plan)
  const total = run?.total ?? null
  return {
    kind: 'reconciliation',
    shop,
    run,
    progress: run === null || total === null ? null : total === 0 ? 1 : Math.min(1, run.done / total),
    remaining: run === null ? null : remainingOf(run),
    plan,
    lines: run === null ? {} : await tables.plans.countLines(run.plan),
    frozen: await isFrozen(tables, shop),
    stopped: (await stoppedAt(tables, shop)).map(({ location }) => location),
  }
}

/** Milliseconds left by the pace so far; null before anything is done. */
function remainingOf({ state, done, total, worked }: RunRecord): number | null {
  if (state !== 'running' && state !== 'paused') return 0
  if (total === null || done <= 0) return null
  return Math.round((worked / done) * Math.max(0, total - done))
}
