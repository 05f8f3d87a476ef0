import { SyncError } from '../../src/base/error/sync-error.ts'
import { findLocations } from '../../src/adapters/odoo/find-locations.ts'
import type { Odoo } from '../../src/ports/odoo/odoo.ts'
import { numberProperty, textProperty } from '../../src/ports/odoo/property.ts'
import { warehouseStock } from '../../src/adapters/odoo/warehouse-stock.ts'

interface NamedPlace {
  readonly locationId: number
  readonly location: string
}

/**
 * The locations that a watch reads: the chosen ones, or the stock of every warehouse when none is chosen. Throws
 * WATCH_LOCATION_UNREADABLE with the name.
 */
export async function watchedLocations(odoo: Odoo, chosen: unknown): Promise<NamedPlace[]> {
  const places = await namedPlaces(odoo, chosen)
  return places.length === 0 ? warehouseStock(odoo) : places
}

/**
 * Chosen locations by id, or looked up by their complete name. Throws WATCH_LOCATION_UNREADABLE with the name of the first
 * that is not to be found, or that several companies have.
 */
export async function namedPlaces(odoo: Odoo, chosen: unknown): Promise<NamedPlace[]> {
  const places = Array.isArray(chosen) ? chosen.filter((place): place is object => typeof place === 'object' && place !== null) : []
  const named = places.map((place) => ({
    locationId: numberProperty(place, 'locationId'),
    location: textProperty(place, 'location') ?? '',
  }))
  const unknown = named.filter((place) => place.locationId === undefined).map((place) => place.location)
  const found = unknown.length === 0 ? new Map<string, { locationId: number }>() : await findLocations(odoo, unknown)
  return named.map(({ locationId, location }) => {
    const id = locationId ?? found.get(location)?.locationId
    if (id === undefined)
      throw new SyncError('WATCH_LOCATION_UNREADABLE', { odooLocation: location, locationId: 0 }, { subject: { odooLocation: location } })
    return { locationId: id, location }
  })
}
