import type { ReportOutcome } from '../line/report.ts'
import type { PlanCounts, PlanLine } from '../store/plan-record.ts'
import type { Store } from '../store/store.ts'
import { planPages } from './run/plan-pages.ts'

const ranks: Readonly<Record<ReportOutcome, number>> = {
  'oversell-risk': 0,
  'below-zero': 1,
  suppressed: 2,
  differing: 3,
  held: 4,
  'not-stocked': 5,
  missing: 6,
  untracked: 7,
  unread: 8,
  moving: 9,
  tolerated: 10,
  matched: 11,
}

/** Findings in the order in which a person should look at them, the most urgent first. */
export const bySeverity: readonly ReportOutcome[] = (Object.keys(ranks) as ReportOutcome[]).toSorted(
  (one, other) => ranks[one] - ranks[other],
)

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
