import { lintMap } from '../../src/map/lint.ts'
import type { MapRow, OdooPlace } from '../../src/map/location-map.ts'
import type { LateOperation, MapFacts } from '../../src/map/map-facts.ts'
import type { MapFinding } from '../../src/map/map-finding.ts'
import type { ChosenLocation, OdooLocation } from '../editor/odoo-location.ts'
import type { ListedShopifyLocation } from '../editor/shopify-location.ts'
import type { EditedRow, Entry } from './entry.editor.ts'
import type { NotStocked } from './not-stocked.editor.ts'

/** What both systems listed while the dialog was open; null while they were not asked. */
export interface Listed {
  readonly odoo: readonly OdooLocation[] | null
  readonly shopify: readonly ListedShopifyLocation[] | null
  /** From the reports of product-link nodes; empty while none was asked. */
  readonly notStocked: readonly NotStocked[]
  readonly operations: readonly LateOperation[]
}

/** Checks the entries by the same rules as the running node, as far as the facts are known here. */
export function findingsOf(entries: readonly Entry[], listed: Listed, translate: Translate): MapFinding[] {
  const rows = entries.flatMap(({ row }) => (row === null ? [] : [withIds(row, listed.odoo ?? [])]))
  const known = entries.filter(({ location }) => location.active !== false).map(({ location: { id, name } }) => ({ id, name }))
  return lintMap({ rows, known }, (key, values) => translate(key, values), factsOf(listed))
}

function factsOf({ odoo, shopify, notStocked, operations }: Listed): MapFacts {
  return {
    ...(odoo === null ? {} : { odoo: odoo.map((location) => ({ ...location, active: true })) }),
    ...(shopify === null ? {} : { shopify }),
    notStocked,
    operations,
  }
}

/** Places that are kept by name get the id that Odoo lists; the others are left out here and checked when the flow starts. */
function withIds({ sources, exclude, adjust, ...rest }: EditedRow, odoo: readonly OdooLocation[]): MapRow {
  const hit = adjust === undefined ? undefined : place(adjust, odoo)[0]
  return {
    ...rest,
    sources: sources.flatMap((one) => place(one, odoo)),
    exclude: exclude.flatMap((one) => place(one, odoo)),
    ...(hit === undefined ? {} : { adjust: hit }),
  }
}

function place({ locationId, location, path }: ChosenLocation, odoo: readonly OdooLocation[]): OdooPlace[] {
  if (locationId !== undefined) return [{ locationId, location, ...(path === undefined ? {} : { path }) }]
  const listed = odoo.find((one) => one.location === location)
  return listed === undefined ? [] : [{ locationId: listed.locationId, location, path: listed.path }]
}
