import type { MapDifference } from '../../src/rules/map/compare-maps.ts'
import { type MapColumn, mapFileAtMost } from '../../src/rules/map/map-cells.ts'
import { adminDownload } from '../editor/admin-request.ts'
import { comparedFile } from '../editor/compared-file.ts'
import { element } from '../editor/element.ts'
import { asList, isPlainObject } from '../editor/plain.ts'
import { shortLocationId } from '../editor/locations.ts'
import { readProblems, type ShownProblem } from '../editor/files.ts'
import type { EditedRow, Entry } from './entry.editor.ts'

interface MapFile {
  readonly place: HTMLElement
  readonly entries: () => readonly Entry[]
  readonly translate: Translate
  /** Replaces every row of the dialog. */
  readonly taken: (rows: readonly EditedRow[]) => void
}

/** The map of the dialog as a file, and a map from one. */
export function mapFile({ place, entries, translate, taken }: MapFile): { changed: () => void } {
  return comparedFile({
    place,
    name: 'location-map',
    translate,
    atMost: mapFileAtMost,
    content: (format) => adminDownload('odoo-shopify/location-map/export', { format, rows: rowsNow() }),
    now: () => ({ rows: rowsNow(), known: entries().map(({ location: { id, name } }) => ({ id, name })) }),
    read: readImportAnswer,
    comparison: ({ differences }) => comparison(differences, (key, values) => translate(`location-map.${key}`, values)),
    taken: ({ rows }) => taken(rows),
  })

  function rowsNow(): EditedRow[] {
    return entries().flatMap(({ row }) => (row === null ? [] : [row]))
  }
}

/** What a file would change; with a problem there are no rows. */
interface ImportAnswer {
  readonly rows: readonly EditedRow[]
  readonly problems: readonly ShownProblem[]
  readonly differences: readonly MapDifference[]
  readonly counts: Readonly<Record<MapDifference['change'], number>>
}

/** Reads the answer of `location-map/import`. */
function readImportAnswer(answer: unknown): ImportAnswer {
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

type Say = (key: string, values?: Record<string, string | number>) => string

/** What the form of a row calls a column. */
const labels: Readonly<Record<MapColumn, string>> = {
  shopifyLocationId: 'typed-id',
  shopifyLocation: 'typed-name',
  outcome: 'outcome',
  reason: 'reason',
  type: 'type',
  sources: 'sources',
  exclude: 'exclude',
  aggregate: 'aggregate',
  share: 'share',
  sharedInFull: 'sharing-full',
  quantityName: 'quantity-name',
  basis: 'basis',
  adjust: 'adjust',
  companyId: 'company',
  enabled: 'enabled',
  notes: 'notes',
}
/** Columns whose values have words in the form. */
const worded: ReadonlySet<MapColumn> = new Set<MapColumn>(['outcome', 'type', 'aggregate', 'quantityName', 'basis'])

/** What differs between the map in the dialog and that in a file, location by location. */
function comparison(differences: readonly MapDifference[], say: Say): HTMLElement {
  const titles = ['location', 'column', 'now', 'then'].map((key) => element('th', { scope: 'col' }, say(`file.${key}`)))
  const table = element('table', { class: 'odoo-shopify-table', 'aria-label': say('file.comparison') })
  table.append(element('thead', {}, element('tr', {}, ...titles)), element('tbody', {}, ...differences.flatMap(lines)))
  return element('div', { class: 'odoo-shopify-comparison' }, table)

  function lines(difference: MapDifference): HTMLElement[] {
    const { change, columns } = difference
    if (change === 'added') return [line(heading(difference, 1), say('file.added'), '', whole(difference, 'to'))]
    if (change === 'removed') return [line(heading(difference, 1), say('file.removed'), whole(difference, 'from'), '')]
    return columns.map(({ column, from, to }, at) =>
      line(at === 0 ? heading(difference, columns.length) : null, say(labels[column]), shown(column, from), shown(column, to)),
    )
  }

  function heading({ location, locationId }: MapDifference, rows: number): HTMLElement {
    return element('th', { scope: 'rowgroup', rowspan: rows }, location || shortLocationId(locationId))
  }

  function line(head: HTMLElement | null, ...cells: readonly string[]): HTMLElement {
    return element('tr', {}, ...(head === null ? [] : [head]), ...cells.map((text) => element('td', {}, text)))
  }

  function shown(column: MapColumn, value: string): string {
    if (column === 'enabled' || column === 'sharedInFull') return say(value === 'true' ? 'file.yes' : 'file.no')
    if (value === '') return say('file.nothing')
    return worded.has(column) ? say(`${labels[column]}-${value}`) : value
  }

  /** A row that only one side has, in the words of its line in the list. */
  function whole({ columns }: MapDifference, side: 'from' | 'to'): string {
    const value = (column: MapColumn): string => columns.find((one) => one.column === column)?.[side] ?? ''
    if (value('outcome') === 'excluded') return say('shown.excluded', { reason: value('reason') })
    return say(value('enabled') === 'true' ? 'shown.mapped' : 'shown.paused', { from: value('sources') })
  }
}
