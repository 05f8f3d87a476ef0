import type { PlanCounts } from '../../ports/store/plan-record.ts'
import { everyOutcome, mostFrequent, type ReportSummary } from './report-summary.ts'

/** The figures of a stored plan in the form of a report's summary. */
export function summaryOf({ levels, outcomes, causes, unlinked, unmapped, unitsOver, unitsUnder }: PlanCounts): ReportSummary {
  return { levels, outcomes: everyOutcome(outcomes), unlinked, unmapped, unitsOver, unitsUnder, causes: mostFrequent(causes) }
}
