import type { NodeDemo } from '../node-demo.ts'

const onCanvas = { z: 'flow', name: '', x: 100, y: 100 }
const places = [
  ['New Jersey Warehouse', 'gid://shopify/Location/12345', 'NJ/Stock'],
  ['Texas Warehouse', 'gid://shopify/Location/67890', 'TX/Stock'],
  ['UK Warehouse', 'gid://shopify/Location/11223', 'UK/Stock'],
] as const

export interface ReconcileNodesOptions {
  /** False: nothing delivers to the shop. */
  readonly set?: boolean
  /** So many locations are mapped; the others stay undecided. */
  readonly rows?: number
  /** So many outputs of the node are wired; 5 by default. */
  readonly outputs?: number
}

/** The nodes of a live sync; its way from `watch` to `link` also leads to the node under test. */
export function reconcileNodes({ others, credentials }: NodeDemo, options: ReconcileNodesOptions = {}) {
  const rows = places.slice(0, options.rows ?? places.length).map(([name, id, location]) => ({
    id: name,
    shopifyLocationId: id,
    shopifyLocation: name,
    outcome: 'mapped',
    type: 'online',
    sources: [{ location }],
    exclude: location === 'TX/Stock' ? [] : [{ location: `${location}/Quarantine` }],
    aggregate: 'sum',
    quantityName: 'available',
    enabled: true,
  }))
  const known = places.map(([name, id]) => ({ id, name }))
  const connected = { odoo: 'odoo', shopify: 'shopify', store: 'store' }
  const locations = places.map(([, , location]) => ({ location }))
  const set = options.set ?? true
  return {
    others: [
      ...others,
      { id: 'watch', type: 'odoo-quant-watch', ...onCanvas, ...connected, locations, interval: 3600, batch: 7, wires: [['map']] },
      { id: 'map', type: 'location-map', ...onCanvas, ...connected, rows, known, wires: [['buffer'], []] },
      { id: 'buffer', type: 'buffer', ...onCanvas, rules: { default: { kind: 'fixed', value: 1 } }, wires: [['link']] },
      { id: 'link', type: 'product-link', ...onCanvas, ...connected, refresh: 60, wires: [['subject', ...(set ? ['set'] : [])], []] },
      ...(set ? [{ id: 'set', type: 'shopify-inventory-set', begin: 'written', ...onCanvas, ...connected, wires: [[], [], []] }] : []),
    ],
    credentials,
    wires: { 2: ['watch'] },
    outputs: options.outputs ?? 5,
  }
}
