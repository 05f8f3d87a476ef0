import type { Say } from '../../base/text/say.ts'
import type { MapRow, OdooPlace } from './location-map.ts'
import type { MapFacts } from './map-facts.ts'
import { finding, type MapFinding, type MapFindingCode } from './map-finding.ts'
import { knownPath } from './known-path.ts'
import { sourceOf, territoryOf } from './source-of.ts'

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
