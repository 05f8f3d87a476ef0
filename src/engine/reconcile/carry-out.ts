import { orderSteps } from '../delivery/plan-steps.ts'
import type { DeliveryPorts } from '../delivery/ports.ts'
import { SyncError } from '../../base/error/sync-error.ts'
import type { PlanLine, PlanLineState } from '../../ports/store/plan-record.ts'
import type { RunRecord } from '../../ports/store/run-record.ts'
import type { ReconcilePorts } from './ports.ts'
import { keepStep, tell } from './run-steps.ts'

/** Lines that are ordered in one go. */
const linesAtOnce = 250
/** As many lines wait for the delivery at most, so that live changes are not kept waiting behind thousands. */
const waitingAtMost = 1000

/** The states of the lines that a run takes up, and of those that it has under way. */
export function statesOf(run: Pick<RunRecord, 'kind'>): { readonly todo: PlanLineState; readonly open: PlanLineState } {
  return run.kind === 'rollback' ? { todo: 'written', open: 'returning' } : { todo: 'planned', open: 'ordered' }
}

/**
 * Does the next step of an apply or a rollback: has the delivery take up more lines, or waits for it. `first`: after a
 * restart, what was ordered is ordered again, which changes nothing for lines that had arrived. Returns false when it is over.
 */
export async function carryOutStep(ports: ReconcilePorts, run: RunRecord, first: boolean, signal: AbortSignal): Promise<boolean> {
  const delivery = ports.delivery()
  if (delivery === null) throw new SyncError('RECONCILE_NO_DELIVERY', { shop: run.shop })
  const way = run.kind === 'rollback' ? 'back' : run.way
  const { todo, open } = statesOf(run)
  if (first && way !== 'back') await orderAgain(delivery, run, open)
  const begun = ports.clock.elapsed()
  const counts = await ports.store.transaction((tables) => tables.plans.countLines(run.plan))
  const [waiting, left] = [counts[open] ?? 0, counts[todo] ?? 0]
  if (waiting + left === 0) {
    await finish(ports, run)
    return false
  }
  if (left > 0 && waiting < waitingAtMost) {
    await orderSteps(delivery, { plan: run.plan, state: todo, after: null, limit: linesAtOnce }, way, run.node)
    ports.wake()
  } else await ports.clock.sleep(ports.timing.watch, signal)
  await keepStep(ports, run, begun, async (_, fresh) => ({ ...fresh, done: Math.max(fresh.done, (fresh.total ?? 0) - waiting - left) }))
  return true
}

async function orderAgain(delivery: DeliveryPorts, { plan, way, node }: RunRecord, state: PlanLineState): Promise<void> {
  let after: PlanLine | null = null
  do {
    const lines: readonly PlanLine[] = await orderSteps(delivery, { plan, state, after, limit: linesAtOnce }, way, node)
    after = lines.length < linesAtOnce ? null : (lines.at(-1) ?? null)
  } while (after !== null)
}

/** Ends the run, unless a person paused it in this very moment: it ends when it is resumed. */
async function finish(ports: ReconcilePorts, run: RunRecord): Promise<void> {
  const back = run.kind === 'rollback'
  const ended = await ports.store.transaction(async (tables) => {
    const fresh = await tables.runs.get(run.id)
    if (fresh?.state !== 'running') return false
    await tables.runs.put({ ...fresh, state: 'done', done: fresh.total ?? fresh.done, endedAt: ports.clock.now() })
    const plan = await tables.plans.get(run.plan)
    if (plan !== null) await tables.plans.put({ ...plan, state: back ? 'rolled-back' : 'applied' })
    return true
  })
  if (ended) await tell(ports, back ? 'rolled-back' : 'applied', run.id)
}
