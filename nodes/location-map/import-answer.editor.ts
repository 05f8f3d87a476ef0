import type { MapColumn } from '../../src/rules/map/map-cells.ts'
import type { MapDifference } from '../../src/rules/map/compare-maps.ts'
import { asList, isPlainObject } from '../editor/plain.ts'
import { readProblems, type ShownProblem } from '../editor/shown-problem.ts'
import type { EditedRow } from './entry.editor.ts'

/** What a file would change; with a problem there are no rows. */
export interface ImportAnswer {
  readonly rows: readonly EditedRow[]
  readonly problems: readonly ShownProblem[]
  readonly differences: readonly MapDifference[]
  readonly counts: Readonly<Record<MapDifference['change'], number>>
}

/** Reads the answer of `location-map/import`. */
export function readImportAnswer(answer: unknown): ImportAnswer {
  const read = isPlainObject(answer) ? answer : {}
  const differences = asList(read['differences']).filter(isDifference)
  const count = (change: string): number => differences.filter((one) => one.change === change).length
  return {
    rows: asList(read['rows']).filter(isRow),
    differences,
    counts: { added: count('added'), removed: count('removed'), changed: count('changed') },
    problems: readProblems(read['problems']),
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
