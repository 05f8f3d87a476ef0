import Papa from 'papaparse'

/** Rows as CSV, without a line end after the last one. Cells that a spreadsheet would run as a formula are escaped. */
export function writeTable(rows: readonly (readonly string[])[]): string {
  return Papa.unparse(
    rows.map((row) => [...row]),
    { escapeFormulae: true, newline: '\r\n' },
  )
}
