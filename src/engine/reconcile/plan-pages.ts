import type { LevelKey } from '../../ports/store/level-record.ts'
import type { PlanCounts, PlanLine, PlanLineState } from '../../ports/store/plan-record.ts'
import type { Store } from '../../ports/store/store.ts'
import { bySeverity } from '../../rules/reconcile/report-line.ts'

/** Lines in one page. */
const linesPerPage = 250

/** The lines of a plan page by page, in the order of their levels; a line that changes its state meanwhile may be left out. */
export async function* planPages(store: Store, plan: string, state?: PlanLineState): AsyncGenerator<PlanLine[], void, undefined> {
  let after: LevelKey | null = null
  for (;;) {
    const lines: PlanLine[] = await pageAfter(store, plan, after, state)
    if (lines.length > 0) yield lines
    if (lines.length < linesPerPage) return
    after = lines.at(-1) ?? null
  }
}

function pageAfter(store: Store, plan: string, after: LevelKey | null, state?: PlanLineState): Promise<PlanLine[]> {
  return store.transaction((tables) => tables.plans.lines(plan, after, linesPerPage, state))
}

/**
 * The lines of a plan page by page, the most urgent findings first, within a finding in the order of their levels. The plan
 * is gone through once for each finding that it has, so that its size needs no memory. Ends after `limit` lines.
 */
export async function* severestFirst(
  store: Store,
  plan: string,
  counts: PlanCounts,
  limit = Number.POSITIVE_INFINITY,
): AsyncGenerator<PlanLine[], void, undefined> {
  let left = limit
  for (const outcome of bySeverity) {
    let missing = counts.outcomes[outcome] ?? 0
    if (missing === 0) continue
    for await (const page of planPages(store, plan)) {
      const lines = page.filter((line) => line.outcome === outcome).slice(0, left)
      left -= lines.length
      missing -= lines.length
      if (lines.length > 0) yield lines
      if (left <= 0) return
      if (missing <= 0) break
    }
  }
}
