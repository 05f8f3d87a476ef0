import type { Domain } from '../odoo/odoo.ts'

/** What is watched in an Odoo database. */
export interface Watch {
  /** Names the watch in the store; two watches with one name would take each other's changes. */
  readonly name: string
  /** The locations, each with everything below it. `location` is the name people know, for when it cannot be read. */
  readonly locations: readonly { readonly locationId: number; readonly location?: string }[]
  /** Counts stock that belongs to somebody else (`owner_id`); it does not by default. */
  readonly includeConsigned?: boolean
  /** Counts stock on its way between warehouses; it does not by default (requirement 2.4). */
  readonly includeTransit?: boolean
  /** Which products are watched at all, e.g. `[['sale_ok', '=', true]]`; every product by default. */
  readonly products?: Domain
}

/** The ids of the watched locations, each once, in ascending order. */
export function locationIdsOf(watch: Watch): number[] {
  return [...new Set(watch.locations.map((one) => one.locationId))].toSorted((one, other) => one - other)
}

/** Says the same for two watches that cover the same: when it changes, what was sent before proves nothing. */
export function coverageOf(watch: Watch, database: string): string {
  const options = [watch.includeConsigned === true, watch.includeTransit === true, watch.products ?? []]
  return JSON.stringify([database, locationIdsOf(watch), ...options])
}
