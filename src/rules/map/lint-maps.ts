import type { Say } from '../../base/text/say.ts'
import { basisOf, type MapRow, type NamedRow } from './location-map.ts'
import { knownPath, sourceOf, territoryOf } from './territory.ts'
import { type MapFacts, finding, type MapFinding, type MapFindingCode } from './map-finding.ts'
import { placedRows } from './placed-rows.ts'
import { poolKey } from './pool.ts'

/** A map as it stands in a flow, to be checked against the others. */
export interface NodeMap {
  /** Id of its node. */
  readonly id: string
  /** What people call it, with the flow that it stands in. */
  readonly name: string
  /** The shop that it feeds, as its connection names it; empty when that is not known. */
  readonly shop: string
  /** The Odoo database that it sells from, likewise. */
  readonly odoo: string
  /** The sync stores of the deliveries behind it, as far as they can be told. */
  readonly stores: readonly string[]
  readonly rows: readonly NamedRow[]
}

/** A finding about two maps. */
export interface MapsFinding extends MapFinding {
  /** Id of the node of the other one. */
  readonly otherId: string
}

/** Locations that a finding names at most. */
const mostNamed = 5

/** Two rows of two maps that have something to do with each other. */
interface Pair {
  readonly code: MapFindingCode
  readonly row: MapRow
  readonly other: MapRow
  /** Names of the Odoo locations that both sell. */
  readonly source: string
  /** Percent of that stock that all maps give away; 0 where no row has a share. */
  readonly total: number
}

const severities: Partial<Record<MapFindingCode, MapFinding['severity']>> = { 'maps-feed-same': 'note', 'maps-share': 'note' }

/**
 * Checks a map against the other maps of the flows (requirement 2.7): two that feed one Shopify location, and rows that sell one
 * stock, whole or in part, in one shop or in several. None of these findings stops a map: what products come to each of them is not
 * known here. Alike ones are told once for each other map, with all locations.
 */
export function lintMaps(own: NodeMap, others: readonly NodeMap[], say: Say, facts: MapFacts = {}): MapsFinding[] {
  // Ids and names are those of one database.
  const sold = ({ odoo, rows }: NodeMap): NamedRow[] => (odoo === own.odoo ? rows.filter(isSold) : [])
  const [mine = [], ...kin] = placedRows([own, ...others].map(sold), facts.odoo ?? [])
  const theirs = others.map(({ odoo, rows }, place) => (odoo === own.odoo ? kin[place] : placedRows([rows.filter(isSold)], [])[0]))
  const sharesOf = totalShares([own, ...others], [mine, ...kin])
  return others.flatMap((other, place) => {
    const pairs = mine.flatMap((row) => (theirs[place] ?? []).flatMap((rival) => pairsOf(own, other, row, rival, facts, sharesOf)))
    const alike = Map.groupBy(pairs, ({ code, source, row }) => `${code} ${code === 'maps-feed' ? row.id : source}`)
    return [...alike.values()].map((group) => told(own, other, group, say))
  })
}

function isSold({ enabled, outcome, sources }: NamedRow): boolean {
  return enabled && outcome === 'mapped' && sources.length > 0
}

function pairsOf(
  own: NodeMap,
  other: NodeMap,
  row: MapRow,
  rival: MapRow,
  facts: MapFacts,
  sharesOf: (odoo: string, row: MapRow) => number,
): Pair[] {
  if (own.shop !== '' && own.shop === other.shop && row.shopifyLocationId === rival.shopifyLocationId) {
    const same = own.odoo === other.odoo && sameNumber(row, rival)
    return [{ code: same ? 'maps-feed-same' : 'maps-feed', row, other: rival, source: '', total: 0 }]
  }
  const common = own.odoo !== '' && own.odoo === other.odoo ? commonSources(row, rival, facts) : []
  if (common.length === 0) return []
  const total = sharesOf(own.odoo, row)
  const pair = { row, other: rival, source: listed(common), total }
  const strangers = own.stores.length > 0 && other.stores.length > 0 && !own.stores.some((store) => other.stores.includes(store))
  const differs = basisOf(row) !== basisOf(rival) ? [{ ...pair, code: 'maps-basis' } as const] : []
  const code = sharing(row, rival, total)
  return code === null ? differs : [{ ...pair, code: strangers ? 'maps-stores' : code }, ...differs]
}

/** How two rows that sell one stock share it; null where each keeps to its own part. */
function sharing(row: MapRow, rival: MapRow, total: number): MapFindingCode | null {
  const same = poolKey(row) === poolKey(rival)
  if (row.share !== undefined && rival.share !== undefined && same) return total > 100 ? 'maps-share-over' : null
  if (row.share !== undefined || rival.share !== undefined) return 'maps-share-and-full'
  return same ? 'maps-share' : 'maps-overlap'
}

/** The shares of one stock in all maps together, in percent; a Shopify location that two maps feed counts once. */
function totalShares(maps: readonly NodeMap[], rows: readonly (readonly MapRow[])[]): (odoo: string, row: MapRow) => number {
  const shares = new Map<string, Map<string, number>>()
  maps.forEach(({ odoo, shop, name }, place) => {
    for (const row of rows[place] ?? []) {
      const stock = `${odoo} ${poolKey(row)}`
      const at = shop === '' ? `${name} ${row.id}` : `${shop} ${row.shopifyLocationId}`
      shares.set(stock, (shares.get(stock) ?? new Map<string, number>()).set(at, row.share ?? 0))
    }
  })
  const sum = (stock: string): number => [...(shares.get(stock)?.values() ?? [])].reduce((all, share) => all + share, 0)
  // Percents are exact to four decimals.
  return (odoo, row) => Math.round(sum(`${odoo} ${poolKey(row)}`) * 1e4) / 1e4
}

/** Whether two rows give the same number for every product. */
function sameNumber(one: MapRow, other: MapRow): boolean {
  const alike = one.aggregate === other.aggregate && one.quantityName === other.quantityName && one.share === other.share
  return alike && basisOf(one) === basisOf(other) && poolKey(one) === poolKey(other)
}

/** The sources of each whose stock the other one sells too. */
function commonSources(row: MapRow, rival: MapRow, facts: MapFacts): string[] {
  const [mine, theirs] = [territoryOf(row), territoryOf(rival)]
  const of = (one: MapRow): string[] =>
    one.sources.flatMap((place) => {
      const path = knownPath(place, facts)
      const sold = [mine, theirs].every((territory) => sourceOf(path, territory) !== undefined)
      return sold ? [place.location] : []
    })
  return [...new Set([...of(row), ...of(rival)])].toSorted()
}

function told(own: NodeMap, other: NodeMap, group: readonly Pair[], say: Say): MapsFinding {
  const [first] = group
  if (first === undefined) throw new Error('a group has at least one')
  const { code, row, source, total } = first
  const names = (of: (pair: Pair) => MapRow): string => listed([...new Set(group.map((pair) => of(pair).shopifyLocation))])
  const several = own.shop !== other.shop
  const values = {
    map: nameOf(own, several),
    other: names((pair) => pair.other),
    otherMap: nameOf(other, several),
    source,
    here: listed(row.sources.map(({ location }) => location)),
    there: listed(first.other.sources.map(({ location }) => location)),
    total,
  }
  const at = { row: row.id, location: names((pair) => pair.row) }
  return { ...finding(say, severities[code] ?? 'warning', code, at, values), otherId: other.id }
}

function nameOf({ name, shop }: NodeMap, withShop: boolean): string {
  return withShop && shop !== '' ? `${name} · ${shop}` : name
}

function listed(names: readonly string[]): string {
  return [...names.slice(0, mostNamed), ...(names.length > mostNamed ? ['…'] : [])].join(', ')
}
