import type { Node } from 'node-red'
import { odooConnections } from '../../../nodes/odoo-connection/odoo-service.ts'
import { shopifyConnections } from '../../../nodes/shopify-connection/shopify-service.ts'
import { syncStores } from '../../../nodes/sync-store/sync-stores.ts'
import type { Subject, Register } from '../node-helper.ts'
import type { LinkWorld } from './link-world.ts'

const ids = { odoo: 'an-odoo', shopify: 'a-shop', store: 'a-store' }
const types = { odoo: 'world-odoo', shopify: 'world-shopify', store: 'world-store' }

/** Config nodes that offer the twins of a world in place of real connections. */
export function worldNodes(world: () => LinkWorld): Register {
  return (RED) => {
    const register = (type: string, offer: (node: Node) => void): void => {
      RED.nodes.registerType(type, function made(this: Node, config) {
        RED.nodes.createNode(this, config)
        offer(this)
      })
    }
    register(types.odoo, (node) => odooConnections.set(node, { id: node.id, odoo: () => world().odoo }))
    register(types.shopify, (node) => shopifyConnections.set(node, { id: node.id, shopify: () => world().shopify }))
    register(types.store, (node) => syncStores.set(node, { id: node.id, open: async () => world().store }))
  }
}

/** A product-link node in that world, which matches only when it is asked unless `refresh` says otherwise. */
export function productLinkIn(config: Readonly<Record<string, unknown>> = {}): Subject {
  return {
    type: 'product-link',
    outputs: 2,
    config: { ...ids, refresh: 0, ...config },
    others: (['odoo', 'shopify', 'store'] as const).map((side) => ({ id: ids[side], type: types[side] })),
  }
}
