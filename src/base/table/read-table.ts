import Papa from 'papaparse'
import { SyncError } from '../error/sync-error.ts'
import { sentence, type Sentence } from '../text/say.ts'

/** A row of a table as texts by column; `row` counts as a spreadsheet does, with the header as row 1. */
export interface TableRow {
  readonly row: number
  readonly cells: ReadonlyMap<string, string>
}

const separators = [',', ';', '\t'] as const

/**
 * The rows of a table that a spreadsheet saved as CSV. The separator may be a comma, a semicolon or a tab: the one by which the
 * header names most of the known columns. Columns may come in any order and in any case; what is not a known column is passed
 * over, and so are blank rows and cells. Lines may end in any way, also in several: files are put together from parts. Throws MESSAGE_MALFORMED when it is no such table at all, when two columns have one name, and
 * when a row has cells beyond the header.
 */
export function readTable(file: string, columns: readonly string[]): TableRow[] {
  const text = file.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n')
  const known = new Map(columns.map((column) => [column.toLowerCase(), column]))
  const named = (cells: readonly string[]) => cells.map((name) => known.get(name.trim().toLowerCase()))
  const [delimiter] = separators.toSorted((one, other) => count(named(headerOf(text, other))) - count(named(headerOf(text, one))))
  const { data, errors } = Papa.parse<string[]>(text, { delimiter: delimiter ?? ',', newline: '\n', skipEmptyLines: false })
  const broken = errors.find(({ type }) => type === 'Quotes')
  if (broken !== undefined)
    throw malformed(`row ${(broken.row ?? 0) + 1}`, sentence('finding.field.unreadable', { format: 'CSV', problem: broken.message }))
  const [header = [], ...rows] = data
  const place = named(header)
  if (count(place) === 0) throw malformed('row 1', sentence('finding.field.column', { names: columns.join(', ') }))
  const twice = place.find((column, index) => column !== undefined && place.indexOf(column) !== index)
  if (twice !== undefined) throw malformed('row 1', sentence('finding.field.twice', { name: twice }))
  // A comma that was meant as a mark of decimals or thousands must not cut a number in two.
  const long = rows.findIndex((cells) => cells.slice(header.length).some((cell) => cell.trim() !== ''))
  if (long !== -1) throw malformed(`row ${long + 2}`, sentence('finding.field.cells'))
  return rows.flatMap((cells, at): TableRow[] => {
    const filled = cells.flatMap((cell, index): [string, string][] => {
      const column = place[index]
      return column === undefined || cell.trim() === '' ? [] : [[column, unescaped(cell.trim())]]
    })
    return filled.length === 0 ? [] : [{ row: at + 2, cells: new Map(filled) }]
  })
}

function headerOf(text: string, delimiter: string): string[] {
  return Papa.parse<string[]>(text, { delimiter, newline: '\n', preview: 1 }).data[0] ?? []
}

function count(columns: readonly (string | undefined)[]): number {
  return columns.filter((column) => column !== undefined).length
}

/** `="0017"`, as spreadsheets write a text that looks like a number. */
const writtenAsText = /^=\s*"((?:[^"]|"")*)"$/

/**
 * The value of a cell. A spreadsheet is kept from taking a text for a number, or from running it as a formula, by a quote before
 * it or by a formula that is nothing but the text; neither is part of the value.
 */
function unescaped(cell: string): string {
  const text = writtenAsText.exec(cell)?.[1]
  if (text !== undefined) return text.replaceAll('""', '"').trim()
  return cell.startsWith("'") ? cell.slice(1).trim() : cell
}

function malformed(field: string, problem: Sentence): SyncError {
  return new SyncError('MESSAGE_MALFORMED', { field, problem })
}
