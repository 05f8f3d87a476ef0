import type { PictureLine, WatchedLocation } from '../../base/messages/picture.ts'
import { stockEntries } from './kit-of-row.ts'
import type { OdooPlace } from './location-map.ts'

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
