import type { NodeMap } from '../../src/rules/map/lint-maps.ts'
import type { NamedRow } from '../../src/rules/map/location-map.ts'
import { shopAddress } from '../../src/adapters/shopify/settings.ts'
import { withoutTrailingSlashes } from '../../src/base/text/trailing-slashes.ts'

/** A node, config node or tab, with the properties that it is kept with. */
export interface FlowNode {
  readonly id: string
  readonly type: string
  readonly [property: string]: unknown
}

/** What Node-RED knows of all flows: the running one and the editor each tell it in their own way. */
export interface Flows {
  /** Every node on a tab. */
  readonly nodes: readonly FlowNode[]
  find(id: unknown): FlowNode | undefined
  /** Ids of the nodes that the messages of a node reach next, by wires and links. */
  next(id: string): readonly string[]
  /** A text property as it counts: with its environment variable filled in, where that is known. */
  setting(node: FlowNode, property: string): string
}

const type = 'location-map'

/** The maps of all flows that are not switched off. `isRow` passes over what is no row. */
export function mapsOf(flows: Flows, isRow: (row: unknown) => row is NamedRow): NodeMap[] {
  return flows.nodes.filter((node) => node.type === type && !isOff(node, flows)).map((node) => mapOf(node, flows, isRow))
}

/** One map as the others see it. */
export function mapOf(node: FlowNode, flows: Flows, isRow: (row: unknown) => row is NamedRow): NodeMap {
  const [odoo, shopify] = [flows.find(node['odoo']), flows.find(node['shopify'])]
  const rows: unknown = node['rows']
  return {
    id: node.id,
    name: nameOf(node, flows),
    shop: shopify === undefined ? '' : shopOf(flows.setting(shopify, 'shop')),
    odoo: odoo === undefined ? '' : databaseOf(flows.setting(odoo, 'url'), flows.setting(odoo, 'database')),
    stores: storesBehind(node.id, flows),
    rows: Array.isArray(rows) ? rows.filter(isRow) : [],
  }
}

function isOff({ d, z }: FlowNode, flows: Flows): boolean {
  return d === true || flows.find(z)?.['disabled'] === true
}

/** What the node is called, with the tab that it stands on. */
function nameOf({ name, z }: FlowNode, flows: Flows): string {
  const label: unknown = flows.find(z)?.['label']
  const own = typeof name === 'string' && name !== '' ? name : type
  return typeof label === 'string' && label !== '' ? `${own} (${label})` : own
}

/** However it was typed, a shop is one; a name that is none stands for itself. */
function shopOf(typed: string): string {
  try {
    return shopAddress({ shop: typed }).shop
  } catch {
    return typed.trim()
  }
}

function databaseOf(url: string, database: string): string {
  const address = withoutTrailingSlashes(url.trim().toLowerCase())
  return address === '' || database.trim() === '' ? '' : `${address} ${database.trim()}`
}

/** The files of the sync stores of the deliveries that the messages of a node come to. */
function storesBehind(id: string, flows: Flows): string[] {
  const stores = new Set<string>()
  const seen = new Set<string>()
  const open = [id]
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (seen.has(next)) continue
    seen.add(next)
    const node = flows.find(next)
    const store = node?.type === 'shopify-inventory-set' && !isOff(node, flows) ? flows.find(node['store']) : undefined
    if (store !== undefined) stores.add(flows.setting(store, 'file') || store.id)
    open.push(...flows.next(next))
  }
  return [...stores]
}
