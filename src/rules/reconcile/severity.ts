import type { ReportOutcome } from '../../base/messages/report.ts'

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
