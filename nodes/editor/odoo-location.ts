import { asList, asText, isPlainObject } from './plain.ts'

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
export function readOdooLocations(answer: unknown): OdooLocation[] {
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
