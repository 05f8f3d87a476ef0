import type { Say } from '../../base/text/say.ts'
import type { LocationMap, MapRow } from './location-map.ts'
import type { MapFacts } from './map-facts.ts'
import { finding, type MapFinding } from './map-finding.ts'

/** Checks that every Shopify location has exactly one outcome, that each still exists, and that items are stocked there (requirements 2.1 and 2.7). */
export function lintLocations(map: LocationMap, say: Say, facts: MapFacts): MapFinding[] {
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
