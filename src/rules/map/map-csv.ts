import type { FileProblem } from '../../base/table/file-problem.ts'
import { readTable } from '../../base/table/read-table.ts'
import { writeTable } from '../../base/table/write-table.ts'
import type { Say } from '../../base/text/say.ts'
import { mapCell, mapColumns } from './map-cell.ts'
import { MapCells } from './map-cells.ts'
import type { ReadMap } from './map-file.ts'
import type { NamedRow } from './named-row.ts'
import { placeListOf } from './place-list.ts'

/** The rows of a map as a CSV file for a spreadsheet. The ids of rows, and the paths of Odoo locations, are not in it. */
export function mapAsCsv(rows: readonly NamedRow[]): string {
  const table = writeTable([mapColumns, ...rows.map((row) => mapColumns.map((column) => mapCell(row, column)))])
  return `${table}\r\n`
}

/**
 * Reads a map from CSV, with rows counted as a spreadsheet does: the header is row 1. The ids of rows are made of their Shopify
 * locations. Throws MESSAGE_MALFORMED when it is no such table.
 */
export function mapFromCsv(file: string, say: Say): ReadMap {
  const problems: FileProblem[] = []
  const taken = new Set<string>()
  const rows = readTable(file, mapColumns, say).map(({ row, cells: values }): NamedRow => {
    const cells = new MapCells(values, (column, problem) => void problems.push({ row, column, problem }), say)
    const location = cells.location()
    const [reason, notes] = [cells.text('reason'), cells.text('notes')]
    const [share, companyId, basis] = [cells.share(), cells.company(), cells.wordOrNone('basis')]
    const [adjust, another] = placeListOf(cells.text('adjust') ?? '')
    if (another !== undefined) problems.push({ row, column: 'adjust', problem: say('finding.field.one-place') })
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
