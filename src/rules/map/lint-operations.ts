import type { Say } from '../../base/text/say.ts'
import { basisOf } from './basis.ts'
import { knownPath } from './known-path.ts'
import type { LocationMap } from './location-map.ts'
import type { MapFacts } from './map-facts.ts'
import { finding, type MapFinding } from './map-finding.ts'

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
