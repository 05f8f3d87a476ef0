import { SyncError } from '../error/sync-error.ts'
import type { Say } from '../text/say.ts'
import { mapAsCsv, mapFromCsv } from './map-csv.ts'
import { mapAsJson, mapFromJson } from './map-json.ts'
import type { NamedRow } from './named-row.ts'

export type MapFormat = 'csv' | 'json'

/** One thing that is wrong with a row of a map file. */
export interface MapFileProblem {
  /** In CSV as a spreadsheet counts, with the header as row 1; in JSON the first row is 1. Zero: the file as a whole. */
  readonly row: number
  /** Column of a CSV file, field of a JSON row; empty when it is the row or the file as a whole. */
  readonly column: string
  readonly problem: string
}

export interface ReadMap {
  readonly rows: readonly NamedRow[]
  readonly problems: readonly MapFileProblem[]
}

/** The rows of a map as a file (requirement 2). */
export function mapFile(rows: readonly NamedRow[], format: MapFormat): string {
  return format === 'csv' ? mapAsCsv(rows) : mapAsJson(rows)
}

/** Reads a map that was saved as a file; everything wrong is told with its row and column, and then there are no rows. */
export function readMapFile(file: string, format: MapFormat, say: Say): ReadMap {
  try {
    const { rows, problems } = format === 'csv' ? mapFromCsv(file, say) : mapFromJson(file, say)
    return { rows: problems.length === 0 ? rows : [], problems }
  } catch (error) {
    if (!(error instanceof SyncError) || error.code !== 'MESSAGE_MALFORMED') throw error
    const { field = '', problem = '' } = error.values
    const row = /^row ([0-9]+)$/.exec(String(field))?.[1]
    return { rows: [], problems: [{ row: Number(row ?? 0), column: '', problem: String(problem) }] }
  }
}
