import { createHash } from 'node:crypto'
import type { PlanLine } from '../../../ports/store/plan-record.ts'
import type { TraceStep } from '../../../base/messages/trace.ts'
import { wordOf } from '../../../base/text/say.ts'
import { severestFirst } from '../severest-first.ts'
import { storedReportLine } from '../../../rules/reconcile/report-line.ts'
import { pageBody } from './page-body.ts'
import { pageData } from './page-data.ts'
import { escaped, inScript } from './page-text.ts'
import type { PageAssets, ReportAsk } from './report-ask.ts'

/**
 * The report as one page that needs nothing else: no network, no folder beside it. Only its own style and scripts may run
 * (content security policy by their hashes), whatever stands in a product name. The figures are there without scripts;
 * charts, table and filters are made by the page out of the lines, which follow the body as data.
 */
export async function* htmlParts(ask: ReportAsk, { style, script, charts }: PageAssets): AsyncGenerator<string, void, undefined> {
  const { say, language, plan, store } = ask
  const scripts = [charts, script].map((code) => `\n${code.replaceAll('</script', String.raw`<\/script`).trim()}\n`)
  const policy = [
    "default-src 'none'",
    `style-src '${hashOf(`\n${style}\n`)}'`,
    `script-src ${scripts.map((code) => `'${hashOf(code)}'`).join(' ')}`,
    'img-src data:',
    ...(ask.endHoldAt === undefined ? [] : ["connect-src 'self'"]),
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
${pageBody(ask)}
<script type="application/json" id="report">${inScript(pageData(ask))}</script>
`
  for await (const page of severestFirst(store, plan.id, plan.counts))
    yield `<script type="application/json" class="lines">${inScript(page.map((line) => pageLine(line, ask)))}</script>\n`
  yield `${scripts.map((code) => `<script>${code}</script>`).join('\n')}\n</body>\n</html>\n`
}

/** A line as the page takes it: see `page/table.js`, which names the places. */
function pageLine(line: PlanLine, { say, endHoldAt }: ReportAsk): readonly PageValue[] {
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
