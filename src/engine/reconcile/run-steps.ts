import type { PlanRecord } from '../../ports/store/plan-record.ts'
import type { RunRecord } from '../../ports/store/run-record.ts'
import { isLiveRun } from '../../ports/store/live-run.ts'
import type { StoreTables } from '../../ports/store/store.ts'
import type { ReconcilePorts } from './ports.ts'
import type { RunEvent } from './run-event.ts'
import { runStatus } from './status.ts'

/**
 * Stores what one step did, together with the run after it; nothing when the run is over by then. `begun`: elapsed time at
 * which the step began, so that the time worked is known.
 */
export async function keepStep(
  ports: ReconcilePorts,
  run: RunRecord,
  begun: number,
  work: (tables: StoreTables, fresh: RunRecord) => Promise<RunRecord>,
): Promise<void> {
  await ports.store.transaction(async (tables) => {
    await ports.lease?.check(tables)
    const fresh = await tables.runs.get(run.id)
    if (fresh === null || !isLiveRun(fresh)) return
    const worked = fresh.worked + Math.max(0, ports.clock.elapsed() - begun)
    await tables.runs.put({ ...(await work(tables, fresh)), worked })
  })
}

/**
 * Everything was compared. Without dry run, what differs is put right at once, by a run that begins in the same step. A run
 * that a person paused in this very moment ends when it is resumed.
 */
export async function finishCompare(ports: ReconcilePorts, run: RunRecord, plan: PlanRecord): Promise<void> {
  const now = ports.clock.now()
  const ended = await ports.store.transaction(async (tables) => {
    await ports.lease?.check(tables)
    const fresh = await tables.runs.get(run.id)
    if (fresh?.state !== 'running') return false
    await tables.runs.put({ ...fresh, state: 'done', total: fresh.done, endedAt: now })
    const kept = (await tables.plans.get(plan.id)) ?? plan
    const planned = (await tables.plans.countLines(plan.id)).planned ?? 0
    const goesOn = !kept.dryRun && planned > 0
    await tables.plans.put({ ...kept, state: goesOn ? 'applying' : 'ready' })
    if (goesOn) await tables.runs.put(newRun(ports, plan.id, 'apply', 'now', planned))
    return true
  })
  if (ended) await tell(ports, 'report', run.id)
}

export function newRun(
  ports: ReconcilePorts,
  plan: string,
  kind: RunRecord['kind'],
  way: RunRecord['way'],
  total: number | null,
): RunRecord {
  return {
    id: ports.random.uuid(),
    shop: ports.shopify.shop,
    node: ports.node,
    plan,
    kind,
    way,
    state: 'running',
    cursor: { phase: 'pages', after: 0 },
    done: 0,
    total,
    startedAt: ports.clock.now(),
    worked: 0,
    endedAt: null,
    failure: null,
  }
}

/** Tells how a run stands now. */
export async function tell(ports: ReconcilePorts, what: RunEvent['what'], run: string): Promise<void> {
  const status = await ports.store.transaction((tables) => runStatus(tables, ports.shopify.shop, run))
  ports.tell({ what, status })
}
