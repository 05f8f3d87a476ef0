import type { PictureLine, WatchedLocation } from '../../base/messages/picture.ts'
import type { Say } from '../../base/text/say.ts'
import { basisOf, type OdooPlace } from './location-map.ts'
import { finding, type MapFinding } from './map-finding.ts'
import { mayShare } from './pool.ts'
import type { ReadyMap, ReadyRow } from './ready-map.ts'
import { countedOf, type RowStock } from './stock-of-row.ts'
import { pathOf, sourceOf, stockEntries } from './territory.ts'

type Seen = Pick<PictureLine, 'watched' | 'excluded' | 'stock' | 'kit'>

/**
 * Whether a picture covers a source: the source is watched or lies below a watched location, and no exclusion of the watch
 * lies between. A picture has no path of a location without stock, so the path that the editor stored decides, then a stock
 * entry below the source, then the name.
 */
export function isWatched(source: OdooPlace, picture: Seen): boolean {
  const left = (picture.excluded ?? []).filter((excluded) => isAtOrAbove(excluded, source, picture))
  const watched = picture.watched.filter((one) => isAtOrAbove(one, source, picture))
  return watched.some((one) => left.every((excluded) => one.locationId !== excluded.locationId && one.path.includes(excluded.locationId)))
}

function isAtOrAbove(place: WatchedLocation, source: OdooPlace, picture: Seen): boolean {
  return (
    place.locationId === source.locationId ||
    (source.path?.includes(place.locationId) ?? false) ||
    source.location.startsWith(`${place.location}/`) ||
    stockEntries(picture).some(({ path }) => {
      const above = path.indexOf(place.locationId)
      return above >= 0 && path.indexOf(source.locationId) > above
    })
  )
}

/**
 * Rows that would sell stock which another row sells too without either saying so, by row id. The lint finds them when it
 * knows the tree of locations; this finds them by the paths of the picture, before a unit is offered twice.
 */
export function doubledStock(picture: PictureLine, map: ReadyMap): Map<string, { location: string; other: string }> {
  const doubled = new Map<string, { location: string; other: string }>()
  for (const entry of stockEntries(picture)) {
    const path = pathOf(entry)
    const takers = map.rows.filter((ready) => sourceOf(path, ready) !== undefined)
    for (const taker of takers) {
      const rival = takers.find((other) => other !== taker && !mayShare(taker, other))
      if (rival !== undefined) doubled.set(taker.row.id, { location: entry.location, other: rival.row.shopifyLocation })
    }
  }
  return doubled
}

/** A source of a drop-ship row that would add up what lies below it. */
export interface SummedSuppliers {
  readonly source: OdooPlace
  /** A location below it, by its complete name. */
  readonly below: string
}

/**
 * One order goes to one supplier, so a source of a drop-ship row is one supplier: what lies below it would be added up, and
 * shown as if one could deliver all of it. The lint finds that when it knows the tree of locations; this finds it by the paths
 * of the picture. Undefined when each source stands for itself.
 */
export function summedSuppliers(picture: PictureLine, ready: ReadyRow): SummedSuppliers | undefined {
  if (ready.row.type !== 'drop-ship') return undefined
  for (const entry of stockEntries(picture)) {
    const id = sourceOf(pathOf(entry), ready)
    const source = id === entry.locationId ? undefined : ready.row.sources.find((place) => place.locationId === id)
    if (source !== undefined) return { source, below: entry.location }
  }
  return undefined
}

/** Stock at watched locations that no row names, one finding per Odoo location, which the node warns of. */
export function unmappedStock(picture: PictureLine, map: ReadyMap, say: Say): MapFinding[] {
  return picture.stock
    .filter((entry) => entry.quantity !== 0 && !pathOf(entry).some((id) => map.named.sources.has(id) || map.named.excluded.has(id)))
    .toSorted((one, other) => one.locationId - other.locationId)
    .map((entry) => finding(say, 'warning', 'stock-unmapped', { row: null, location: entry.location }))
}

/**
 * Told of a row from before there was a choice of basis that offers units which customers are owed: it goes on counting as it
 * did, and whoever runs it shall know. A row that states its basis was decided.
 */
export function offeredDemand({ row }: ReadyRow, stock: RowStock, say: Say): MapFinding[] {
  const owed = countedOf(stock, row).some(({ demand }) => demand > 0)
  if (row.basis !== undefined || basisOf(row) !== 'free' || !owed) return []
  return [finding(say, 'warning', 'demand-offered', { row: row.id, location: row.shopifyLocation })]
}
