import { namedAtMost } from '../../base/messages/asked-reading.ts'
import type { PlanLine, PlanRecord, PlanScope } from '../../ports/store/plan-record.ts'
import type { RunRecord } from '../../ports/store/run-record.ts'
import { addedUp, noCounts, withLines, withoutLines } from '../../rules/reconcile/report-summary.ts'
import { scopeTest } from '../../rules/reconcile/scope.ts'
import { lineName, lookAt, needsSecondLook, provenState, sameSight, type Looked } from './look.ts'
import type { PageReader, PagesAhead, PageSeen, PageRequest, Page, Pages } from './pages.ts'
import type { ReconcilePorts } from './ports.ts'
import { finishCompare, keepStep } from './run-steps.ts'

/** Levels that are looked at again in one go. */
const looksAtOnce = 250
/** A level that still changes after so many looks is reported as moving. */
const looksAtMost = 4
/** SKUs of one page, when SKUs are named. */
const skusAtOnce = 250

/** What a compare has beside its ports. */
export interface CompareTools {
  readonly pages: Pages
  readonly ahead: PagesAhead
  readonly signal: AbortSignal
}

/**
 * Does the next step of a compare and stores it as a whole, so that a crash at any point repeats at most one step. Pages of
 * products come first; levels that differ are looked at again, with both systems read anew, until two looks agree.
 * Returns false when the run is over.
 */
export async function compareStep(ports: ReconcilePorts, tools: CompareTools, run: RunRecord, plan: PlanRecord): Promise<boolean> {
  const unproven = await ports.store.transaction((tables) => tables.plans.lines(plan.id, null, 2 * looksAtOnce, 'unproven'))
  const ripe = unproven.filter((line) => line.shownAt + ports.timing.settle <= ports.clock.now())
  const reading = run.cursor.phase === 'pages'
  if (reading && ripe.length < looksAtOnce && unproven.length < 2 * looksAtOnce) return await readPage(ports, tools, run, plan)
  if (unproven.length > 0) return await lookAgain(ports, tools, run, plan, (ripe.length > 0 ? ripe : unproven).slice(0, looksAtOnce))
  await finishCompare(ports, run, plan)
  return false
}

async function readPage(ports: ReconcilePorts, tools: CompareTools, run: RunRecord, plan: PlanRecord): Promise<boolean> {
  const { scope } = plan
  const reader: PageReader = {
    run: run.id,
    ask: (after) => tools.pages.get(requestOf(run, scope, after), tools.signal),
    look: (page) => lookAtPage(ports, plan, page),
    next: (after, page) => nextOf(scope, after, page),
  }
  const begun = ports.clock.elapsed()
  const taken = await tools.ahead.take(reader, run.cursor.after)
  if (taken === null) return false
  const { counts, items, lines, next, leftOut } = taken
  const done = scope.skus === undefined ? run.done + items : (next ?? scope.skus.length)
  await keepStep(ports, run, begun, async (tables, fresh) => {
    const before = (await tables.plans.get(plan.id)) ?? plan
    const named = [...(before.leftOut ?? []), ...leftOut].slice(0, namedAtMost)
    await tables.plans.put({ ...before, counts: addedUp(before.counts, counts), ...(named.length === 0 ? {} : { leftOut: named }) })
    await tables.plans.putLines(lines)
    return { ...fresh, done, cursor: next === null ? { phase: 'looks', after: 0 } : { phase: 'pages', after: next } }
  })
  return true
}

async function lookAtPage(
  ports: ReconcilePorts,
  plan: PlanRecord,
  { lines, unlinked = 0, unmapped = 0, leftOut = [] }: Page,
): Promise<PageSeen> {
  const looked = await lookAt(ports, plan, lines.filter(scopeTest(plan.scope)))
  const found = looked.map(({ line }) => line)
  const kept = found.flatMap((line): PlanLine[] => {
    if (needsSecondLook(line)) return [line]
    const matches = line.outcome === 'matched' || line.outcome === 'tolerated'
    return matches && plan.scope.everyLevel !== true ? [] : [{ ...line, state: 'noted' }]
  })
  const items = new Set(found.map((line) => line.inventoryItemId)).size
  return { counts: { ...withLines(noCounts, found), unlinked, unmapped }, items, lines: kept, leftOut }
}

async function lookAgain(
  ports: ReconcilePorts,
  tools: CompareTools,
  run: RunRecord,
  plan: PlanRecord,
  unproven: readonly PlanLine[],
): Promise<boolean> {
  const begun = ports.clock.elapsed()
  const soonest = Math.max(...unproven.map((line) => line.shownAt)) + ports.timing.settle
  const wait = Math.min(ports.timing.settle, soonest - ports.clock.now())
  if (wait > 0) await ports.clock.sleep(wait, tools.signal)
  const products = [...new Set(unproven.map(({ line }) => line.odoo.productId))].toSorted((a, b) => a - b)
  const looks = Math.max(...unproven.map((line) => line.looks))
  const token = `${run.id}/look ${looks} ${products[0] ?? 0} ${products.at(-1) ?? 0} ${products.length}`
  const page = await tools.pages.get({ run: run.id, token, products }, tools.signal)
  if (page === null) return false
  const before = new Map(unproven.map((line) => [lineName(line), line]))
  const asked = page.lines.filter(({ shopify }) => before.has(lineName({ ...shopify, shop: run.shop })))
  const now = new Map((await lookAt(ports, plan, asked)).map((looked) => [lineName(looked.line), looked]))
  const after = unproven.map((line) => afterLook(line, now.get(lineName(line))))
  await keepStep(ports, run, begun, async (tables, fresh) => {
    const kept = (await tables.plans.get(plan.id)) ?? plan
    await tables.plans.put({ ...kept, counts: withLines(withoutLines(kept.counts, unproven), after) })
    const gone = after.filter((line) => line.state === 'noted' && line.outcome === 'matched' && plan.scope.everyLevel !== true)
    await tables.plans.putLines(after.filter((line) => !gone.includes(line)))
    await tables.plans.removeLines(plan.id, gone)
    return fresh
  })
  return true
}

/** A finding stands when two looks in a row saw the same and nothing was under way. */
function afterLook(before: PlanLine, looked: Looked | undefined): PlanLine {
  // The product is gone from Odoo, or no longer linked or mapped: there is nothing left to compare.
  if (looked === undefined) return { ...before, outcome: 'moving', state: 'noted', looks: before.looks + 1 }
  const line: PlanLine = { ...looked.line, looks: before.looks + 1 }
  if (!needsSecondLook(line)) return { ...line, state: 'noted' }
  if (!looked.moving && sameSight(before, line)) return { ...line, state: provenState(line) }
  return line.looks < looksAtMost ? line : { ...line, outcome: 'moving', state: 'noted' }
}

function requestOf(run: RunRecord, scope: PlanScope, after: number): PageRequest {
  const { skus, categories, changedSince } = scope
  return {
    run: run.id,
    token: `${run.id}/page ${after}`,
    ...(skus === undefined ? { after } : { skus: skus.slice(after, after + skusAtOnce) }),
    ...(categories === undefined ? {} : { categories }),
    ...(changedSince === undefined ? {} : { changedSince }),
  }
}

function nextOf(scope: PlanScope, after: number, page: Page): number | null {
  if (scope.skus === undefined) return page.next
  return after + skusAtOnce < scope.skus.length ? after + skusAtOnce : null
}
