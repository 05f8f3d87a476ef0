import { SyncError } from '../../base/error/sync-error.ts'
import { isPlainObject } from '../../base/plain-object.ts'

/** Finds Odoo locations by their complete names, e.g. "NJ/Stock". */
export type PlaceFinder = (
  names: readonly string[],
) => Promise<ReadonlyMap<string, { readonly locationId: number; readonly path: readonly number[] }>>

/**
 * Fills in the ids of Odoo locations that a map, as stored in a flow, names only by their complete name: so one flow can be
 * imported for another database. Throws MAP_ROW_INVALID naming the first location that does not exist.
 */
export async function resolvePlaces(rows: unknown, find: PlaceFinder): Promise<unknown> {
  const names = new Set<string>()
  visitPlaces(rows, (place) => {
    if (isNamed(place)) names.add(place['location'])
  })
  if (names.size === 0) return rows
  const found = await find([...names])
  const copy: unknown = structuredClone(rows)
  visitPlaces(copy, (place, row) => {
    if (!isNamed(place)) return
    const known = found.get(place['location'])
    if (known === undefined) {
      const name = row['shopifyLocation']
      throw new SyncError('MAP_ROW_INVALID', {
        row: typeof name === 'string' ? name : '-',
        problem: `Odoo location ${place['location']} does not exist`,
      })
    }
    place['locationId'] = known.locationId
    place['path'] = [...known.path]
  })
  return copy
}

function isNamed(place: Record<string, unknown>): place is Record<string, unknown> & { location: string } {
  return (
    (place['locationId'] === undefined || place['locationId'] === '') && typeof place['location'] === 'string' && place['location'] !== ''
  )
}

function visitPlaces(rows: unknown, visit: (place: Record<string, unknown>, row: Record<string, unknown>) => void): void {
  if (!Array.isArray(rows)) return
  for (const row of rows.filter(isPlainObject)) {
    for (const list of [row['sources'], row['exclude'], [row['adjust']]]) {
      if (Array.isArray(list)) for (const place of list.filter(isPlainObject)) visit(place, row)
    }
  }
}
