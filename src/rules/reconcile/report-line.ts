import type { LinkedLevelLine } from '../../base/messages/level.ts'
import type { ReportLine, ReportOutcome } from '../../base/messages/report.ts'
import { traceIn } from '../../base/messages/trace-step.ts'
import { said } from '../../base/text/said-again.ts'
import { type Say, sentence, type Sentence } from '../../base/text/say.ts'
import type { PlanLine } from '../../ports/store/plan-record.ts'
import type { Found, LikelyCause } from './compare-level.ts'

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

/** The name of a level's product as operations knows it. */
function skuOf(line: Pick<LinkedLevelLine, 'shopify' | 'odoo'>): string {
  return line.shopify.sku ?? line.odoo.sku ?? line.odoo.name
}

/** What speaks for a cause; empty when there is none. */
export function evidenceOf(likely: LikelyCause | undefined, line: LinkedLevelLine): Sentence | '' {
  return likely === undefined ? '' : sentence(`finding.cause.${likely.because}`, { sku: skuOf(line), location: line.shopify.location })
}

/** A finding as a line for the flow. */
export function reportLine(line: LinkedLevelLine, found: Found, say: Say): ReportLine {
  const { likely } = found
  return lineOf(line, { ...found, cause: likely?.cause ?? null, evidence: evidenceOf(likely, line) }, say)
}

/** A stored finding as a line for the flow. */
export function storedReportLine(stored: PlanLine, say: Say): ReportLine {
  const line = lineOf(stored.line, stored, say)
  const { state, replaced, written, shownAt, sum = [] } = stored
  return {
    ...line,
    trace: traceIn(say, [...stored.line.trace, ...sum]),
    comparedAt: new Date(shownAt).toISOString(),
    state,
    replaced,
    written,
  }
}

type Finding = Pick<PlanLine, 'outcome' | 'wanted' | 'shown' | 'cause' | 'evidence'>

function lineOf(line: LinkedLevelLine, { outcome, wanted, shown, cause, evidence }: Finding, say: Say): ReportLine {
  return {
    kind: 'report',
    outcome,
    odoo: line.odoo,
    shopify: line.shopify,
    asOf: line.asOf,
    quantityName: line.quantityName,
    wanted,
    shown,
    difference: shown === null ? null : shown - wanted,
    ...(cause === null ? {} : { cause }),
    ...(evidence === '' ? {} : { evidence: said(evidence, say) }),
    text: say(`finding.drift.${outcome}`, { sku: skuOf(line), location: line.shopify.location, wanted, shown: shown ?? '-' }),
    trace: line.trace,
  }
}
