import { SyncError } from '../../base/error/sync-error.ts'
import type { Say } from '../../base/text/say.ts'
import { lintMap } from './lint-map.ts'
import type { LocationMap, MapRow } from './location-map.ts'
import type { MapFacts } from './map-finding.ts'
import { poolKey } from './pool.ts'
import { territoryOf, type Territory } from './territory.ts'

/** A row that makes level lines. */
export interface ReadyRow extends Territory {
  readonly row: MapRow
  /** Names the sources and exclusions; rows with one key sell the same stock. */
  readonly poolKey: string
  /** Names of the other Shopify locations that offer the same units in full. */
  readonly alsoAt: readonly string[]
}

/** Rows that split one stock by percent, in the order of the map. */
export interface Split {
  readonly rows: readonly string[]
  readonly shares: readonly number[]
}

/** A checked map, with look-ups made once for all pictures. */
export interface ReadyMap {
  readonly shop: string | undefined
  readonly rows: readonly ReadyRow[]
  readonly splits: ReadonlyMap<string, Split>
  /** Everything that any row names: stock at other watched locations is a finding. */
  readonly named: Territory
}

/**
 * Makes a map ready for use. Throws MAP_UNDECIDED with the name of a Shopify location without an outcome, and
 * MAP_ROW_INVALID for the first other finding of severity `error` (requirements 2.1 and 2.7).
 */
export function readyMap(map: LocationMap, say: Say, facts: MapFacts = {}): ReadyMap {
  for (const finding of lintMap(map, say, facts)) {
    if (finding.severity !== 'error') continue
    if (finding.code === 'undecided') throw new SyncError('MAP_UNDECIDED', { shopifyLocation: finding.location })
    throw new SyncError('MAP_ROW_INVALID', { row: finding.location, problem: finding.text })
  }
  const active = map.rows.filter((row) => row.enabled && row.outcome === 'mapped')
  const rows = active.map((row): ReadyRow => {
    const key = poolKey(row)
    const alsoAt =
      row.share === undefined ? active.filter((other) => other !== row && poolKey(other) === key).map((other) => other.shopifyLocation) : []
    return { row, ...territoryOf(row), poolKey: key, alsoAt }
  })
  return {
    shop: map.shop,
    rows,
    splits: splitsOf(rows),
    named: {
      sources: new Set(map.rows.flatMap((row) => row.sources.map((place) => place.locationId))),
      excluded: new Set(map.rows.flatMap((row) => row.exclude.map((place) => place.locationId))),
    },
  }
}

function splitsOf(rows: readonly ReadyRow[]): Map<string, Split> {
  const splits = new Map<string, Split>()
  for (const { row, poolKey: key } of rows) {
    if (row.share === undefined) continue
    const known = splits.get(key) ?? { rows: [], shares: [] }
    splits.set(key, { rows: [...known.rows, row.id], shares: [...known.shares, row.share] })
  }
  return splits
}
