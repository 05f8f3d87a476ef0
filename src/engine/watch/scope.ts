import { SyncError } from '../../base/error/sync-error.ts'
import type { WatchedLocation } from '../../base/messages/picture.ts'
import { neededTextField } from '../../ports/odoo/field.ts'
import type { Domain, Odoo, OdooRow } from '../../ports/odoo/odoo.ts'
import { sourceOf } from '../../rules/map/territory.ts'
import { everyRow } from './odoo-reading.ts'
import { excludedIdsOf, locationIdsOf, type Watch } from './watch.ts'

/** The watched part of the location tree as it is now. */
export interface Scope {
  readonly watched: readonly WatchedLocation[]
  /** Locations that are left out, with everything below them. */
  readonly excluded: readonly WatchedLocation[]
  /** Every location at or below a watched one, by id; the ones that count as stock are in `counting`. */
  readonly known: ReadonlySet<number>
  readonly counting: ReadonlyMap<number, WatchedLocation>
  /** Locations above the watched ones: what is taken from there may be taken from any watched one below. */
  readonly above: ReadonlyMap<number, WatchedLocation>
  /** Where goods are when they are sold: customers, and the way to other companies. */
  readonly customers: ReadonlySet<number>
}

const archivedToo = { active_test: false }

/**
 * Reads the watched locations, everything below and above them, and the customers' locations. Throws WATCH_LOCATION_UNREADABLE with the name of the first one
 * that the user cannot see: its quants would silently be missing, which looks like no stock (odoo-facts 6).
 */
export async function resolveScope(odoo: Odoo, watch: Watch): Promise<Scope> {
  const ids = locationIdsOf(watch)
  const left = excludedIdsOf(watch)
  const decided = { sources: new Set(ids), excluded: new Set(left) }
  const known = new Map<number, WatchedLocation>()
  const counting = new Map<number, WatchedLocation>()
  const above = new Map<number, WatchedLocation>()
  const customers = new Set<number>()
  for (const { usage, companyId, ...location } of await locationsAround(odoo, watch, ids)) {
    if (usage === 'customer' || (usage === 'transit' && companyId === null)) customers.add(location.locationId)
    if (!location.path.some((id) => ids.includes(id))) {
      above.set(location.locationId, location)
      continue
    }
    known.set(location.locationId, location)
    if (usage !== 'internal' && (usage !== 'transit' || watch.includeTransit !== true)) continue
    if (sourceOf(location.path, decided) !== undefined) counting.set(location.locationId, location)
  }
  const watched: WatchedLocation[] = []
  for (const id of ids) {
    const location = known.get(id)
    if (location === undefined) throw await unreadable(odoo, watch, id)
    watched.push(location)
  }
  return { watched, excluded: await excludedLocations(odoo, watch, left, known), known: new Set(known.keys()), counting, above, customers }
}

/** In one search, with the given ones. Odoo 17 and 18 refuse to search below a location that is gone and name only its id; 19 finds nothing. */
async function locationsAround(odoo: Odoo, watch: Watch, ids: readonly number[]): Promise<LocationRow[]> {
  const found: LocationRow[] = []
  try {
    const options = { pageSize: 2000, context: archivedToo }
    for await (const rows of everyRow(odoo, 'stock.location', around(ids), locationFields, options)) found.push(...rows.map(locationRow))
    return found
  } catch (error) {
    if (!isGone(error)) throw error
    const there = new Set(
      (await odoo.searchRead('stock.location', [['id', 'in', ids]], ['id'], { context: archivedToo })).map((row) => row.id),
    )
    const gone = ids.find((id) => !there.has(id))
    throw gone === undefined ? error : await unreadable(odoo, watch, gone)
  }
}

function around(ids: readonly number[]): Domain {
  const sold: Domain = ['|', ['usage', '=', 'customer'], '&', ['usage', '=', 'transit'], ['company_id', '=', false]]
  return ['|', ['id', 'child_of', ids], '|', ['id', 'parent_of', ids], ...sold]
}

/** Whether Odoo says that a record it was asked about does not exist. */
export function isGone(error: unknown): boolean {
  return error instanceof SyncError && error.code === 'ODOO_RECORD_MISSING'
}

/** Also one that is left out must be there: a mistaken id would leave out nothing, and sell what is in quarantine. */
async function excludedLocations(
  odoo: Odoo,
  watch: Watch,
  ids: readonly number[],
  known: ReadonlyMap<number, WatchedLocation>,
): Promise<WatchedLocation[]> {
  const outside = ids.filter((id) => !known.has(id))
  const rows =
    outside.length === 0 ? [] : await odoo.searchRead('stock.location', [['id', 'in', outside]], locationFields, { context: archivedToo })
  const found = new Map(rows.map(locationRow).map(({ locationId, location, path }) => [locationId, { locationId, location, path }]))
  const excluded: WatchedLocation[] = []
  for (const id of ids) {
    const location = known.get(id) ?? found.get(id)
    if (location === undefined) throw await unreadable(odoo, watch, id)
    excluded.push(location)
  }
  return excluded
}

/** Proves that the watched locations could still be read after the stock was: quants of a location that is lost are just missing. */
export async function proveReadable(odoo: Odoo, watch: Watch): Promise<void> {
  const ids = [...new Set([...locationIdsOf(watch), ...excludedIdsOf(watch)])]
  const readable = await odoo.searchCount('stock.location', [['id', 'in', ids]], archivedToo)
  if (readable !== ids.length) await resolveScope(odoo, watch)
}

async function unreadable(odoo: Odoo, watch: Watch, locationId: number): Promise<SyncError> {
  const odooLocation =
    [...watch.locations, ...(watch.exclude ?? [])].find((one) => one.locationId === locationId)?.location ?? `stock.location ${locationId}`
  const subject = { odooDatabase: (await odoo.identity()).name, odooLocation }
  return new SyncError('WATCH_LOCATION_UNREADABLE', { odooLocation, locationId }, { subject })
}

const locationFields = ['complete_name', 'parent_path', 'usage', 'company_id'] as const

/** A row of `stock.location`. `usage` is `internal` for stock, `transit` between warehouses, `view` for a branch of the tree. */
interface LocationRow extends WatchedLocation {
  readonly usage: string
  /** Null: shared by all companies. */
  readonly companyId: number | null
}

/** Throws ODOO_ANSWER_INVALID when a field is missing. */
function locationRow(row: OdooRow): LocationRow {
  const path = neededTextField(row, 'parent_path')
  return {
    locationId: row.id,
    location: neededTextField(row, 'complete_name'),
    path: path
      .split('/')
      .filter((id) => id !== '')
      .map(Number),
    usage: neededTextField(row, 'usage'),
    companyId: typeof row['company_id'] === 'number' ? row['company_id'] : null,
  }
}
