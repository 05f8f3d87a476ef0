import Papa from 'papaparse'
import { planPages } from '../run/plan-pages.ts'
import type { ReportAsk } from './report-ask.ts'
import { columns, rowOf } from './report-row.ts'

/**
 * What a spreadsheet would take for a formula, also after blanks and in full width (OWASP, CSV injection): such a cell gets an
 * apostrophe in front. Numbers are written as they are.
 */
const formula = /^\s*[=+\-@＝＋－＠]|^[\t\r\n]/u

const form = { newline: '\r\n', escapeFormulae: formula } as const

/** The report as CSV (RFC 4180) with a head in the language of the report; UTF-8 with a byte order mark, which Excel wants. */
export async function* csvParts({ store, plan, say }: ReportAsk): AsyncGenerator<string, void, undefined> {
  yield `\uFEFF${Papa.unparse([columns.map((column) => say(`report.column.${column}`))], form)}\r\n`
  for await (const page of planPages(store, plan.id)) {
    const rows = page.map((line) => {
      const row = rowOf(line, say)
      return columns.map((column) => row[column])
    })
    yield `${Papa.unparse(rows, form)}\r\n`
  }
}
