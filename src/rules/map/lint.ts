import type { Say } from '../../base/text/say.ts'
import { lintLocations } from './lint-locations.ts'
import { lintOperations } from './lint-operations.ts'
import { lintRow } from './lint-row.ts'
import { lintSharing } from './lint-sharing.ts'
import type { LocationMap } from './location-map.ts'
import type { MapFacts } from './map-facts.ts'
import type { MapFinding } from './map-finding.ts'

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
