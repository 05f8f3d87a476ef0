import type { MapRow, NamedPlace, NamedRow, OdooPlace } from './location-map.ts'

/**
 * Rows as the check of the map reads them. Places that are kept by name get the id that Odoo lists. Others are chosen all the
 * same: each name stands for one place, with an id that no location of Odoo has, so that a row by names is not taken for a row
 * without a source, and two rows by one name for rows that share its stock.
 */
export function withPlaceIds(rows: readonly NamedRow[], odoo: readonly OdooPlace[]): MapRow[] {
  const unlisted: string[] = []
  const place = ({ locationId, location, path }: NamedPlace): OdooPlace => {
    if (locationId !== undefined) return { locationId, location, ...(path === undefined ? {} : { path }) }
    const listed = odoo.find((one) => one.location === location)
    if (listed !== undefined)
      return { locationId: listed.locationId, location, ...(listed.path === undefined ? {} : { path: listed.path }) }
    if (!unlisted.includes(location)) unlisted.push(location)
    return { locationId: -1 - unlisted.indexOf(location), location }
  }
  return rows.map(({ sources, exclude, adjust, ...rest }) => ({
    ...rest,
    sources: sources.map(place),
    exclude: exclude.map(place),
    ...(adjust === undefined ? {} : { adjust: place(adjust) }),
  }))
}

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
