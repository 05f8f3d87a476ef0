import { SyncError } from '../../src/error/sync-error.ts'
import { findLocations } from '../../src/odoo/find-locations.ts'
import type { Odoo } from '../../src/odoo/odoo.ts'
import { warehouseStock } from '../../src/odoo/warehouse-stock.ts'

/**
 * The locations that a watch reads: the chosen ones, those named by their complete name alone looked up, or the stock of
 * every warehouse when none is chosen. Throws WATCH_LOCATION_UNREADABLE with the name.
 */
export async function watchedLocations(odoo: Odoo, chosen: unknown): Promise<{ locationId: number; location: string }[]> {
  const places = Array.isArray(chosen) ? chosen.filter((place): place is object => typeof place === 'object' && place !== null) : []
  if (places.length === 0) return warehouseStock(odoo)
  const named = places.map((place) => ({
    locationId: 'locationId' in place && typeof place.locationId === 'number' ? place.locationId : undefined,
    location: 'location' in place && typeof place.location === 'string' ? place.location : '',
  }))
  const missing = named.filter((place) => place.locationId === undefined).map((place) => place.location)
  const found = missing.length === 0 ? new Map<string, { locationId: number }>() : await findLocations(odoo, missing)
  return named.map(({ locationId, location }) => {
    const id = locationId ?? found.get(location)?.locationId
    if (id === undefined) throw new SyncError('WATCH_LOCATION_UNREADABLE', { odooLocation: location, locationId: 0 }, { subject: { odooLocation: location } })
    return { locationId: id, location }
  })
}
