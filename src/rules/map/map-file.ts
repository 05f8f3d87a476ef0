import { fileProblem, type FileProblem } from '../../base/table/file-problem.ts'
import type { Say } from '../../base/text/say.ts'
import { mapAsCsv, mapFromCsv } from './map-csv.ts'
import { mapAsJson, mapFromJson } from './map-json.ts'
import type { NamedRow } from './named-row.ts'

export type MapFormat = 'csv' | 'json'

export interface ReadMap {
  readonly rows: readonly NamedRow[]
  readonly problems: readonly FileProblem[]
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
    return { rows: [], problems: [fileProblem(error)] }
  }
}
