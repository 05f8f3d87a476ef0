import type { NamedPlace, NamedRow } from './location-map.ts'
import { mapCell, type MapColumn, mapColumns } from './map-cells.ts'

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

/**
 * Rows by Shopify location, in their order. A location may have several rows of which one is switched on; they are told apart
 * by their order.
 */
function rowsByLocation<Row extends Pick<NamedRow, 'shopifyLocationId'>>(rows: readonly Row[]): Map<string, Row> {
  const seen = new Map<string, number>()
  return new Map(
    rows.map((row) => {
      const count = (seen.get(row.shopifyLocationId) ?? 0) + 1
      seen.set(row.shopifyLocationId, count)
      return [`${row.shopifyLocationId} ${count}`, row]
    }),
  )
}

interface KnownNow {
  /** The map as it is now. */
  readonly rows: readonly NamedRow[]
  /** Every Shopify location that is known to exist. */
  readonly known: readonly { readonly id: string; readonly name: string }[]
}

/**
 * The rows of a file with what only the present map knows: the name of a Shopify location that the file leaves blank, and id
 * and path of an Odoo location that the present row of that Shopify location names too. `keepIds` also keeps the ids of
 * present rows, for a file that has none.
 */
export function withKnown(read: readonly NamedRow[], { rows, known }: KnownNow, keepIds: boolean): NamedRow[] {
  const present = rowsByLocation(rows)
  const every = rows.flatMap(placesOf)
  const taken = new Set<string>()
  return [...rowsByLocation(read)].map(([key, row]) => {
    const before = present.get(key)
    const named = (place: NamedPlace): NamedPlace => completed(place, before === undefined ? [] : placesOf(before), every)
    const { adjust, shopifyLocation, ...rest } = row
    const id = keepIds && before !== undefined && !taken.has(before.id) ? before.id : row.id
    taken.add(id)
    return {
      ...rest,
      id,
      shopifyLocation: shopifyLocation || before?.shopifyLocation || known.find((one) => one.id === row.shopifyLocationId)?.name || '',
      sources: row.sources.map(named),
      exclude: row.exclude.map(named),
      ...(adjust === undefined ? {} : { adjust: named(adjust) }),
    }
  })
}

/** By name in the same row, so that one that the map has by name only stays so; by id wherever the map has it. */
function completed(place: NamedPlace, own: readonly NamedPlace[], every: readonly NamedPlace[]): NamedPlace {
  const { locationId, location, path } = place
  if (locationId === undefined) return own.find((one) => one.location === location) ?? place
  if (path !== undefined) return place
  const same = every.find(
    (one) => one.locationId === locationId && (location === '' || one.location === location) && one.path !== undefined,
  )
  const name = location || every.find((one) => one.locationId === locationId)?.location || ''
  return { locationId, location: name, ...(same?.path === undefined ? {} : { path: same.path }) }
}

function placesOf(row: NamedRow): NamedPlace[] {
  return [...row.sources, ...row.exclude, ...(row.adjust === undefined ? [] : [row.adjust])]
}
