import { storedReportLine } from '../../src/reconcile/report-line.ts'
import { planPages } from '../../src/reconcile/run/plan-pages.ts'
import { summaryOf } from '../../src/reconcile/summary-of.ts'
import type { ReportLine } from '../../src/line/report.ts'
import type { PlanRecord } from '../../src/store/plan-record.ts'
import type { Store } from '../../src/store/store.ts'
import type { Say } from '../../src/text/say.ts'

/** A report as a file: everything that was found, as JSON. */
export async function reportFile({ store, plan, say }: { store: Store; plan: PlanRecord; say: Say }) {
  const lines: ReportLine[] = []
  for await (const page of planPages(store, plan.id)) lines.push(...page.map((line) => storedReportLine(line, say)))
  return {
    name: `reconcile-${plan.id}.json`,
    mime: 'application/json',
    content: JSON.stringify({ plan, summary: summaryOf(plan.counts), lines }),
  }
}
