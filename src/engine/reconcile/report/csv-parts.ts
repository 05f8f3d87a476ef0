import { writeTable } from '../../../base/table/write-table.ts'
import { severestFirst } from '../severest-first.ts'
import type { ReportAsk } from './report-ask.ts'
import { columns, rowOf } from './report-row.ts'

/** The report as CSV (RFC 4180) with a head in the language of the report; UTF-8 with a byte order mark, which Excel wants. */
export async function* csvParts({ store, plan, say }: ReportAsk): AsyncGenerator<string, void, undefined> {
  yield `\uFEFF${writeTable([columns.map((column) => say(`report.column.${column}`))])}\r\n`
  for await (const page of severestFirst(store, plan.id, plan.counts)) {
    const rows = page.map((line) => {
      const row = rowOf(line, say)
      return columns.map((column) => row[column])
    })
    yield `${writeTable(rows)}\r\n`
  }
}
