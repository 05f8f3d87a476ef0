import type { PictureLine, StockAt } from '../../base/messages/picture.ts'
import type { MapRow, OdooPlace } from './location-map.ts'
import type { MapFacts } from './map-finding.ts'

/** What a row of the map says of the tree of Odoo locations. */
export interface Territory {
  readonly sources: ReadonlySet<number>
  readonly excluded: ReadonlySet<number>
}

/** The sources and exclusions of a row, ready for look-ups. */
export function territoryOf(row: Pick<MapRow, 'sources' | 'exclude'>): Territory {
  return {
    sources: new Set(row.sources.map((place) => place.locationId)),
    excluded: new Set(row.exclude.map((place) => place.locationId)),
  }
}

/**
 * Finds which source of a row a location belongs to; undefined when the row does not sell its stock. The deepest
 * location on the path that the row names decides, an exclusion before a source, so stock is counted at most once and
 * an exclusion holds at any depth (requirement 2.3).
 */
export function sourceOf(path: readonly number[], row: Territory): number | undefined {
  const deepest = path.findLast((id) => row.excluded.has(id) || row.sources.has(id))
  return deepest === undefined || row.excluded.has(deepest) ? undefined : deepest
}

/**
 * Path of a location from the root of Odoo's tree down to itself: as Odoo shows it, else as the editor stored it, else
 * only itself, so that what cannot be known is not claimed.
 */
export function knownPath(place: OdooPlace, facts: MapFacts): readonly number[] {
  const path = facts.odoo?.find((location) => location.locationId === place.locationId)?.path ?? place.path ?? []
  return path.at(-1) === place.locationId ? path : [...path, place.locationId]
}

/** Path of a stock entry down to its own location, also when the picture left the location itself out of it. */
export function pathOf(entry: Pick<StockAt, 'locationId' | 'path'>): readonly number[] {
  return entry.path.at(-1) === entry.locationId ? entry.path : [...entry.path, entry.locationId]
}

/** Every stock entry of a picture; of a kit, those of its parts. */
export function stockEntries({ stock, kit }: Pick<PictureLine, 'stock' | 'kit'>): readonly StockAt[] {
  return kit === undefined ? stock : kit.components.flatMap((component) => component.stock)
}
