import assert from 'node:assert/strict'
import buffer from '../../nodes/buffer/buffer.ts'
import locationMap from '../../nodes/location-map/location-map.ts'
import odooConnection from '../../nodes/odoo-connection/odoo-connection.ts'
import odooQuantWatch from '../../nodes/odoo-quant-watch/odoo-quant-watch.ts'
import productLink from '../../nodes/product-link/product-link.ts'
import reconcileDiff from '../../nodes/reconcile-diff/reconcile-diff.ts'
import shopifyConnection from '../../nodes/shopify-connection/shopify-connection.ts'
import inventorySet from '../../nodes/shopify-inventory-set/shopify-inventory-set.ts'
import syncStore from '../../nodes/sync-store/sync-store.ts'
import { startShopifySandbox, type ShopifySandbox } from '../../sandbox/shopify/shopify-sandbox.ts'
import { connectOdoo } from '../../src/adapters/odoo/connect.ts'
import type { Odoo } from '../../src/ports/odoo/odoo.ts'
import { type NodeFlow, type Seen, withNodeRed } from '../support/node-helper.ts'
import { RpcBackOffice } from '../support/odoo-scenarios/rpc-back-office.ts'
import { realClock } from '../support/real-clock.ts'
import { linesOf } from '../support/reconcile/report-lines.ts'
import { statusOf } from '../support/reconcile/run-status.ts'
import { realServer } from './real-server.ts'

const server = realServer(process.env)
const stamp = `RC${Date.now().toString(36).toUpperCase()}`
const places = [
  ['NJ/Stock', 'New Jersey', 'gid://shopify/Location/1'],
  ['TX/Stock', 'Texas', 'gid://shopify/Location/2'],
] as const
/** What Odoo has, and what Shopify shows at first, at each place. */
const stock = {
  A: { odoo: [10, 4], shopify: [10, 9] },
  B: { odoo: [7, 0], shopify: [0, 0] },
  C: { odoo: [0, 0], shopify: [5, 0] },
} as const
const drifted = { 'A Texas': 'differing', 'B New Jersey': 'suppressed', 'C New Jersey': 'oversell-risk' }
const token = 'a-token-of-the-sandbox'
const onCanvas = { z: 'flow', name: '', x: 100, y: 100 }

for (const transport of server.transports) {
  describe(`reconciliation over ${transport}: ${server.url}, ${server.database}`, function () {
    this.timeout(300_000)
    const start = withNodeRed(
      reconcileDiff,
      odooConnection,
      shopifyConnection,
      syncStore,
      odooQuantWatch,
      locationMap,
      buffer,
      productLink,
      inventorySet,
    )
    let shop: ShopifySandbox
    let admin: Odoo
    const category = `${stamp} ${transport}`
    const since = new Date(Date.now() - 2000).toISOString()
    const skuOf = (name: string): string => `${stamp}-${transport}-${name}`

    before(async () => {
      const random = { next: () => Math.random(), uuid: () => '' }
      admin = connectOdoo(server.admin, { clock: realClock, random })
      const office = new RpcBackOffice(admin, (await admin.identity()).majorVersion)
      await office.furnish()
      const categoryId = await admin.create('product.category', { name: category })
      for (const [name, { odoo }] of Object.entries(stock)) {
        const product = await office.makeProduct(skuOf(name))
        await admin.write('product.product', [product.productId], { categ_id: categoryId })
        for (const [at, [place]] of places.entries()) if ((odoo[at] ?? 0) > 0) await office.count(product, place, odoo[at] ?? 0)
      }
      shop = await startShopifySandbox({ accessToken: token }, (model) => {
        for (const [, name, id] of places) model.addLocation({ id, name })
        for (const [name, { shopify }] of Object.entries(stock)) {
          const levels = places.map(([, , locationId], at) => ({ locationId, available: shopify[at] ?? 0 }))
          model.addProduct({ title: name, variants: [{ sku: skuOf(name), tracked: true, levels }] })
        }
      })
    })
    after(async () => {
      await admin?.close()
      await shop?.close()
    })

    const shown = (): number[] => shop.model.snapshot().levels.map((level) => level.available)
    const found = (seen: Seen): Record<string, string> =>
      Object.fromEntries(linesOf(seen).map((line) => [`${line.odoo.sku?.split('-').at(-1)} ${line.shopify.location}`, line.outcome]))

    async function begin(): Promise<NodeFlow> {
      const connected = { odoo: 'odoo', shopify: 'shopify', store: 'store' }
      const rows = places.map(([location, name, id]) => ({
        id: name,
        shopifyLocationId: id,
        shopifyLocation: name,
        outcome: 'mapped',
        type: 'online',
        sources: [{ location }],
        exclude: [],
        aggregate: 'sum',
        quantityName: 'available',
        enabled: true,
      }))
      const domain = JSON.stringify([['default_code', 'like', `${stamp}-${transport}-`]])
      return await start({
        type: 'reconcile-diff',
        outputs: 5,
        config: { shopify: 'shopify', store: 'store', unasked: 'ignore' },
        wires: { 2: ['watch'] },
        others: [
          {
            id: 'odoo',
            type: 'odoo-connection',
            url: server.url,
            database: server.database,
            username: server.connector.username,
            transport,
          },
          { id: 'shopify', type: 'shopify-connection', shop: shop.shopDomain, apiUrl: shop.url },
          { id: 'store', type: 'sync-store' },
          { id: 'watch', type: 'odoo-quant-watch', ...onCanvas, ...connected, domain, interval: 3600, batch: 2, wires: [['map']] },
          {
            id: 'map',
            type: 'location-map',
            ...onCanvas,
            ...connected,
            rows,
            known: places.map(([, name, id]) => ({ id, name })),
            wires: [['link'], []],
          },
          { id: 'link', type: 'product-link', ...onCanvas, ...connected, refresh: 60, wires: [['subject'], []] },
          { id: 'set', type: 'shopify-inventory-set', begin: 'written', ...onCanvas, ...connected, wires: [[], [], []] },
        ],
        credentials: { odoo: { apiKey: server.connector.apiKey }, shopify: { accessToken: token } },
      })
    }

    async function report(flow: NodeFlow, payload: object): Promise<Seen> {
      const from = flow.output(0).length
      await flow.ask({ payload })
      await flow.until(() => flow.output(0).length > from || flow.output(4).length + flow.caught.length > 0)
      assert.deepEqual([flow.output(4), flow.caught], [[], []])
      return flow.output(0)[from] ?? {}
    }

    it('finds exactly what differs, applies it when it is approved, and takes it back', async () => {
      const flow = await begin()
      const before = shown()
      const first = await report(flow, { action: 'start', dryRun: true })
      assert.deepEqual(found(first), drifted)
      assert.deepEqual(shown(), before)
      const planId = statusOf({ payload: first['status'] }).plan?.id
      assert.equal((await report(flow, { action: 'approve', planId }))['topic'], 'applied')
      assert.deepEqual(shown(), [10, 7, 0, 4, 0, 0])
      assert.deepEqual(found(await report(flow, { action: 'start', dryRun: true })), {})
      assert.equal((await report(flow, { action: 'rollback', planId }))['topic'], 'rolled-back')
      assert.deepEqual(shown(), before)
    })

    it('compares only a category, or only what was touched since', async () => {
      const flow = await begin()
      assert.deepEqual(found(await report(flow, { action: 'start', scope: { categories: [category] } })), drifted)
      const touched = { 'A Texas': drifted['A Texas'], 'B New Jersey': drifted['B New Jersey'] }
      assert.deepEqual(found(await report(flow, { action: 'start', scope: { changedSince: since } })), touched)
      assert.deepEqual(found(await report(flow, { action: 'start', scope: { changedSince: '2999-01-01T00:00:00Z' } })), {})
    })
  })
}
