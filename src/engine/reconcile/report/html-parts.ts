import { createHash } from 'node:crypto'
import { causeClasses } from '../../../base/error/cause-class.ts'
import { reportOutcomes } from '../../../base/messages/report.ts'
import type { TraceStep } from '../../../base/messages/trace.ts'
import { type Say, wordOf } from '../../../base/text/say.ts'
import { type PlanLine, planLineStates } from '../../../ports/store/plan-record.ts'
import { bySeverity, storedReportLine } from '../../../rules/reconcile/report-line.ts'
import { severestFirst } from '../plan-pages.ts'
import { escaped, inScript, pageBody } from './page-body.ts'
import type { PageAssets, ReportRequest } from './report-request.ts'

/**
 * The report as one page that needs nothing else: no network, no folder beside it. Only its own style and scripts may run
 * (content security policy by their hashes), whatever stands in a product name. The figures are there without scripts;
 * charts, table and filters are made by the page out of the lines, which follow the body as data.
 */
export async function* htmlParts(request: ReportRequest, { style, script, charts }: PageAssets): AsyncGenerator<string, void, undefined> {
  const { say, language, plan, store } = request
  const scripts = [charts, script].map((code) => `\n${code.replaceAll('</script', String.raw`<\/script`).trim()}\n`)
  const policy = [
    "default-src 'none'",
    `style-src '${hashOf(`\n${style}\n`)}'`,
    `script-src ${scripts.map((code) => `'${hashOf(code)}'`).join(' ')}`,
    'img-src data:',
    ...(request.endHoldAt === undefined ? [] : ["connect-src 'self'"]),
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ')
  yield `<!doctype html>
<html lang="${escaped(language)}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${escaped(policy)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${escaped(say('report.page.title', { shop: plan.shop }))}</title>
<link rel="icon" href="data:,">
<style>
${style}
</style>
</head>
<body>
${pageBody(request)}
<script type="application/json" id="report">${inScript(pageData(request))}</script>
`
  for await (const page of severestFirst(store, plan.id, plan.counts))
    yield `<script type="application/json" class="lines">${inScript(page.map((line) => pageLine(line, request)))}</script>\n`
  yield `${scripts.map((code) => `<script>${code}</script>`).join('\n')}\n</body>\n</html>\n`
}

/** A line as the page takes it: see `page/table.js`, which names the places. */
function pageLine(line: PlanLine, { say, endHoldAt }: ReportRequest): readonly PageValue[] {
  const { odoo, shopify, difference, evidence = '', text = '', trace } = storedReportLine(line, say)
  const { outcome, wanted, shown, cause, state, replaced, written, note } = line
  const product = odoo.name.replace(/^\[[^\]]*\]\s*/, '')
  const sku = shopify.sku ?? odoo.sku ?? ''
  const why = trace.map((step) => step.text ?? step.code)
  const at = new Date(line.shownAt).toISOString()
  return [
    sku,
    product,
    shopify.location,
    outcome,
    shown,
    wanted,
    difference,
    cause,
    evidence,
    state,
    replaced,
    written,
    note,
    text,
    why,
    at,
    endHoldAt === undefined ? [] : trace.map((step) => holdOf(step, line.shop)),
  ]
}

type PageValue = string | number | null | readonly string[] | readonly (HoldOnPage | null)[]

/** What ends the hold of a step: `[inventory item, location, hold, order]`; null for other steps, and for holds of another shop. */
type HoldOnPage = readonly [item: string, location: string, hold: string, order: string]

function holdOf({ values = {} }: TraceStep, shop: string): HoldOnPage | null {
  const { hold, inventoryItemId, locationId, order } = values
  if (typeof hold !== 'string' || values['shop'] !== shop) return null
  return [wordOf(inventoryItemId), wordOf(locationId), hold, wordOf(order)]
}

function hashOf(code: string): string {
  return `sha256-${createHash('sha256').update(code).digest('base64')}`
}

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
function pageData({ language, say, plan, endHoldAt }: ReportRequest): object {
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
