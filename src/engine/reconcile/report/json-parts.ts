import { storedReportLine } from '../../../rules/reconcile/report-line.ts'
import { severestFirst } from '../severest-first.ts'
import { summaryOf } from '../../../rules/reconcile/report-summary.ts'
import type { ReportAsk } from './report-ask.ts'

/** The report as JSON: the plan, the run, the figures, and `lines` as the node sends them, one in a row of the file. */
export async function* jsonParts({ store, plan, run, say, now }: ReportAsk): AsyncGenerator<string, void, undefined> {
  const head = { kind: 'reconciliation-report', writtenAt: new Date(now).toISOString(), plan, run, summary: summaryOf(plan.counts) }
  yield `${JSON.stringify(head).slice(0, -1)},"lines":[`
  let before = '\n'
  for await (const page of severestFirst(store, plan.id, plan.counts)) {
    yield before + page.map((line) => JSON.stringify(storedReportLine(line, say))).join(',\n')
    before = ',\n'
  }
  yield '\n]}\n'
}
