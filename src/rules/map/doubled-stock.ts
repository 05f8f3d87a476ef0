import type { PictureLine } from '../../base/messages/picture.ts'
import { stockEntries } from './kit-of-row.ts'
import { mayShare } from './pool.ts'
import type { ReadyMap } from './ready-map.ts'
import { sourceOf } from './territory.ts'
import { pathOf } from './stock-of-row.ts'

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
