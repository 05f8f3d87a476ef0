import { writeTable } from '../../../base/table/write-table.ts'
import type { Say } from '../../../base/text/say.ts'
import type { PlanLine } from '../../../ports/store/plan-record.ts'
import { storedReportLine } from '../../../rules/reconcile/report-line.ts'
import { summaryOf } from '../../../rules/reconcile/report-summary.ts'
import { severestFirst } from '../plan-pages.ts'
import type { ReportRequest } from './report-request.ts'

/** The report as CSV (RFC 4180) with a head in the language of the report; UTF-8 with a byte order mark, which Excel wants. */
export async function* csvParts({ store, plan, say }: ReportRequest): AsyncGenerator<string, void, undefined> {
  yield `\uFEFF${writeTable([columns.map((column) => say(`report.column.${column}`))])}\r\n`
  for await (const page of severestFirst(store, plan.id, plan.counts)) {
    const rows = page.map((line) => {
      const row = rowOf(line, say)
      return columns.map((column) => row[column])
    })
    yield `${writeTable(rows)}\r\n`
  }
}

/** The columns of the report as a table, in their order. */
const columns = [
  'sku',
  'product',
  'location',
  'outcome',
  'shown',
  'wanted',
  'difference',
  'cause',
  'evidence',
  'state',
  'replaced',
  'written',
  'note',
  'text',
  'inventoryItemId',
  'locationId',
  'odooProductId',
  'shownAt',
] as const

type ReportRow = Readonly<Record<(typeof columns)[number], string | number | null>>

/** A line of a plan as a row of the table, in words. */
function rowOf(line: PlanLine, say: Say): ReportRow {
  const { odoo, shopify, difference, evidence = '', text = '' } = storedReportLine(line, say)
  return {
    sku: shopify.sku ?? odoo.sku ?? '',
    product: odoo.name,
    location: shopify.location,
    outcome: say(`report.outcome.${line.outcome}`),
    shown: line.shown,
    wanted: line.wanted,
    difference,
    cause: line.cause === null ? '' : say(`report.cause.${line.cause}`),
    evidence,
    state: say(`report.state.${line.state}`),
    replaced: line.replaced,
    written: line.written,
    note: line.note ?? '',
    text,
    inventoryItemId: line.inventoryItemId,
    locationId: line.locationId,
    odooProductId: odoo.productId,
    shownAt: new Date(line.shownAt).toISOString(),
  }
}

/** The report as JSON: the plan, the run, the figures, and `lines` as the node sends them, one in a row of the file. */
export async function* jsonParts({ store, plan, run, say, now }: ReportRequest): AsyncGenerator<string, void, undefined> {
  const head = { kind: 'reconciliation-report', writtenAt: new Date(now).toISOString(), plan, run, summary: summaryOf(plan.counts) }
  yield `${JSON.stringify(head).slice(0, -1)},"lines":[`
  let before = '\n'
  for await (const page of severestFirst(store, plan.id, plan.counts)) {
    yield before + page.map((line) => JSON.stringify(storedReportLine(line, say))).join(',\n')
    before = ',\n'
  }
  yield '\n]}\n'
}
