import type { NamedPlace, NamedRow } from './named-row.ts'
import { rowsByLocation } from './rows-by-location.ts'

export interface KnownNow {
  /** The map as it is now. */
  readonly rows: readonly NamedRow[]
  /** Every Shopify location that is known to exist. */
  readonly known: readonly { readonly id: string; readonly name: string }[]
}

/**
 * The rows of a file with what only the present map knows: the name of a Shopify location that the file leaves blank, and id
 * and path of an Odoo location that the present row of that Shopify location names too. `keepIds` also keeps the ids of
 * present rows, for a file that has none.
 */
export function withKnown(read: readonly NamedRow[], { rows, known }: KnownNow, keepIds: boolean): NamedRow[] {
  const present = rowsByLocation(rows)
  const every = rows.flatMap(placesOf)
  const taken = new Set<string>()
  return [...rowsByLocation(read)].map(([key, row]) => {
    const before = present.get(key)
    const named = (place: NamedPlace): NamedPlace => completed(place, before === undefined ? [] : placesOf(before), every)
    const { adjust, shopifyLocation, ...rest } = row
    const id = keepIds && before !== undefined && !taken.has(before.id) ? before.id : row.id
    taken.add(id)
    return {
      ...rest,
      id,
      shopifyLocation: shopifyLocation || before?.shopifyLocation || known.find((one) => one.id === row.shopifyLocationId)?.name || '',
      sources: row.sources.map(named),
      exclude: row.exclude.map(named),
      ...(adjust === undefined ? {} : { adjust: named(adjust) }),
    }
  })
}

/** By name in the same row, so that one that the map has by name only stays so; by id wherever the map has it. */
function completed(place: NamedPlace, own: readonly NamedPlace[], every: readonly NamedPlace[]): NamedPlace {
  const { locationId, location, path } = place
  if (locationId === undefined) return own.find((one) => one.location === location) ?? place
  if (path !== undefined) return place
  const same = every.find(
    (one) => one.locationId === locationId && (location === '' || one.location === location) && one.path !== undefined,
  )
  const name = location || every.find((one) => one.locationId === locationId)?.location || ''
  return { locationId, location: name, ...(same?.path === undefined ? {} : { path: same.path }) }
}

function placesOf(row: NamedRow): NamedPlace[] {
  return [...row.sources, ...row.exclude, ...(row.adjust === undefined ? [] : [row.adjust])]
}
