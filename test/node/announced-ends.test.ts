import assert from 'node:assert/strict'
import { jobsInWords } from '../../nodes/kit/in-words.ts'
import { english } from '../support/english.ts'
import { join } from 'node:path'
import { realClock } from '../../nodes/kit/real-clock.ts'
import odooConnection from '../../nodes/odoo-connection/odoo-connection.ts'
import odooQuantWatch from '../../nodes/odoo-quant-watch/odoo-quant-watch.ts'
import shopifyConnection from '../../nodes/shopify-connection/shopify-connection.ts'
import shopifyInventorySet from '../../nodes/shopify-inventory-set/shopify-inventory-set.ts'
import syncStore from '../../nodes/sync-store/sync-store.ts'
import { connectorGroups } from '../../sandbox/odoo/account.ts'
import { startOdooSandbox, type OdooSandbox } from '../../sandbox/odoo/odoo-sandbox.ts'
import { markOf } from '../../src/adapters/odoo/key-end.ts'
import { openSqliteStore } from '../../src/adapters/store/sqlite/open-sqlite-store.ts'
import { withDemo } from '../support/node-demo.ts'
import { type NodeFlow, withNodeRed } from '../support/node-helper.ts'

const day = 86_400_000
const odooTime = (at: number): string => new Date(at).toISOString().slice(0, 19).replace('T', ' ')

/** The jobs of the flow's store, as a person sees them. */
async function jobs(flow: NodeFlow): Promise<string[]> {
  await flow.stop()
  const store = await openSqliteStore(join(flow.userDir, 'odoo-shopify-inventory.sqlite'), { clock: realClock })
  try {
    const kept = await store.transaction(({ failedJobs }) => failedJobs.list({}))
    return jobsInWords(english, kept).map(({ failure: { code, text }, state }) => `${code} ${state}: ${text}`)
  } finally {
    await store.close()
  }
}

describe('an end that is near', function () {
  this.timeout(60_000)
  const start = withNodeRed(odooQuantWatch, odooConnection, shopifyInventorySet, shopifyConnection, syncStore)
  const systems = withDemo()

  describe('of the Odoo API key', () => {
    const apiKey = 'cd'.repeat(20)
    let odoo: OdooSandbox | undefined
    afterEach(() => odoo?.stop())

    async function server(endsAt: number): Promise<{ others: object[]; test: object }> {
      const keys = [{ name: 'Node-RED', endsAt: odooTime(endsAt) }]
      odoo = await startOdooSandbox({ users: [{ login: 'connector', apiKey, companyIds: [1], groups: connectorGroups, keys }] })
      const test = { url: odoo.url, database: odoo.database, username: 'connector' }
      return {
        others: [
          { id: 'odoo', type: 'odoo-connection', ...test },
          { id: 'store', type: 'sync-store' },
        ],
        test: { ...test, apiKey },
      }
    }
    const watch = (others: readonly object[]): Promise<NodeFlow> => {
      const config = { odoo: 'odoo', store: 'store', locations: [{ location: 'NJ/Stock' }], interval: 3600 }
      return start({ type: 'odoo-quant-watch', others, credentials: { odoo: { apiKey } }, config })
    }
    const connection = async (flow: NodeFlow, body: object): Promise<Record<string, unknown>> =>
      JSON.parse(await (await flow.admin('POST', 'odoo-connection/test', { permissions: ['odoo-connection.write'], body })).text())

    it('is one job, a word in the status, and a sentence with its cure in the connection test', async () => {
      const endsAt = Date.now() + 13 * day
      const date = odooTime(endsAt).slice(0, 10)
      const { others, test } = await server(endsAt)
      const flow = await watch(others)
      await flow.until(() => flow.statuses.some(({ text }) => text?.endsWith(`API key ends on ${date}`)))
      assert.equal(flow.statuses.at(-1)?.fill, 'yellow')
      const told = await connection(flow, test)
      assert.partialDeepStrictEqual(told, { ok: true, details: { keyEnds: `${date} (Node-RED)` } })
      assert.match(String(told['cure']), /API key of connector .* ends on .* Make a new API key/)
      assert.deepEqual(await jobs(flow), [`ODOO_KEY_ENDS open: The API key of connector in Odoo database demo ends on ${date} (Node-RED)`])
    })

    it('is only shown by the connection test as long as it is far', async () => {
      const { others, test } = await server(Date.now() + 15 * day)
      const flow = await watch(others)
      await flow.until(() => flow.statuses.some(({ fill }) => fill === 'green'))
      const told = await connection(flow, test)
      assert.match(JSON.stringify(told['details']), /keyEnds/)
      assert.equal(told['cure'], undefined)
      assert.deepEqual(await jobs(flow), [])
    })

    it('that came while Node-RED was stopped names the cause of the refused login, also in the connection test', async () => {
      const endsAt = Math.floor(Date.now() / 1000) * 1000 - day
      const { others, test } = await server(endsAt)
      const flow = await start({ type: 'sync-store', outputs: 0 })
      await flow.stop()
      const seeded = await watchOfSeededStore(flow, others, { endsAt, name: 'Node-RED', keys: 1, mark: markOf(apiKey) })
      await seeded.until(() => seeded.caught.length > 0)
      assert.equal(seeded.caught[0]?.error.code, 'ODOO_KEY_ENDED')
      assert.match(seeded.caught[0]?.error.message ?? '', /API key \(Node-RED\) ended on .* Make a new API key/)
      assert.partialDeepStrictEqual(await connection(seeded, { ...test, id: 'odoo' }), { code: 'ODOO_KEY_ENDED' })
      const another = await connection(seeded, { ...test, apiKey: 'ef'.repeat(20), id: 'odoo' })
      assert.partialDeepStrictEqual(another, { code: 'ODOO_LOGIN_REFUSED' })
    })

    async function watchOfSeededStore(stopped: NodeFlow, others: readonly object[], known: object): Promise<NodeFlow> {
      const file = join(stopped.userDir, 'kept.sqlite')
      const store = await openSqliteStore(file, { clock: realClock })
      const name = `odoo-key-end/demo@${new URL(odoo?.url ?? '').host}`
      await store.transaction(({ cursors }) => cursors.put(name, JSON.stringify(known)))
      await store.close()
      return watch([...others.slice(0, 1), { id: 'store', type: 'sync-store', file }])
    }
  })

  it('of the version of the Shopify API is one job, sent once, and a word in the status', async () => {
    const now = realClock.now
    realClock.now = () => now() + (Date.UTC(2027, 9, 5) - Date.now())
    try {
      const { others, credentials, demo } = systems()
      const config = { shopify: 'shopify', store: 'store', begin: 'written' }
      const flow = await start({
        type: 'shopify-inventory-set',
        outputs: 3,
        others: others.slice(1),
        credentials: { shopify: credentials['shopify'] ?? {} },
        config,
      })
      await flow.until(() => flow.statuses.some(({ text }) => text === 'all delivered, 0/min, API version 2026-10 ends on 2027-10-16'))
      assert.equal(flow.statuses.at(-1)?.fill, 'yellow')
      assert.partialDeepStrictEqual(flow.output(1), [{ payload: [{ code: 'SHOPIFY_VERSION_ENDS', recorded: true }] }])
      const { shopDomain: shop, url: apiUrl } = demo.shopify
      const body = { shop, apiUrl, accessToken: demo.environment['SHOPIFY_ACCESS_TOKEN'] }
      const answer = await flow.admin('POST', 'shopify-connection/test', { permissions: ['shopify-connection.write'], body })
      const told: { cure?: string } = JSON.parse(await answer.text())
      assert.partialDeepStrictEqual(told, { ok: true, details: { versionEnds: '2027-10-16' } })
      assert.match(told.cure ?? '', /API version 2026-10 is used.*Choose a later API version/)
      assert.deepEqual(await jobs(flow), [
        `SHOPIFY_VERSION_ENDS open: API version 2026-10 is used for ${shop}, and Shopify supports it only until 2027-10-16`,
      ])
    } finally {
      realClock.now = now
    }
  })
})
