import type { MapRow } from './location-map.ts'

interface Sharer {
  readonly row: MapRow
  readonly poolKey: string
}

/** Two rows may sell the same stock when both say that they share it in full, or when they split the same sources. */
export function mayShare(one: Sharer, other: Sharer): boolean {
  if (one.row.share !== undefined && other.row.share !== undefined) return one.poolKey === other.poolKey
  return one.row.share === undefined && other.row.share === undefined && one.row.sharedInFull === true && other.row.sharedInFull === true
}
