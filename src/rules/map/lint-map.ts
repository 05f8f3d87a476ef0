import type { Say } from '../../base/text/say.ts'
import { basisOf, type LocationMap, type MapRow } from './location-map.ts'
import { lintRow, lintSharing } from './lint-rows.ts'
import { finding, type MapFacts, type MapFinding } from './map-finding.ts'
import { knownPath } from './territory.ts'

/**
 * Checks a map before it is used (requirement 2.7): every Shopify location decided, every row sensible, no stock sold
 * twice. What needs facts of Odoo or Shopify is checked as far as they are given. Errors come first, then in map order.
 */
export function lintMap(map: LocationMap, say: Say, facts: MapFacts = {}): MapFinding[] {
  const findings = [
    ...lintLocations(map, say, facts),
    ...map.rows.flatMap((row) => lintRow(row, say, facts)),
    ...lintSharing(map, say, facts),
    ...lintOperations(map, say, facts),
  ]
  return gravestFirst(findings)
}

/** Errors, then warnings, then notes; alike ones stay in their order. */
export function gravestFirst(findings: readonly MapFinding[]): MapFinding[] {
  const rank = { error: 0, warning: 1, note: 2 }
  return findings.toSorted((one, other) => rank[one.severity] - rank[other.severity])
}

/** Checks that every Shopify location has exactly one outcome, that each still exists, and that items are stocked there (requirements 2.1 and 2.7). */
function lintLocations(map: LocationMap, say: Say, facts: MapFacts): MapFinding[] {
  return [...undecided(map, say, facts), ...twice(map.rows, say), ...gone(map.rows, say, facts), ...notStocked(map.rows, say, facts)]
}

function undecided(map: LocationMap, say: Say, facts: MapFacts): MapFinding[] {
  const decided = new Set(map.rows.map((row) => row.shopifyLocationId))
  const active = (facts.shopify ?? []).filter((location) => location.active)
  const known = new Map([...(map.known ?? []), ...active].map((location) => [location.id, location.name]))
  const off = new Set((facts.shopify ?? []).filter((location) => !location.active).map((location) => location.id))
  return [...known]
    .filter(([id]) => !decided.has(id) && !off.has(id))
    .map(([, name]) => finding(say, 'error', 'undecided', { row: null, location: name }))
}

function twice(rows: readonly MapRow[], say: Say): MapFinding[] {
  const findings: MapFinding[] = []
  const ids = new Set<string>()
  const locations = new Set<string>()
  for (const row of rows) {
    const at = { row: row.id, location: row.shopifyLocation }
    if (ids.has(row.id)) findings.push(finding(say, 'error', 'row-id-twice', at, { id: row.id }))
    ids.add(row.id)
    if (!row.enabled) continue
    if (locations.has(row.shopifyLocationId)) findings.push(finding(say, 'error', 'location-twice', at))
    locations.add(row.shopifyLocationId)
  }
  return findings
}

function gone(rows: readonly MapRow[], say: Say, facts: MapFacts): MapFinding[] {
  const { shopify } = facts
  if (shopify === undefined) return []
  const known = new Map(shopify.map((location) => [location.id, location]))
  return rows
    .filter((row) => row.outcome === 'mapped' && row.enabled)
    .flatMap((row) => {
      const at = { row: row.id, location: row.shopifyLocation }
      const location = known.get(row.shopifyLocationId)
      if (location === undefined) return [finding(say, 'error', 'location-unknown', at)]
      return location.active ? [] : [finding(say, 'error', 'location-inactive', at)]
    })
}

/** What is written to a level that does not exist is taken and sells nothing (shopify-facts 1.8). */
function notStocked(rows: readonly MapRow[], say: Say, { notStocked: counts = [] }: MapFacts): MapFinding[] {
  return rows
    .filter((row) => row.outcome === 'mapped' && row.enabled)
    .flatMap((row) => {
      const count = counts.find(({ locationId }) => locationId === row.shopifyLocationId)?.count ?? 0
      const at = { row: row.id, location: row.shopifyLocation }
      return count === 0 ? [] : [finding(say, 'warning', 'items-not-stocked', at, { count })]
    })
}

/** Rows that count what is free, where Odoo does not reserve at confirmation: what orders need is offered meanwhile. */
export function lintOperations(map: LocationMap, say: Say, facts: MapFacts): MapFinding[] {
  const rows = map.rows.filter((row) => row.enabled && row.outcome === 'mapped' && basisOf(row) === 'free')
  return rows.flatMap((row) => {
    const sources = row.sources.map((place) => knownPath(place, facts))
    const concerned = (facts.operations ?? []).filter(({ path }) =>
      sources.some((source) => source.includes(path.at(-1) ?? 0) || path.includes(source.at(-1) ?? 0)),
    )
    return concerned.map(({ operation, method, days }) => {
      const values = { operation, method: say(`finding.reservation.${method}`, { days }) }
      return finding(say, 'warning', 'operation-unreserved', { row: row.id, location: row.shopifyLocation }, values)
    })
  })
}
