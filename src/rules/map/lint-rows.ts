import type { Say } from '../../base/text/say.ts'
import { basisOf, type LocationMap, type MapRow, type OdooPlace } from './location-map.ts'
import { finding, type MapFacts, type MapFinding, type MapFindingCode } from './map-finding.ts'
import { mayShare, poolKey } from './pool.ts'
import { knownPath, sourceOf, territoryOf } from './territory.ts'

/** Locations that a finding names at most. */
const mostNamed = 5

/** Checks one row by itself. */
export function lintRow(row: MapRow, say: Say, facts: MapFacts): MapFinding[] {
  const at = { row: row.id, location: row.shopifyLocation }
  if (row.outcome === 'excluded') return (row.reason ?? '').trim() === '' ? [finding(say, 'error', 'reason-missing', at)] : []
  const findings = row.sources.length === 0 ? [finding(say, 'error', 'source-missing', at)] : []
  if (row.type === 'drop-ship' && row.aggregate === 'sum' && row.sources.length > 1)
    findings.push(finding(say, 'error', 'drop-ship-summed', at))
  if (row.share !== undefined && row.sharedInFull === true) findings.push(finding(say, 'error', 'share-and-full', at))
  if (row.quantityName === 'on_hand') {
    const shared = row.share !== undefined || row.sharedInFull === true
    findings.push(finding(say, shared ? 'warning' : 'note', shared ? 'on-hand-shared' : 'on-hand', at))
  }
  if (row.basis === undefined && row.quantityName === 'available') findings.push(finding(say, 'warning', 'basis-unstated', at))
  if (row.basis !== undefined && (row.basis === 'on-hand') !== (row.quantityName === 'on_hand'))
    findings.push(finding(say, 'error', 'basis-on-hand', at))
  return [...findings, ...nesting(row, say, facts), ...places(row, say, facts)]
}

function nesting(row: MapRow, say: Say, facts: MapFacts): MapFinding[] {
  const about = (severity: MapFinding['severity'], code: MapFindingCode, place: OdooPlace, other = '') =>
    finding(say, severity, code, { row: row.id, location: row.shopifyLocation }, { source: place.location, other })
  const territory = territoryOf(row)
  const findings: MapFinding[] = []
  row.sources.forEach((place, index) => {
    const first = row.sources.findIndex((other) => other.locationId === place.locationId)
    if (first < index) findings.push(about('error', 'source-twice', place))
    if (territory.excluded.has(place.locationId)) findings.push(about('error', 'source-excluded', place))
    const above = sourceOf(
      knownPath(place, facts).filter((id) => id !== place.locationId),
      territory,
    )
    const outer = row.sources.find((other) => other.locationId === above)
    // Within a sum a nested source changes nothing; among suppliers it makes one supplier out of a part of another.
    if (outer !== undefined) findings.push(about(row.aggregate === 'sum' ? 'warning' : 'error', 'source-nested', place, outer.location))
  })
  for (const place of row.exclude) {
    const path = knownPath(place, facts)
    const known = path.length > 1 || facts.odoo !== undefined
    if (known && !path.some((id) => territory.sources.has(id))) findings.push(about('warning', 'exclusion-outside', place))
  }
  return findings
}

function places(row: MapRow, say: Say, facts: MapFacts): MapFinding[] {
  const { odoo } = facts
  if (odoo === undefined || !row.enabled) return []
  const known = new Map(odoo.map((location) => [location.locationId, location]))
  return row.sources.flatMap((place) => {
    const at = { row: row.id, location: row.shopifyLocation }
    const location = known.get(place.locationId)
    if (location === undefined) return [finding(say, 'error', 'source-unknown', at, { source: place.location })]
    if (!location.active) return [finding(say, 'error', 'source-inactive', at, { source: place.location })]
    if (location.usage === 'supplier') return [finding(say, 'error', 'source-supplier', at, { source: place.location })]
    const below =
      row.type === 'drop-ship' ? odoo.filter((one) => one !== location && sourceOf(one.path, territoryOf(row)) === place.locationId) : []
    if (below.length > 0) {
      const names = below.slice(0, mostNamed).map((one) => one.location)
      const values = { source: place.location, below: [...names, ...(below.length > mostNamed ? ['…'] : [])].join(', ') }
      return [finding(say, 'error', 'drop-ship-parent', at, values)]
    }
    const foreign = row.companyId !== undefined && location.companyId !== null && location.companyId !== row.companyId
    return foreign ? [finding(say, 'error', 'source-other-company', at, { source: place.location })] : []
  })
}

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
