import Papa from 'papaparse'

/** What a spreadsheet would run, also behind the quotes that keep it from doing so: each writing adds one, each reading takes one. */
const formula = /^'*[=+\-@\t\r]/

/** Rows as CSV, without a line end after the last one. Cells that a spreadsheet would run as a formula are escaped. */
export function writeTable(rows: readonly (readonly string[])[]): string {
  return Papa.unparse(
    rows.map((row) => [...row]),
    { escapeFormulae: formula, newline: '\r\n' },
  )
}
