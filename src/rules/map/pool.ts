import type { OdooProduct } from '../../base/messages/odoo-product.ts'
import type { WatchedLocation } from '../../base/messages/picture.ts'
import type { MapRow, OdooPlace } from './location-map.ts'
import { knownPath, sourceOf, type Territory } from './territory.ts'

/** Names the stock that a row sells, whatever the order in which its sources are written: `8,15-9`. */
export function poolKey(row: Pick<MapRow, 'sources' | 'exclude'>): string {
  const ids = (places: MapRow['sources']) =>
    [...new Set(places.map((place) => place.locationId))].toSorted((one, other) => one - other).join(',')
  return row.exclude.length === 0 ? ids(row.sources) : `${ids(row.sources)}-${ids(row.exclude)}`
}

/**
 * The pool of a level line: `database:product:1/7/8,1/7/15-1/7/9`. Lines with one pool sell the same units; where pools overlap in
 * part (`sharesStock`), a sale held at one is held at all. So each location is named with its path, as the picture shows it, else
 * as the map knows it. A row with a share has units of its own and therefore a pool of its own.
 */
export function poolOf(odoo: OdooProduct, row: MapRow, watched: readonly WatchedLocation[]): string {
  const pathOf = (place: OdooPlace): string => {
    const path = watched.find(({ locationId }) => locationId === place.locationId)?.path ?? knownPath(place, {})
    return (path.at(-1) === place.locationId ? path : [...path, place.locationId]).join('/')
  }
  const paths = (places: readonly OdooPlace[]): string =>
    [...new Map(places.map((place) => [place.locationId, place])).values()]
      .toSorted((one, other) => one.locationId - other.locationId)
      .map(pathOf)
      .join(',')
  const key = row.exclude.length === 0 ? paths(row.sources) : `${paths(row.sources)}-${paths(row.exclude)}`
  return `${odoo.database}:${odoo.productId}:${key}${row.share === undefined ? '' : `#${encodeURIComponent(row.id)}`}`
}

interface Sharer {
  readonly row: MapRow
  readonly poolKey: string
}

/** Two rows may sell the same stock when both say that they share it in full, or when they split the same sources. */
export function mayShare(one: Sharer, other: Sharer): boolean {
  if (one.row.share !== undefined && other.row.share !== undefined) return one.poolKey === other.poolKey
  return one.row.share === undefined && other.row.share === undefined && one.row.sharedInFull === true && other.row.sharedInFull === true
}

/** What the name of a pool says (`poolOf`). */
interface PoolParts extends Territory {
  /** Each source by its path from the root of Odoo's tree, as far as it is known. */
  readonly paths: readonly (readonly number[])[]
  /** Sources and exclusions without their paths. */
  readonly key: string
  /** The row, when it has a share: units of its own. */
  readonly row: string | undefined
}

/**
 * The stock of a pool: all pools of one product of one database begin with it, and no others. A name that is not ours is a
 * stock by itself.
 */
export function stockOf(pool: string): string {
  const end = pool.lastIndexOf(':')
  return end > 0 && ours.test(pool.slice(end + 1)) ? pool.slice(0, end + 1) : pool
}

/** Paths of ids, then what is excluded, then the row; asked for every level, so it takes nothing apart. */
const ours = /^[1-9]\d{0,15}(?:[/,][1-9]\d{0,15})*(?:-(?:[1-9]\d{0,15}(?:[/,][1-9]\d{0,15})*)?)?(?:#|$)/

/**
 * Whether levels of two pools can sell the same unit: one of them counts a source of the other, whole or in part, and does not
 * exclude it. Rows that split one stock by percent have units of their own.
 */
export function sharesStock(one: string, other: string): boolean {
  if (one === other) return true
  if (stockOf(one) !== stockOf(other)) return false
  const [mine, theirs] = [partsOf(one), partsOf(other)]
  if (mine === undefined || theirs === undefined) return false
  if (mine.key === theirs.key && mine.row !== undefined && theirs.row !== undefined) return mine.row === theirs.row
  return sellsOf(mine, theirs) || sellsOf(theirs, mine)
}

/** Whether the other one counts a source of the one. */
function sellsOf(one: PoolParts, other: PoolParts): boolean {
  return one.paths.some((path) => sourceOf(path, one) === path.at(-1) && sourceOf(path, other) !== undefined)
}

/** `database:product:path,path-path#row`; nothing before the last colon is looked at. Undefined for a name of another form. */
function partsOf(pool: string): PoolParts | undefined {
  const [places = '', row] = pool.slice(pool.lastIndexOf(':') + 1).split('#', 2)
  const [sources = '', exclude = '', ...more] = places.split('-')
  const [paths, excluded] = [pathsIn(sources), exclude === '' ? [] : pathsIn(exclude)]
  if (!pool.includes(':') || more.length > 0 || paths === undefined || excluded === undefined) return undefined
  const ids = (some: readonly (readonly number[])[]): number[] => some.map((path) => path.at(-1) ?? 0)
  const key = `${ids(paths).join(',')}-${ids(excluded).join(',')}`
  return { paths, sources: new Set(ids(paths)), excluded: new Set(ids(excluded)), key, row }
}

function pathsIn(text: string): number[][] | undefined {
  const paths = text.split(',').map((path) => path.split('/').map(Number))
  return paths.every((path) => path.every((id) => Number.isSafeInteger(id) && id > 0)) ? paths : undefined
}
