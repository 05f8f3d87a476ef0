import type { Say } from '../../base/text/say.ts'
import { basisOf } from './basis.ts'
import { knownPath } from './known-path.ts'
import type { LocationMap, MapRow } from './location-map.ts'
import type { MapFacts } from './map-facts.ts'
import { finding, type MapFinding } from './map-finding.ts'
import { mayShare } from './may-share.ts'
import { poolKey } from './pool.ts'
import { sourceOf, territoryOf } from './source-of.ts'

/** Checks the rows against each other: no stock is sold by two of them unless both say how they share it. */
export function lintSharing(map: LocationMap, say: Say, facts: MapFacts): MapFinding[] {
  const rows = map.rows.filter((row) => row.enabled && row.outcome === 'mapped')
  return [...overlaps(rows, say, facts), ...shares(rows, say)]
}

function overlaps(rows: readonly MapRow[], say: Say, facts: MapFacts): MapFinding[] {
  const findings: MapFinding[] = []
  rows.forEach((row, index) => {
    for (const other of rows.slice(0, index)) {
      const source = common(row, other, facts) ?? common(other, row, facts)
      if (source === undefined) continue
      const at = { row: row.id, location: row.shopifyLocation }
      const values = { other: other.shopifyLocation, source }
      const one = { row, poolKey: poolKey(row) }
      const two = { row: other, poolKey: poolKey(other) }
      if (!mayShare(one, two)) findings.push(finding(say, 'error', 'overlap', at, values))
      else if (one.poolKey !== two.poolKey) findings.push(finding(say, 'warning', 'shared-differently', at, values))
      if (row.share === undefined && mayShare(one, two) && basisOf(row) !== basisOf(other))
        findings.push(finding(say, 'warning', 'basis-differs', at, values))
    }
  })
  return findings
}

/** A source of the one row whose stock the other row sells too. */
function common(row: MapRow, other: MapRow, facts: MapFacts): string | undefined {
  const mine = territoryOf(row)
  const theirs = territoryOf(other)
  return row.sources.find((place) => {
    const path = knownPath(place, facts)
    return sourceOf(path, mine) === place.locationId && sourceOf(path, theirs) !== undefined
  })?.location
}

function shares(rows: readonly MapRow[], say: Say): MapFinding[] {
  const findings: MapFinding[] = []
  const groups = new Map<string, MapRow[]>()
  for (const row of rows) {
    if (row.share === undefined) continue
    groups.set(poolKey(row), [...(groups.get(poolKey(row)) ?? []), row])
  }
  for (const group of groups.values()) {
    const last = group.at(-1)
    const first = group[0]
    if (last === undefined || first === undefined) continue
    const at = { row: last.id, location: last.shopifyLocation }
    const total = Math.round(group.reduce((sum, row) => sum + (row.share ?? 0), 0) * 1e4) / 1e4
    const values = { total, others: group.map((row) => row.shopifyLocation).join(', ') }
    if (total > 100) findings.push(finding(say, 'error', 'share-over', at, values))
    if (total < 100) findings.push(finding(say, 'note', 'share-under', at, values))
    const differs = group.some((row) => !same(row, first))
    if (differs) findings.push(finding(say, 'error', 'split-differs', at, values))
  }
  return findings
}

function same(one: MapRow, other: MapRow): boolean {
  return one.aggregate === other.aggregate && one.quantityName === other.quantityName && basisOf(one) === basisOf(other)
}
