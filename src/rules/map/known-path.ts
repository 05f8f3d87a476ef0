import type { OdooPlace } from './location-map.ts'
import type { MapFacts } from './map-facts.ts'

/**
 * Path of a location from the root of Odoo's tree down to itself: as Odoo shows it, else as the editor stored it, else
 * only itself, so that what cannot be known is not claimed.
 */
export function knownPath(place: OdooPlace, facts: MapFacts): readonly number[] {
  const path = facts.odoo?.find((location) => location.locationId === place.locationId)?.path ?? place.path ?? []
  return path.at(-1) === place.locationId ? path : [...path, place.locationId]
}
