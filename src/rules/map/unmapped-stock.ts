import type { PictureLine } from '../../base/messages/picture.ts'
import type { Say } from '../../base/text/say.ts'
import { finding, type MapFinding } from './map-finding.ts'
import type { ReadyMap } from './ready-map.ts'
import { pathOf } from './stock-of-row.ts'

/** Stock at watched locations that no row names, one finding per Odoo location, which the node warns of. */
export function unmappedStock(picture: PictureLine, map: ReadyMap, say: Say): MapFinding[] {
  return picture.stock
    .filter((entry) => entry.quantity !== 0 && !pathOf(entry).some((id) => map.named.sources.has(id) || map.named.excluded.has(id)))
    .toSorted((one, other) => one.locationId - other.locationId)
    .map((entry) => finding(say, 'warning', 'stock-unmapped', { row: null, location: entry.location }))
}
