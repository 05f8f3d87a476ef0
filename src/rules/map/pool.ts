import type { OdooProduct } from '../../base/messages/odoo-product.ts'
import type { WatchedLocation } from '../../base/messages/picture.ts'
import { knownPath } from './known-path.ts'
import type { MapRow, OdooPlace } from './location-map.ts'

/** Names the stock that a row sells, whatever the order in which its sources are written: `8,15-9`. */
export function poolKey(row: Pick<MapRow, 'sources' | 'exclude'>): string {
  const ids = (places: MapRow['sources']) =>
    [...new Set(places.map((place) => place.locationId))].toSorted((one, other) => one - other).join(',')
  return row.exclude.length === 0 ? ids(row.sources) : `${ids(row.sources)}-${ids(row.exclude)}`
}

/**
 * The pool of a level line: `database:product:1/7/8,1/7/15-1/7/9`. Lines with one pool sell the same units; where pools overlap in
 * part (`sharesStock`), a sale held at one is held at all. So each location is named with its path, as the picture shows it, else
 * as the map knows it. A row with a share has units of its own and therefore a pool of its own.
 */
export function poolOf(odoo: OdooProduct, row: MapRow, watched: readonly WatchedLocation[]): string {
  const pathOf = (place: OdooPlace): string => {
    const path = watched.find(({ locationId }) => locationId === place.locationId)?.path ?? knownPath(place, {})
    return (path.at(-1) === place.locationId ? path : [...path, place.locationId]).join('/')
  }
  const paths = (places: readonly OdooPlace[]): string =>
    [...new Map(places.map((place) => [place.locationId, place])).values()]
      .toSorted((one, other) => one.locationId - other.locationId)
      .map(pathOf)
      .join(',')
  const key = row.exclude.length === 0 ? paths(row.sources) : `${paths(row.sources)}-${paths(row.exclude)}`
  return `${odoo.database}:${odoo.productId}:${key}${row.share === undefined ? '' : `#${encodeURIComponent(row.id)}`}`
}
