import type { MapRow, OdooPlace, NamedPlace, NamedRow } from './location-map.ts'

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
