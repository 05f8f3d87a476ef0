import { gravestFirst, lintMap } from '../../src/rules/map/lint-map.ts'
import { lintMaps, type NodeMap } from '../../src/rules/map/lint-maps.ts'
import type { LateOperation, MapFacts, MapFinding } from '../../src/rules/map/map-finding.ts'
import { withPlaceIds } from '../../src/rules/map/placed-rows.ts'
import type { OdooLocation } from '../editor/odoo-location.ts'
import { viewerSay } from '../editor/viewer-say.ts'
import type { ListedShopifyLocation } from '../editor/shopify-location.ts'
import type { Entry } from './entry.editor.ts'
import type { NotStocked } from './not-stocked.editor.ts'

/** What both systems listed while the dialog was open; null while they were not asked. */
export interface Listed {
  readonly odoo: readonly OdooLocation[] | null
  readonly shopify: readonly ListedShopifyLocation[] | null
  /** From the reports of product-link nodes; empty while none was asked. */
  readonly notStocked: readonly NotStocked[]
  readonly operations: readonly LateOperation[]
}

/** The map of the dialog among the maps of all flows. */
export interface Among {
  readonly own: NodeMap
  readonly others: readonly NodeMap[]
}

/** Checks the entries by the same rules as the running node, as far as the facts are known here. */
export function findingsOf(entries: readonly Entry[], listed: Listed, translate: Translate, among?: Among): MapFinding[] {
  const rows = withPlaceIds(
    entries.flatMap(({ row }) => (row === null ? [] : [row])),
    listed.odoo ?? [],
  )
  const known = entries.filter(({ location }) => location.active !== false).map(({ location: { id, name } }) => ({ id, name }))
  const say = viewerSay(translate)
  const facts = factsOf(listed)
  const own = entries.flatMap(({ row }) => (row === null ? [] : [row]))
  const beside = among === undefined ? [] : lintMaps({ ...among.own, rows: own }, among.others, say, facts)
  return gravestFirst([...lintMap({ rows, known }, say, facts), ...beside])
}

function factsOf({ odoo, shopify, notStocked, operations }: Listed): MapFacts {
  return {
    ...(odoo === null ? {} : { odoo: odoo.map((location) => ({ ...location, active: true })) }),
    ...(shopify === null ? {} : { shopify }),
    notStocked,
    operations,
  }
}
