import { SyncError } from '../../base/error/sync-error.ts'
import type { LocationMap, MapRow } from './location-map.ts'

/** Where an adjustment or order from Shopify goes in Odoo. */
export interface OdooTarget {
  readonly row: string
  readonly locationId: number
  readonly location: string
  readonly companyId?: number
}

/**
 * The other direction of the map (requirement 2.5): the Odoo location that an adjustment or order at a Shopify location
 * hits, which is the row's `adjust`, else its first source. Undefined when the location is excluded or switched off.
 * Throws MAP_UNDECIDED when no row names it; there is no default warehouse.
 */
export function odooLocationOf(map: LocationMap, shopifyLocationId: string): OdooTarget | undefined {
  const rows = map.rows.filter((row) => row.shopifyLocationId === shopifyLocationId)
  if (rows.length === 0) {
    const name = map.known?.find((location) => location.id === shopifyLocationId)?.name ?? shopifyLocationId
    throw new SyncError('MAP_UNDECIDED', { shopifyLocation: name }, { subject: { shopifyLocationId, shopifyLocation: name } })
  }
  const row = rows.find((candidate) => candidate.enabled && candidate.outcome === 'mapped')
  return row === undefined ? undefined : targetOf(row)
}

function targetOf(row: MapRow): OdooTarget {
  const place = row.adjust ?? row.sources[0]
  if (place === undefined) throw new SyncError('MAP_ROW_INVALID', { row: row.shopifyLocation, problem: 'sources' })
  return {
    row: row.id,
    locationId: place.locationId,
    location: place.location,
    ...(row.companyId === undefined ? {} : { companyId: row.companyId }),
  }
}
