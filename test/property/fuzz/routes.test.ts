import assert from 'node:assert/strict'
import fc from 'fast-check'
import { errorCodes } from '../../../src/base/error/catalogue.ts'
import { isPlainObject } from '../../../src/base/plain-object.ts'
import { oddRules } from '../../support/buffer-rules.ts'
import { everyNode } from '../../support/every-node.ts'
import { withDemo } from '../../support/node-demo.ts'
import { type NodeFlow, withNodeRed } from '../../support/node-helper.ts'
import { row } from '../../support/pictures.ts'
import { fuzzLimitMs, fuzzRuns } from './support/fuzz-runs.ts'
import { oddPayload } from './support/odd-payload.ts'

const secret = 'token-that-must-not-be-seen'
/** Nobody listens there. Whatever else is wrong with a question, no packet leaves the machine. */
const address = 'http://127.0.0.1:9'
const near = { url: address, apiUrl: address }
const nowhere = { url: address, database: 'shop', username: 'sync@example.com', apiKey: secret }
const noShop = { shop: 'example.myshopify.com', apiUrl: address, auth: 'token', accessToken: secret }
const link = { inventoryItemId: 'gid://shopify/InventoryItem/7001', odooProductId: 1 }
const mapRow = row('nj', 5, [{ locationId: 8, location: 'NJ/Stock' }])

/** Each route that takes a body, and bodies that it takes. */
const posts: readonly (readonly [path: string, permission: string, good: readonly unknown[]])[] = [
  ['odoo-connection/test', 'odoo-connection.write', [nowhere]],
  ['shopify-connection/test', 'shopify-connection.write', [noShop]],
  ['failed-jobs/store/retry', 'failed-jobs.write', [{ ids: [1] }, { class: 'product-identity' }, { all: true }]],
  ['failed-jobs/store/dismiss', 'failed-jobs.write', [{ ids: [1], note: 'seen' }]],
  ['failed-jobs/store/end-hold', 'failed-jobs.write', [{ ids: ['1'], note: 'counted' }]],
  ['location-map/export', 'location-map.read', [{ rows: [mapRow], format: 'csv' }]],
  ['location-map/import', 'location-map.write', [{ rows: [mapRow], file: 'shopifyLocationId,sources\n71,NJ/Stock\n', format: 'csv' }]],
  ['buffer/export', 'buffer.read', [{ rules: oddRules, format: 'csv' }]],
  ['buffer/import', 'buffer.write', [{ rules: oddRules, file: 'sku,amount\nA,5%\n', format: 'csv', known: [{ id: 'a', name: 'b' }] }]],
  ['product-link/subject/link', 'product-link.write', [link]],
  ['product-link/subject/unlink', 'product-link.write', [link]],
  ['product-link/subject/import', 'product-link.write', [{ file: 'a,b\n1,2\n', format: 'csv' }]],
  [
    'shopify-inventory-set/set/act',
    'shopify-inventory-set.write',
    [{ action: 'end-hold', inventoryItemId: 'a', locationId: 'b', note: 'c' }],
  ],
  ['odoo-quant-watch/hint/address', 'odoo-quant-watch.write', [{ id: 'watch' }]],
]
const gets: readonly (readonly [path: string, permission: string])[] = [
  ['failed-jobs/store', 'failed-jobs.read'],
  ['failed-jobs/store/export', 'failed-jobs.read'],
  ['product-link/subject/links', 'product-link.read'],
  ['product-link/subject/export', 'product-link.read'],
  ['odoo-connection/odoo/locations', 'odoo-connection.read'],
  ['shopify-connection/shopify/locations', 'shopify-connection.read'],
  ['shopify-inventory-set/set/why', 'shopify-inventory-set.read'],
  ['shopify-inventory-set/set/state', 'shopify-inventory-set.read'],
]
const names = ['search', 'after', 'limit', 'format', 'class', 'sku', 'offset', 'state', 'location', 'inventoryItemId', '__proto__', 'a[b]']

describe('requests of anything to', function () {
  this.timeout(fuzzLimitMs)
  const systems = withDemo()
  const known = new Set<string>(errorCodes)
  const start = withNodeRed(...everyNode)
  let flow: NodeFlow

  beforeEach(async () => {
    const { others, credentials } = systems()
    const both = { shopify: 'shopify', store: 'store' }
    const set = { id: 'set', type: 'shopify-inventory-set', z: 'flow', x: 1, y: 1, wires: [], ...both }
    const map = { id: 'map', type: 'location-map', z: 'flow', x: 1, y: 1, wires: [], rows: [] }
    const watch = { id: 'watch', type: 'odoo-quant-watch', z: 'flow', x: 1, y: 1, wires: [], odoo: 'odoo', store: 'store', interval: 3600 }
    const config = { ...both, odoo: 'odoo', refresh: 0 }
    const buffer = { id: 'buffer', type: 'buffer', z: 'flow', x: 1, y: 1, wires: [], rules: {} }
    flow = await start({ type: 'product-link', outputs: 2, config, others: [...others, set, map, buffer, watch], credentials })
  })

  /** An answer that does what was asked, or says in words why not. */
  async function isCivil(response: Response): Promise<void> {
    const text = await response.text()
    assert.ok(!text.includes(secret), text)
    if (response.status === 200) return
    assert.ok([400, 409, 502].includes(response.status), `${response.status}: ${text}`)
    const answer: unknown = JSON.parse(text)
    assert.ok(isPlainObject(answer))
    const { code, text: sentence, cure } = answer
    assert.ok(typeof code === 'string' && known.has(code) && code !== 'UNEXPECTED', text)
    assert.ok(typeof sentence === 'string' && sentence !== '' && typeof cure === 'string' && cure !== '', text)
  }

  for (const [path, permission, good] of posts) {
    it(`POST ${path} are done or refused in words, and give no secret away`, async () => {
      const bodies = oddPayload(good).filter((body) => typeof body === 'object' && body !== null)
      await fc.assert(
        fc.asyncProperty(bodies, async (body) => {
          const asked: object = path.endsWith('/test') ? { ...Object(body), ...near } : Object(body)
          await isCivil(await flow.admin('POST', path, { permissions: [permission], body: asked }))
        }),
        fuzzRuns(40),
      )
    })
  }

  for (const [path, permission] of gets) {
    it(`GET ${path} are done or refused in words`, async () => {
      const queries = fc.array(
        fc.tuple(fc.constantFrom(...names), fc.oneof(fc.string(), fc.constantFrom('-1', '1e9', 'csv', '%', "' OR 1"))),
        {
          maxLength: 4,
        },
      )
      await fc.assert(
        fc.asyncProperty(queries, async (query) => {
          await isCivil(await flow.admin('GET', `${path}?${new URLSearchParams(query).toString()}`, { permissions: [permission] }))
        }),
        fuzzRuns(40),
      )
    })
  }
})
