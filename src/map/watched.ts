import type { PictureLine } from '../line/picture.ts'
import { stockEntries } from './kit-of-row.ts'
import type { OdooPlace } from './location-map.ts'

/**
 * Whether a picture covers a source: the source is watched or lies below a watched location. A picture has no path of a
 * location without stock, so the path that the editor stored decides, then a stock entry below the source, then the name.
 */
export function isWatched(source: OdooPlace, picture: Pick<PictureLine, 'watched' | 'stock' | 'kit'>): boolean {
  return picture.watched.some(
    (watched) =>
      watched.locationId === source.locationId ||
      (source.path?.includes(watched.locationId) ?? false) ||
      source.location.startsWith(`${watched.location}/`) ||
      stockEntries(picture).some(({ path }) => {
        const above = path.indexOf(watched.locationId)
        return above >= 0 && path.indexOf(source.locationId) > above
      }),
  )
}
