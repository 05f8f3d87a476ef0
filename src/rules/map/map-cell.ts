import type { NamedRow } from './named-row.ts'
import { placeListText } from './place-list.ts'

/** The columns of a map file, in their order. */
export const mapColumns = [
  'shopifyLocationId',
  'shopifyLocation',
  'outcome',
  'reason',
  'type',
  'sources',
  'exclude',
  'aggregate',
  'share',
  'sharedInFull',
  'quantityName',
  'basis',
  'adjust',
  'companyId',
  'enabled',
  'notes',
] as const
export type MapColumn = (typeof mapColumns)[number]

/** One value of a row as a text: what a file holds, and what maps are compared by. Empty when the row has none. */
export function mapCell(row: NamedRow, column: MapColumn): string {
  const value = row[column]
  // Not shared in full is what a row says by saying nothing.
  if (value === undefined || (column === 'sharedInFull' && value === false)) return ''
  return typeof value === 'object' ? placeListText([value].flat()) : String(value)
}
