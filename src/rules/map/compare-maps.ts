import { mapCell, mapColumns, type MapColumn } from './map-cell.ts'
import type { NamedRow } from './named-row.ts'
import { rowsByLocation } from './rows-by-location.ts'

/** What differs for one Shopify location between two maps. */
export interface MapDifference {
  readonly locationId: string
  /** Its name, by the newer map where both have it. */
  readonly location: string
  readonly change: 'added' | 'removed' | 'changed'
  /** Each column that differs, as texts; for `added` and `removed` each that is not empty. */
  readonly columns: readonly { readonly column: MapColumn; readonly from: string; readonly to: string }[]
}

/** Compares two maps by Shopify location; the order of rows, and what a location is called, is no difference. */
export function compareMaps(before: readonly NamedRow[], after: readonly NamedRow[]): MapDifference[] {
  const old = rowsByLocation(before)
  const now = rowsByLocation(after)
  const differences = [...now].flatMap(([key, row]) => difference(old.get(key), row))
  const removed = [...old].flatMap(([key, row]) => (now.has(key) ? [] : difference(row, undefined)))
  return [...differences, ...removed]
}

function difference(before: NamedRow | undefined, after: NamedRow | undefined): MapDifference[] {
  const row = after ?? before
  if (row === undefined) return []
  const columns = mapColumns
    .filter((column) => column !== 'shopifyLocationId' && column !== 'shopifyLocation')
    .map((column) => ({ column, from: cellOf(before, column), to: cellOf(after, column) }))
    .filter(({ from, to }) => from !== to)
  if (columns.length === 0) return []
  const change = before === undefined ? 'added' : after === undefined ? 'removed' : 'changed'
  return [{ locationId: row.shopifyLocationId, location: row.shopifyLocation, change, columns }]
}

function cellOf(row: NamedRow | undefined, column: MapColumn): string {
  return row === undefined ? '' : mapCell(row, column)
}
