import type { MapDifference } from '../../src/rules/map/compare-maps.ts'
import type { MapColumn } from '../../src/rules/map/map-cells.ts'
import { element } from '../editor/element.ts'
import { shortLocationId } from '../editor/shopify-location.ts'

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
export function comparison(differences: readonly MapDifference[], say: Say): HTMLElement {
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
