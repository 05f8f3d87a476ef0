import type { LinkedLevelLine } from '../../base/messages/level.ts'
import { traceIn } from '../../base/messages/trace-step.ts'
import type { ReportLine } from '../../base/messages/report.ts'
import type { PlanLine } from '../../ports/store/plan-record.ts'
import { said } from '../../base/text/said-again.ts'
import { sentence, type Say, type Sentence } from '../../base/text/say.ts'
import type { Found } from './compare-level.ts'
import type { LikelyCause } from './likely-cause.ts'

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
