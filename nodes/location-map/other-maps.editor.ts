import type { NodeMap } from '../../src/rules/map/lint-maps.ts'
import type { NamedRow } from '../../src/rules/map/location-map.ts'
import { asList, isPlainObject } from '../editor/plain.ts'
import { mapOf, mapsOf, type FlowNode, type Flows } from './flow-maps.ts'

/** The maps of all flows as the editor has them when a dialog opens, deployed or not. */
export interface MapsAround {
  /** Without that of the dialog. */
  readonly others: readonly NodeMap[]
  /** That of the dialog, with what is typed and chosen there now. */
  own(typed: { readonly name: string; readonly odoo: string | null; readonly shopify: string | null }): NodeMap
}

/** The maps around the node whose dialog is open. */
export function mapsAround(id: string): MapsAround {
  const flows = flowsOfEditor()
  const z: unknown = RED.nodes.node(id)?.['z']
  return {
    others: mapsOf(flows, isRow).filter((map) => map.id !== id),
    own: (typed) => mapOf({ id, type: 'location-map', z, ...typed }, flows, isRow),
  }
}

function flowsOfEditor(): Flows {
  const nodes: FlowNode[] = []
  RED.nodes.eachNode((node) => {
    if (typeof node['id'] === 'string') nodes.push({ ...node, id: node['id'] })
    return true
  })
  return {
    nodes,
    find(id) {
      if (typeof id !== 'string' || id === '') return undefined
      const tab = RED.nodes.workspace(id)
      return tab === undefined ? (RED.nodes.node(id) ?? undefined) : { ...tab, id, type: 'tab' }
    },
    next(id) {
      const links = RED.nodes.node(id)?.type === 'link out' ? asList(RED.nodes.node(id)?.['links']) : []
      const wired = RED.nodes.filterLinks({ source: { id } }).map(({ target }) => target.id)
      return [...wired, ...links.filter((link) => typeof link === 'string')]
    },
    setting(node, property) {
      const value = node[property]
      return typeof value === 'string' ? value.trim() : ''
    },
  }
}

/** Rows come out of dialogs and bundled flows; one that is written by hand and lacks a part is passed over. */
function isRow(row: unknown): row is NamedRow {
  return (
    isPlainObject(row) && typeof row['shopifyLocationId'] === 'string' && Array.isArray(row['sources']) && Array.isArray(row['exclude'])
  )
}
