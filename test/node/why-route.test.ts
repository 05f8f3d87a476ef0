import assert from 'node:assert/strict'
import shopifyConnection from '../../nodes/shopify-connection/shopify-connection.ts'
import shopifyInventorySet from '../../nodes/shopify-inventory-set/shopify-inventory-set.ts'
import syncStore from '../../nodes/sync-store/sync-store.ts'
import { traceIn, traceStep, type SpokenStep } from '../../src/base/messages/trace-step.ts'
import type { Say } from '../../src/base/text/say.ts'
import { english, german } from '../support/english.ts'
import { linkedLine } from '../support/levels.ts'
import { withDemo } from '../support/node-demo.ts'
import { type NodeFlow, withNodeRed } from '../support/node-helper.ts'

const newJersey = 12345
const texas = 67890
const nothing = (say: Say): SpokenStep[] => traceIn(say, [traceStep('location-map', 'nothing-at', { location: 'NJ/Annex' })])
const reader = { permissions: ['shopify-inventory-set.read'] }

describe('"why is this number?" for a SKU', () => {
  const start = withNodeRed(shopifyInventorySet, shopifyConnection, syncStore)
  const systems = withDemo()

  async function frozenFlow(): Promise<NodeFlow> {
    const { others, credentials } = systems()
    const config = { shopify: 'shopify', store: 'store' }
    const subject = { type: 'shopify-inventory-set', outputs: 3, config, others: others.slice(1) }
    const flow = await start({ ...subject, credentials: { shopify: credentials['shopify'] ?? {} } })
    await flow.ask({ payload: { action: 'freeze' } })
    await flow.ask({
      payload: [
        { ...linkedLine(7001, newJersey, 31), trace: nothing(english) },
        linkedLine(7001, texas, 12),
        linkedLine(7002, newJersey, 5),
      ],
    })
    return flow
  }

  it('is answered by message, for every location or for one', async () => {
    const flow = await frozenFlow()
    await flow.ask({ payload: { action: 'why', sku: 'SKU-7001' }, ticket: 7 })
    await flow.ask({ payload: { action: 'why', sku: 'SKU-7001', location: `Location ${texas}` } })
    await flow.ask({ payload: { action: 'why', sku: 'SKU-9999' } })
    const [, all, one, none] = flow.output(2)
    assert.partialDeepStrictEqual(all, { ticket: 7, payload: { action: 'why', sku: 'SKU-7001', levels: [{ target: 31 }, { target: 12 }] } })
    assert.partialDeepStrictEqual(one?.payload, { levels: [{ target: 12, level: { locationId: `gid://shopify/Location/${texas}` } }] })
    assert.deepEqual(none?.payload, { action: 'why', sku: 'SKU-9999', levels: [] })
  })

  it('is answered by the admin route, in the language of who asks, and only to whom may read', async () => {
    const flow = await frozenFlow()
    const path = `shopify-inventory-set/subject/why?sku=SKU-7001&location=${encodeURIComponent(`gid://shopify/Location/${newJersey}`)}`
    const response = await flow.admin('GET', path, { ...reader, language: 'de' })
    assert.equal(response.status, 200)
    const body: { levels: { trace: object[] }[] } = JSON.parse(await response.text())
    assert.partialDeepStrictEqual(body, { sku: 'SKU-7001', levels: [{ target: 31 }] })
    assert.match(JSON.stringify(body), /verkauft werden/)
    assert.doesNotMatch(JSON.stringify(body), /nothing at NJ/, 'one language')
    assert.ok(JSON.stringify(body.levels[0]?.trace).includes(nothing(german)[0]?.text ?? '?'), 'also what earlier nodes said')
    assert.equal((await flow.admin('GET', path, { permissions: [] })).status, 401)
  })

  it('names the field when it does not say of what, and the node when that is not running', async () => {
    const flow = await frozenFlow()
    const ask = async (path: string) => (await flow.admin('GET', path, reader)).json()
    assert.partialDeepStrictEqual(await ask('shopify-inventory-set/subject/why'), { code: 'MESSAGE_MALFORMED' })
    assert.partialDeepStrictEqual(await ask('shopify-inventory-set/nobody/why?sku=SKU-7001'), { code: 'CONFIG_MISSING' })
  })
})
