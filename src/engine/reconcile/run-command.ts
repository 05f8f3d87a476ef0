import { withdrawSteps } from '../delivery/plan-steps.ts'
import { SyncError } from '../../base/error/sync-error.ts'
import { isLiveRun } from '../../ports/store/live-run.ts'
import type { PlanRecord } from '../../ports/store/plan-record.ts'
import type { RunRecord } from '../../ports/store/run-record.ts'
import type { StoreTables } from '../../ports/store/store.ts'
import { noCounts } from '../../rules/reconcile/report-summary.ts'
import { statesOf } from './carry-out.ts'
import type { ReconcileCommand } from './command.ts'
import { planPages } from './plan-pages.ts'
import type { ReconcilePorts } from './ports.ts'
import type { Reconciler } from './reconciler.ts'
import { type RunStatus, runStatus } from './status.ts'
import { newRun, tell } from './run-steps.ts'

/** The commands that begin, change or ask about a run. */
export type RunCommand = ReconcileCommand & { readonly action: 'start' | 'status' | 'pause' | 'resume' | 'cancel' | 'approve' | 'rollback' }

/**
 * Carries out a command and gives how things stand then. Throws RECONCILE_BUSY when another run of the shop is under way,
 * RECONCILE_PLAN_UNKNOWN, RECONCILE_PLAN_STATE, RECONCILE_NO_DELIVERY, and what the store throws.
 */
export async function runCommand(ports: ReconcilePorts, reconciler: Reconciler, command: RunCommand, dryRun: boolean): Promise<RunStatus> {
  if (command.action === 'start') await begin(ports, (tables) => start(ports, tables, command, dryRun))
  if (command.action === 'approve') await begin(ports, (tables) => approve(ports, tables, command))
  if (command.action === 'rollback') await begin(ports, (tables) => rollback(ports, tables, command))
  if (command.action === 'pause') await pause(ports, reconciler)
  if (command.action === 'resume') await resume(ports)
  if (command.action === 'cancel') await cancel(ports, reconciler)
  const status = await ports.store.transaction((tables) => runStatus(tables, ports.shopify.shop))
  if (command.action !== 'status') reconciler.work()
  return status
}

async function begin(ports: ReconcilePorts, work: (tables: StoreTables) => Promise<RunRecord>): Promise<void> {
  await ports.store.transaction(async (tables) => {
    await refuseSecond(ports, tables)
    await tables.runs.put(await work(tables))
  })
}

async function refuseSecond(ports: ReconcilePorts, tables: StoreTables): Promise<void> {
  const live = await tables.runs.live(ports.shopify.shop)
  if (live === null) return
  throw new SyncError(
    'RECONCILE_BUSY',
    { shop: live.shop, since: new Date(live.startedAt).toISOString() },
    { subject: { shop: live.shop } },
  )
}

async function start(
  ports: ReconcilePorts,
  tables: StoreTables,
  { scope = {}, ...command }: RunCommand,
  dryRun: boolean,
): Promise<RunRecord> {
  const { shop } = ports.shopify
  const plan: PlanRecord = {
    id: ports.random.uuid(),
    shop,
    createdAt: ports.clock.now(),
    state: 'comparing',
    scope,
    dryRun: command.dryRun ?? dryRun,
    counts: noCounts,
  }
  await tables.plans.put(plan)
  const linked = Math.ceil(((await tables.links.count(shop)) * (scope.sample ?? 100)) / 100)
  const unknown = scope.categories !== undefined || scope.changedSince !== undefined || linked === 0
  return newRun(ports, plan.id, 'compare', 'now', scope.skus?.length ?? (unknown ? null : linked))
}

async function approve(ports: ReconcilePorts, tables: StoreTables, { planId = '', apply = 'plan' }: RunCommand): Promise<RunRecord> {
  const plan = await planOf(ports, tables, planId)
  const { planned = 0 } = await tables.plans.countLines(plan.id)
  if (plan.state === 'comparing' || planned === 0) throw wrongState(plan)
  needDelivery(ports)
  await tables.plans.put({ ...plan, state: 'applying' })
  return newRun(ports, plan.id, 'apply', apply, planned)
}

async function rollback(ports: ReconcilePorts, tables: StoreTables, { planId = '' }: RunCommand): Promise<RunRecord> {
  const plan = await planOf(ports, tables, planId)
  const { written = 0 } = await tables.plans.countLines(plan.id)
  if (plan.state === 'comparing' || written === 0) throw wrongState(plan)
  needDelivery(ports)
  await tables.plans.put({ ...plan, state: 'rolling-back' })
  return newRun(ports, plan.id, 'rollback', 'plan', written)
}

async function pause(ports: ReconcilePorts, reconciler: Reconciler): Promise<void> {
  const paused = await change(ports, (run) => (run.state === 'running' ? { ...run, state: 'paused' } : null))
  if (paused === null) return
  await reconciler.interrupt()
  await tell(ports, 'paused', paused.id)
}

/** A paused run goes on, and so does the last one if it failed. */
async function resume(ports: ReconcilePorts): Promise<void> {
  const { shop } = ports.shopify
  await ports.store.transaction(async (tables) => {
    const live = await tables.runs.live(shop)
    const last = live ?? (await tables.runs.latest(shop))
    if (last === null || (last.state !== 'failed' && !isLiveRun(last))) return
    await tables.runs.put({ ...last, node: ports.node, state: 'running', endedAt: null, failure: null })
  })
}

/** What was written stays, and can be rolled back; what was only ordered is taken back. */
async function cancel(ports: ReconcilePorts, reconciler: Reconciler): Promise<void> {
  const cancelled = await change(ports, (run) => ({ ...run, state: 'cancelled', endedAt: ports.clock.now() }))
  if (cancelled === null) return
  await reconciler.interrupt()
  if (cancelled.kind !== 'compare') await withdraw(ports, cancelled)
  await ports.store.transaction(async (tables) => {
    const plan = await tables.plans.get(cancelled.plan)
    if (plan === null) return
    const { written = 0 } = await tables.plans.countLines(plan.id)
    await tables.plans.put({ ...plan, state: stateAfter(cancelled, written > 0) })
  })
  await tell(ports, 'cancelled', cancelled.id)
}

function stateAfter({ kind }: RunRecord, stillWritten: boolean): PlanRecord['state'] {
  if (kind === 'compare') return 'cancelled'
  if (stillWritten) return 'applied'
  return kind === 'apply' ? 'ready' : 'rolled-back'
}

async function withdraw(ports: ReconcilePorts, run: RunRecord): Promise<void> {
  const delivery = ports.delivery()
  if (delivery === null) return
  for await (const lines of planPages(ports.store, run.plan, statesOf(run).open)) await withdrawSteps(delivery, lines)
}

async function change(ports: ReconcilePorts, changed: (run: RunRecord) => RunRecord | null): Promise<RunRecord | null> {
  return await ports.store.transaction(async (tables) => {
    const live = await tables.runs.live(ports.shopify.shop)
    const next = live === null ? null : changed(live)
    if (next !== null) await tables.runs.put(next)
    return next
  })
}

async function planOf(ports: ReconcilePorts, tables: StoreTables, id: string): Promise<PlanRecord> {
  const plan = await tables.plans.get(id)
  if (plan !== null && plan.shop === ports.shopify.shop) return plan
  throw new SyncError('RECONCILE_PLAN_UNKNOWN', { shop: ports.shopify.shop, plan: id }, { subject: { shop: ports.shopify.shop } })
}

function wrongState(plan: PlanRecord): SyncError {
  return new SyncError('RECONCILE_PLAN_STATE', { plan: plan.id, state: plan.state }, { subject: { shop: plan.shop } })
}

function needDelivery(ports: ReconcilePorts): void {
  const { shop } = ports.shopify
  if (ports.delivery() === null) throw new SyncError('RECONCILE_NO_DELIVERY', { shop }, { subject: { shop } })
}
