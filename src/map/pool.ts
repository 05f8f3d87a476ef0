import type { OdooProduct } from '../line/odoo-product.ts'
import type { MapRow } from './location-map.ts'

/** Names the stock that a row sells, whatever the order in which its sources are written: `8,15-9`. */
export function poolKey(row: Pick<MapRow, 'sources' | 'exclude'>): string {
  const ids = (places: MapRow['sources']) =>
    [...new Set(places.map((place) => place.locationId))].toSorted((one, other) => one - other).join(',')
  return row.exclude.length === 0 ? ids(row.sources) : `${ids(row.sources)}-${ids(row.exclude)}`
}

/**
 * The pool of a level line: lines with one pool sell the same units, so a sale held at one is held at all. A row with a
 * share has units of its own and therefore a pool of its own.
 */
export function poolOf(odoo: OdooProduct, key: string, row: Pick<MapRow, 'id' | 'share'>): string {
  return `${odoo.database}:${odoo.productId}:${key}${row.share === undefined ? '' : `#${row.id}`}`
}
