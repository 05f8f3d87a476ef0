import assert from 'node:assert/strict'
import { flowShape, type FlowConfig } from '../../nodes/odoo-quant-watch/flow-shape.ts'

const flow: readonly FlowConfig[] = [
  { id: 'tab', type: 'tab', label: 'Flow' },
  { id: 'shop', type: 'shopify-connection', shop: 'one.myshopify.com' },
  { id: 'watch', type: 'odoo-quant-watch', z: 'tab', x: 1, y: 1, name: 'watch', wires: [['map', 'eye']] },
  { id: 'map', type: 'location-map', z: 'tab', x: 1, y: 1, rows: [], shopify: 'shop', wires: [['out'], []] },
  { id: 'out', type: 'link out', z: 'tab', x: 1, y: 1, mode: 'link', links: ['in'], wires: [] },
  { id: 'in', type: 'link in', z: 'other', x: 1, y: 1, links: ['out'], wires: [['sub']] },
  { id: 'sub', type: 'subflow:keep', z: 'other', x: 1, y: 1, wires: [[]] },
  { id: 'keep', type: 'subflow' },
  { id: 'inner', type: 'buffer', z: 'keep', x: 1, y: 1, rules: { default: { units: 1 } }, wires: [[]] },
  { id: 'eye', type: 'debug', z: 'tab', x: 1, y: 1, active: true, wires: [] },
  { id: 'apart', type: 'buffer', z: 'tab', x: 1, y: 1, rules: {}, wires: [['map']] },
]

function changed(id: string, part: object): boolean {
  const shape = (nodes: readonly FlowConfig[]): string => flowShape({ eachNode: (visit) => nodes.forEach(visit) }, 'watch')
  return shape(flow) !== shape(flow.map((node) => (node.id === id ? { ...node, ...part } : node)))
}

describe('the fingerprint of the flow behind a watch', () => {
  for (const [id, part, what] of [
    ['map', { rows: [{ id: 'row' }] }, 'a row of the map'],
    ['map', { wires: [[], []] }, 'a wire'],
    ['map', { d: true }, 'a node that is disabled'],
    ['inner', { rules: { default: { units: 2 } } }, 'a buffer behind a link and within a subflow'],
    ['shop', { shop: 'two.myshopify.com' }, 'the shop of a connection'],
    ['watch', { locations: [{ locationId: 8 }] }, 'the watched locations'],
  ] as const) {
    it(`changes with ${what}`, () => assert.equal(changed(id, part), true))
  }

  for (const [id, part, what] of [
    ['map', { x: 300, y: 20, name: 'our map', g: 'group' }, 'a node that is moved or renamed'],
    ['eye', { active: false }, 'a debug node'],
    ['in', { wires: [['sub', 'eye']] }, 'a wire to a debug node'],
    ['apart', { rules: { default: { units: 5 } } }, 'a node that is not behind it'],
    ['tab', { label: 'Stock' }, 'the name of a tab'],
  ] as const) {
    it(`stays with ${what}`, () => assert.equal(changed(id, part), false))
  }
})
