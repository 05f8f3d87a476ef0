import { gravestFirst, lintMap } from '../../src/rules/map/lint-map.ts'
import { lintMaps, type NodeMap } from '../../src/rules/map/lint-maps.ts'
import type { LateOperation, MapFacts, MapFinding } from '../../src/rules/map/map-finding.ts'
import { withPlaceIds } from '../../src/rules/map/placed-rows.ts'
import { adminGet } from '../editor/admin-request.ts'
import type { OdooLocation, ListedShopifyLocation } from '../editor/locations.ts'
import { asList, asText, isPlainObject } from '../editor/plain.ts'
import { viewerSay } from '../editor/viewer-say.ts'
import type { Entry } from './entry.editor.ts'

/** What both systems listed while the dialog was open; null while they were not asked. */
export interface Listed {
  readonly odoo: readonly OdooLocation[] | null
  readonly shopify: readonly ListedShopifyLocation[] | null
  /** From the reports of product-link nodes; empty while none was asked. */
  readonly notStocked: readonly NotStocked[]
  readonly operations: readonly LateOperation[]
}

/** The map of the dialog among the maps of all flows. */
interface Among {
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

/** How many linked items are not stocked at a Shopify location. */
interface NotStocked {
  readonly locationId: string
  readonly count: number
}

/** What the product-link nodes of a shop found at their last match; a node that is not deployed or has not matched says nothing. */
export async function askNotStocked(shopify: string): Promise<NotStocked[]> {
  const nodes: string[] = []
  RED.nodes.eachNode((node) => {
    if (node.type === 'product-link' && node['shopify'] === shopify && typeof node['id'] === 'string' && node['changed'] !== true)
      nodes.push(node['id'])
    return true
  })
  const answers = await Promise.all(
    nodes.map((id) => adminGet(`odoo-shopify/product-link/${encodeURIComponent(id)}/report`).catch(() => undefined)),
  )
  return answers.flatMap((answer) => {
    const report = isPlainObject(answer) ? answer['report'] : undefined
    const counts = isPlainObject(report) ? asList(report['notStocked']) : []
    return counts.filter(isPlainObject).map((row) => ({ locationId: asText(row['locationId']), count: Number(row['count']) }))
  })
}

/** The operation types of an Odoo connection that do not reserve at confirmation; nothing when they cannot be read. */
export async function askLateOperations(connection: string | null): Promise<LateOperation[]> {
  if (connection === null) return []
  const path = `odoo-shopify/odoo-connection/${encodeURIComponent(connection)}/late-operations`
  const answer = await adminGet(path).catch(() => undefined)
  const rows = isPlainObject(answer) ? asList(answer['operations']) : []
  return rows.filter(isPlainObject).map((row) => ({
    operation: asText(row['operation']),
    method: row['method'] === 'manual' ? 'manual' : 'by_date',
    days: Number(row['days']),
    path: asList(row['path']).filter((id) => typeof id === 'number'),
  }))
}
