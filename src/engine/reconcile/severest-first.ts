import type { PlanCounts, PlanLine } from '../../ports/store/plan-record.ts'
import type { Store } from '../../ports/store/store.ts'
import { bySeverity } from '../../rules/reconcile/report-line.ts'
import { planPages } from './plan-pages.ts'

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
