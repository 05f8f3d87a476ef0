import assert from 'node:assert/strict'
import type { FlowNode } from '../../support/node-red.ts'

type Row = Readonly<Record<string, unknown>>

/** The flow with other rows in its location map. */
export function withRows(change: (rows: Row[]) => Row[]): (nodes: FlowNode[]) => FlowNode[] {
  return (nodes) => nodes.map((node) => (node.type === 'location-map' ? { ...node, rows: change(rowsOf(node)) } : node))
}

/** The flow with one row of its map changed, by the name of its Shopify location. */
export function withRow(shopifyLocation: string, change: Row): (nodes: FlowNode[]) => FlowNode[] {
  return withRows((rows) => {
    assert.ok(rows.some((row) => row['shopifyLocation'] === shopifyLocation))
    return rows.map((row) => (row['shopifyLocation'] === shopifyLocation ? { ...row, ...change } : row))
  })
}

function rowsOf(node: FlowNode): Row[] {
  const rows = node['rows']
  assert.ok(Array.isArray(rows))
  return rows
}
