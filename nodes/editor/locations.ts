import { shopifyLocationId } from '../../src/base/messages/shopify-location-id.ts'
import { adminGet } from './admin-request.ts'
import { asList, asText, isPlainObject } from './plain.ts'

export { shopifyLocationId, shortLocationId } from '../../src/base/messages/shopify-location-id.ts'

/** A location as nodes keep it. The id decides; without one, the complete name is looked up when the flow starts. */
export interface ChosenLocation {
  readonly locationId?: number
  readonly location: string
  /** Ids from the root of the tree down to this location (parent_path), when Odoo told them. */
  readonly path?: number[]
}

/** A stock.location as the Odoo connection lists it. */
export interface OdooLocation extends ChosenLocation {
  readonly locationId: number
  readonly path: number[]
  readonly usage: string
  readonly company: string
  readonly companyId: number | null
}

export interface LocationBranch {
  readonly location: OdooLocation
  readonly children: LocationBranch[]
}

/** Reads the answer of `odoo-shopify/odoo-connection/<id>/locations`; rows without an id are left out. */
function readOdooLocations(answer: unknown): OdooLocation[] {
  const rows = isPlainObject(answer) ? asList(answer['locations']) : asList(answer)
  const read: OdooLocation[] = []
  for (const row of rows) {
    if (!isPlainObject(row) || typeof row['locationId'] !== 'number') continue
    read.push({
      locationId: row['locationId'],
      location: asText(row['location']),
      path: asList(row['path']).filter((id) => typeof id === 'number'),
      usage: asText(row['usage']),
      company: asText(row['company']),
      companyId: typeof row['companyId'] === 'number' ? row['companyId'] : null,
    })
  }
  return read
}

/** The locations as a forest, brothers in the order of their names; a location whose parent is not listed is a root. */
export function locationForest(locations: readonly OdooLocation[]): LocationBranch[] {
  const branches = new Map<number, LocationBranch>()
  for (const location of locations) branches.set(location.locationId, { location, children: [] })
  const roots: LocationBranch[] = []
  const byName = [...branches.values()].toSorted((one, other) => one.location.location.localeCompare(other.location.location))
  for (const branch of byName) {
    const parent = branch.location.path.filter((id) => id !== branch.location.locationId).at(-1)
    const above = parent === undefined ? undefined : branches.get(parent)
    if (above === undefined) roots.push(branch)
    else above.children.push(branch)
  }
  return roots
}

/** A Shopify location as the Shopify connection lists it. */
export interface ListedShopifyLocation {
  readonly id: string
  readonly name: string
  readonly active: boolean
  /** True when an app stocks and ships from it (a 3PL, usually). */
  readonly fulfillmentService: boolean
}

/** Reads the answer of `odoo-shopify/shopify-connection/<id>/locations`; rows without an id are left out. */
function readShopifyLocations(answer: unknown): ListedShopifyLocation[] {
  const rows = isPlainObject(answer) ? asList(answer['locations']) : asList(answer)
  const read: ListedShopifyLocation[] = []
  for (const row of rows) {
    if (!isPlainObject(row)) continue
    const id = shopifyLocationId(asText(row['id']))
    if (id === null) continue
    read.push({ id, name: asText(row['name']), active: row['active'] !== false, fulfillmentService: row['fulfillmentService'] === true })
  }
  return read
}

/** Asks once per connection and dialog; `anew` asks again, and a failure is not kept. */
function asker<Location>(path: (connection: string) => string, read: (answer: unknown) => Location[]) {
  const kept = new Map<string, Promise<readonly Location[]>>()
  return (connection: string, anew = false): Promise<readonly Location[]> => {
    const known = kept.get(connection)
    if (known !== undefined && !anew) return known
    const asked = adminGet(path(connection)).then(read)
    kept.set(connection, asked)
    asked.catch(() => kept.delete(connection))
    return asked
  }
}

/** The locations of an Odoo connection, as its server lists them. */
export function odooLocationsAsker(): (connection: string, anew?: boolean) => Promise<readonly OdooLocation[]> {
  return asker((connection) => `odoo-shopify/odoo-connection/${encodeURIComponent(connection)}/locations`, readOdooLocations)
}

/** The locations of a shop, as Shopify lists them. */
export function shopifyLocationsAsker(): (connection: string, anew?: boolean) => Promise<readonly ListedShopifyLocation[]> {
  return asker((connection) => `odoo-shopify/shopify-connection/${encodeURIComponent(connection)}/locations`, readShopifyLocations)
}

/** The Shopify locations that the location maps of the workspace know, by id: what a rule is likely to be about. */
export function knownShopifyLocations(): ReadonlyMap<string, string> {
  const names = new Map<string, string>()
  RED.nodes.eachNode((node) => {
    if (node.type !== 'location-map') return true
    for (const row of asList(node['rows'])) {
      if (isPlainObject(row)) names.set(asText(row['shopifyLocationId']), asText(row['shopifyLocation']))
    }
    for (const known of asList(node['known'])) {
      if (isPlainObject(known)) names.set(asText(known['id']), asText(known['name']))
    }
    return true
  })
  names.delete('')
  return names
}
