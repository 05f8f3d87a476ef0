import type { MapColumn } from '../../src/map/map-cell.ts'
import type { MapDifference } from '../../src/map/compare-maps.ts'
import { asList, asText, isPlainObject } from '../editor/plain.ts'
import type { EditedRow } from './entry.editor.ts'

/** One thing that is wrong with a file; row 0 is the file as a whole, no column the row as a whole. */
export interface ShownProblem {
  readonly row: number
  readonly column: string
  readonly problem: string
}

/** What a file would change; with a problem there are no rows. */
export interface ImportAnswer {
  readonly rows: readonly EditedRow[]
  readonly problems: readonly ShownProblem[]
  readonly differences: readonly MapDifference[]
}

/** Reads the answer of `location-map/import`. */
export function readImportAnswer(answer: unknown): ImportAnswer {
  const read = isPlainObject(answer) ? answer : {}
  return {
    rows: asList(read['rows']).filter(isRow),
    differences: asList(read['differences']).filter(isDifference),
    problems: asList(read['problems'])
      .filter(isPlainObject)
      .map(({ row, column, problem }) => ({ row: Number(row), column: asText(column), problem: asText(problem) })),
  }
}

/** The route has checked the rows by the schema of the map; this is to know an answer of it from anything else. */
function isRow(value: unknown): value is EditedRow {
  if (!isPlainObject(value)) return false
  const texts = ['id', 'shopifyLocationId', 'shopifyLocation', 'outcome', 'type', 'aggregate', 'quantityName']
  return texts.every((name) => typeof value[name] === 'string') && Array.isArray(value['sources']) && Array.isArray(value['exclude'])
}

function isDifference(value: unknown): value is MapDifference {
  return isPlainObject(value) && typeof value['change'] === 'string' && asList(value['columns']).every(isColumn)
}

function isColumn(value: unknown): value is { column: MapColumn; from: string; to: string } {
  return isPlainObject(value) && typeof value['column'] === 'string'
}
