import type { Domain } from '../../ports/odoo/odoo.ts'

/** What is watched in an Odoo database. */
export interface Watch {
  /** Names the watch in the store; two watches with one name would take each other's changes. */
  readonly name: string
  /** The locations, each with everything below it. `location` is the name people know, for when it cannot be read. */
  readonly locations: readonly { readonly locationId: number; readonly location?: string }[]
  /**
   * Locations that are left out, each with everything below it. Where locations and exclusions lie within each other, the
   * deepest decides, as in the location map.
   */
  readonly exclude?: readonly { readonly locationId: number; readonly location?: string }[]
  /** Companies to read in; those of the connection by default. */
  readonly companyIds?: readonly number[]
  /** Counts stock that belongs to somebody else (`owner_id`); it does not by default. */
  readonly includeConsigned?: boolean
  /** Counts stock on its way between warehouses; it does not by default (requirement 2.4). */
  readonly includeTransit?: boolean
  /** Which products are watched at all, e.g. `[['sale_ok', '=', true]]`; every product by default. */
  readonly products?: Domain
  /** Which orders are those of this shop, as evidence of what it has sold; every order by default. */
  readonly ownOrders?: OwnOrders
}

/** The ids of the watched locations, each once, in ascending order. */
export function locationIdsOf(watch: Watch): number[] {
  return idsOf(watch.locations)
}

/** The ids of the locations that are left out, each once, in ascending order. */
export function excludedIdsOf(watch: Watch): number[] {
  return idsOf(watch.exclude ?? [])
}

/** Says the same for two watches that cover the same: when it changes, what was sent before proves nothing. */
export function coverageOf(watch: Watch, database: string): string {
  const own = nameOfOwn(watch.ownOrders)
  const options = [
    watch.includeConsigned === true,
    watch.includeTransit === true,
    watch.products ?? [],
    ...(own === undefined ? [] : [own]),
  ]
  return JSON.stringify([database, locationIdsOf(watch), excludedIdsOf(watch), watch.companyIds ?? [], ...options])
}

function idsOf(places: readonly { readonly locationId: number }[]): number[] {
  return [...new Set(places.map((one) => one.locationId))].toSorted((one, other) => one - other)
}

/** The fields of a sale order by which the orders of a shop can be told from those of other channels. */
export const ownOrderFields = ['client_order_ref', 'origin', 'name', 'team_id.name'] as const

/** How the orders of this shop are recognised in Odoo: a field of the sale order, and what it begins with. */
export interface OwnOrders {
  readonly field: (typeof ownOrderFields)[number]
  readonly begins: string
}

/** The transfers of these orders only, for a model with a `picking_id`; no condition where every order counts. */
export function ofOwnOrders(own: OwnOrders | undefined): Domain {
  if (own === undefined) return []
  // What SQL takes for a wildcard stands for itself.
  const begins = own.begins.replaceAll(/[\\%_]/g, String.raw`\$&`)
  return [[`picking_id.sale_id.${own.field}`, '=like', `${begins}%`]]
}

/** The same as text, so that figures of different orders are not compared with each other. */
export function nameOfOwn(own: OwnOrders | undefined): string | undefined {
  return own === undefined ? undefined : `${own.field} ${own.begins}`
}
