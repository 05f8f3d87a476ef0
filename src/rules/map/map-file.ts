import { SyncError } from '../../base/error/sync-error.ts'
import { fileProblem, type FileProblem } from '../../base/table/file-problem.ts'
import { readJson } from '../../base/table/read-json.ts'
import { readTable } from '../../base/table/read-table.ts'
import { writeTable } from '../../base/table/write-table.ts'
import { sentence } from '../../base/text/say.ts'
import { isNamedRow, problemOfRow } from './check-map.ts'
import type { NamedRow } from './location-map.ts'
import { mapCell, MapCells, mapColumns, placeListOf } from './map-cells.ts'

export type MapFormat = 'csv' | 'json'

interface ReadMap {
  readonly rows: readonly NamedRow[]
  readonly problems: readonly FileProblem[]
}

/** The rows of a map as a file (requirement 2). */
export function mapFile(rows: readonly NamedRow[], format: MapFormat): string {
  return format === 'csv' ? mapAsCsv(rows) : mapAsJson(rows)
}

/** Reads a map that was saved as a file; everything wrong is told with its row and column, and then there are no rows. */
export function readMapFile(file: string, format: MapFormat): ReadMap {
  try {
    const { rows, problems } = format === 'csv' ? mapFromCsv(file) : mapFromJson(file)
    return { rows: problems.length === 0 ? rows : [], problems }
  } catch (error) {
    return { rows: [], problems: [fileProblem(error)] }
  }
}

/** The rows of a map as a CSV file for a spreadsheet. The ids of rows, and the paths of Odoo locations, are not in it. */
function mapAsCsv(rows: readonly NamedRow[]): string {
  const table = writeTable([mapColumns, ...rows.map((row) => mapColumns.map((column) => mapCell(row, column)))])
  return `${table}\r\n`
}

/**
 * Reads a map from CSV, with rows counted as a spreadsheet does: the header is row 1. The ids of rows are made of their Shopify
 * locations. Throws MESSAGE_MALFORMED when it is no such table.
 */
function mapFromCsv(file: string): ReadMap {
  const problems: FileProblem[] = []
  const taken = new Set<string>()
  const rows = readTable(file, mapColumns).map(({ row, cells: values }): NamedRow => {
    const cells = new MapCells(values, (column, problem) => void problems.push({ row, column, problem }))
    const location = cells.location()
    const [reason, notes] = [cells.text('reason'), cells.text('notes')]
    const [share, companyId, basis] = [cells.share(), cells.company(), cells.wordOrNone('basis')]
    const [adjust, another] = placeListOf(cells.text('adjust') ?? '')
    if (another !== undefined) problems.push({ row, column: 'adjust', problem: sentence('finding.field.one-place') })
    return {
      id: freeId(location ?? String(row), taken),
      shopifyLocationId: `gid://shopify/Location/${location ?? 0}`,
      shopifyLocation: cells.text('shopifyLocation') ?? '',
      outcome: cells.word('outcome', 'mapped'),
      ...(reason === undefined ? {} : { reason }),
      type: cells.word('type', 'online'),
      sources: placeListOf(cells.text('sources') ?? ''),
      exclude: placeListOf(cells.text('exclude') ?? ''),
      aggregate: cells.word('aggregate', 'sum'),
      ...(share === undefined ? {} : { share }),
      ...(cells.flag('sharedInFull', false) ? { sharedInFull: true } : {}),
      quantityName: cells.word('quantityName', 'available'),
      ...(basis === undefined ? {} : { basis }),
      ...(adjust === undefined ? {} : { adjust }),
      ...(companyId === undefined ? {} : { companyId }),
      enabled: cells.flag('enabled', true),
      ...(notes === undefined ? {} : { notes }),
    }
  })
  return { rows, problems }
}

function freeId(location: string, taken: Set<string>): string {
  let id = `row-${location}`
  for (let more = 2; taken.has(id); more++) id = `row-${location}-${more}`
  taken.add(id)
  return id
}

/** The rows of a map as the JSON of a flow has them. */
function mapAsJson(rows: readonly NamedRow[]): string {
  return `${JSON.stringify(rows, null, 2)}\n`
}

/**
 * Reads a map from JSON: a list of rows, or an object that has one as `rows`, as a location-map node of a flow does. Rows are
 * counted from 1. Throws MESSAGE_MALFORMED when it is neither.
 */
function mapFromJson(file: string): ReadMap {
  const parsed = readJson(file)
  const list: unknown = typeof parsed === 'object' && parsed !== null && 'rows' in parsed ? parsed.rows : parsed
  if (!Array.isArray(list)) throw new SyncError('MESSAGE_MALFORMED', { field: 'file', problem: sentence('finding.field.no-list') })
  const entries: readonly unknown[] = list
  const rows: NamedRow[] = []
  const problems = entries.flatMap((entry, at): FileProblem[] => {
    const problem = problemOfRow(entry)
    if (problem !== undefined) return [{ row: at + 1, ...problem }]
    if (isNamedRow(entry)) rows.push(entry)
    return []
  })
  return { rows, problems }
}
