import type { PlanLine } from '../../../ports/store/plan-record.ts'
import type { Say } from '../../../base/text/say.ts'
import { storedReportLine } from '../../../rules/reconcile/report-line.ts'

/** The columns of the report as a table, in their order. */
export const columns = [
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

export type ReportRow = Readonly<Record<(typeof columns)[number], string | number | null>>

/** A line of a plan as a row of the table, in words. */
export function rowOf(line: PlanLine, say: Say): ReportRow {
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
