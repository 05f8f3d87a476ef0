import type { MapRow, OdooPlace, NamedPlace, NamedRow } from './location-map.ts'
import { withPlaceIds } from './with-place-ids.ts'

/**
 * The rows of several maps in one tree of Odoo locations: a place that one map knows by name and another by its id is the same,
 * and where no path is known, the complete names tell which one lies above which.
 */
export function placedRows(
  maps: readonly (readonly NamedRow[])[],
  odoo: readonly Pick<OdooPlace, 'locationId' | 'location'>[],
): MapRow[][] {
  const listed = [...odoo.map(({ locationId, location }) => ({ locationId, location })), ...maps.flat().flatMap(placesOf).filter(hasId)]
  const rows = withPlaceIds(maps.flat(), listed)
  const ids = new Map(
    rows
      .flatMap(placesOf)
      .filter(hasId)
      .map(({ location, locationId }) => [location, locationId]),
  )
  const placed = rows.map((row) => ({ ...row, sources: row.sources.map(withPath), exclude: row.exclude.map(withPath) }))
  let from = 0
  return maps.map(({ length }) => placed.slice(from, (from += length)))

  function withPath(place: OdooPlace): OdooPlace {
    const { location, locationId, path = [locationId] } = place
    const parts = location.split('/')
    const above = parts.slice(1).flatMap((_, depth) => ids.get(parts.slice(0, depth + 1).join('/')) ?? [])
    return { ...place, path: [...above.filter((id) => !path.includes(id)), ...path] }
  }
}

function placesOf(row: Pick<NamedRow, 'sources' | 'exclude'>): NamedPlace[] {
  return [...row.sources, ...row.exclude]
}

function hasId(place: NamedPlace): place is OdooPlace {
  return place.locationId !== undefined
}
