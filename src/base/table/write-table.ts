import Papa from 'papaparse'
import { formula } from './formula.ts'

/**
 * Rows as CSV (RFC 4180), without a line end after the last one. Texts that a spreadsheet would run as a formula get a quote
 * before them; numbers stay as they are.
 */
export function writeTable(rows: readonly (readonly (string | number | null)[])[]): string {
  return Papa.unparse(
    rows.map((row) => [...row]),
    { escapeFormulae: formula, newline: '\r\n' },
  )
}
