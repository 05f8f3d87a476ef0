import type { PictureLine } from '../../base/messages/picture.ts'
import { stockEntries } from './kit-of-row.ts'
import type { OdooPlace } from './location-map.ts'
import type { ReadyRow } from './ready-map.ts'
import { sourceOf } from './territory.ts'
import { pathOf } from './stock-of-row.ts'

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
