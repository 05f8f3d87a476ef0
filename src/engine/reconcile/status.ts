import { stoppedAt } from '../delivery/breaker-state.ts'
import { isFrozen } from '../delivery/freeze.ts'
import type { RunRecord } from '../../ports/store/run-record.ts'
import type { StoreTables } from '../../ports/store/store.ts'
import type { RunStatus } from './run-event.ts'

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
