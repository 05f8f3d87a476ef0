import { causeClasses } from '../../../base/error/cause-class.ts'
import { reportOutcomes } from '../../../base/messages/report.ts'
import { bySeverity } from '../../../rules/reconcile/report-line.ts'
import { planLineStates } from '../../../ports/store/plan-record.ts'
import type { Say } from '../../../base/text/say.ts'
import type { ReportAsk } from './report-ask.ts'

/** The words that the page itself puts together. */
const words = [
  'rows',
  'page',
  'any-outcome',
  'any-location',
  'any-cause',
  'any-state',
  'no-cause',
  'others',
  'nothing-fits',
  'printed',
  'why',
  'details',
  'compared-at',
  'replaced',
  'chart-outcome',
  'chart-location',
  'chart-cause',
  'end-hold',
  'end-note',
  'end-order',
  'end-confirm',
  'end-keep',
  'end-busy',
  'end-done',
  'end-failed',
] as const

/** What the page knows beside the lines: language, words, and the figures of the plan. */
export function pageData({ language, say, plan, endHoldAt }: ReportAsk): object {
  return {
    language,
    words: named(words, say, 'report.page'),
    outcomes: named(reportOutcomes, say, 'report.outcome'),
    causes: named(causeClasses, say, 'report.cause'),
    states: named(planLineStates, say, 'report.state'),
    severity: bySeverity,
    endHoldAt: endHoldAt ?? null,
    counts: { outcomes: plan.counts.outcomes, causes: plan.counts.causes },
  }
}

function named(keys: readonly string[], say: Say, prefix: string): Record<string, string> {
  return Object.fromEntries(keys.map((key) => [key, say(`${prefix}.${key}`)]))
}
