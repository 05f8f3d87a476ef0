import assert from 'node:assert/strict'
import shopifyConnection from '../../nodes/shopify-connection/shopify-connection.ts'
import shopifyInventorySet from '../../nodes/shopify-inventory-set/shopify-inventory-set.ts'
import syncStore from '../../nodes/sync-store/sync-store.ts'
import { linkedLine } from '../support/levels.ts'
import { withDemo } from '../support/node-demo.ts'
import { shopifyLocation } from '../support/pictures.ts'
import { type NodeFlow, withNodeRed } from '../support/node-helper.ts'

const newJersey = 12345
const item = 'gid://shopify/InventoryItem/7005'
const writer = { permissions: ['shopify-inventory-set.write'] }
const reader = { permissions: ['shopify-inventory-set.read'] }

describe('what a person does with a delivery', () => {
  const start = withNodeRed(shopifyInventorySet, shopifyConnection, syncStore)
  const systems = withDemo()
  const begin = (more: object = {}): Promise<NodeFlow> => {
    const { others, credentials } = systems()
    const config = { shopify: 'shopify', store: 'store', ...more }
    const secrets = { shopify: credentials['shopify'] ?? {} }
    return start({ type: 'shopify-inventory-set', outputs: 3, others: others.slice(1), credentials: secrets, config })
  }
  const shown = (of = 7005): number | undefined =>
    systems().demo.shopify.model.readLevels([
      { inventoryItemId: `gid://shopify/InventoryItem/${of}`, locationId: shopifyLocation(newJersey) },
    ])[0]?.available
  const path = 'shopify-inventory-set/subject'
  const ask = async (flow: NodeFlow): Promise<unknown> => JSON.parse(await (await flow.admin('GET', `${path}/state`, reader)).text())
  const act = (flow: NodeFlow, body: object) => flow.admin('POST', `${path}/act`, { ...writer, body })

  it('is to release a new shop: until then the first deploy writes nothing, and says so', async () => {
    const flow = await begin()
    const before = shown()
    await flow.ask({ payload: linkedLine(7005, newJersey, 55) })
    await flow.until(() => flow.statuses.some(({ text }) => text === 'new shop, frozen: check, then release (1 waiting)'))
    assert.partialDeepStrictEqual(await ask(flow), { waiting: 1, freeze: { first: true }, stopped: [] })
    assert.equal(shown(), before)
    assert.equal((await act(flow, { action: 'release', note: 'checked' })).status, 200)
    await flow.until(() => flow.output(0).length > 0)
    assert.equal(shown(), 55)
    assert.partialDeepStrictEqual(await ask(flow), { freeze: null })
  })

  it('is not undone by the release that is meant for new shops', async () => {
    const flow = await begin({ begin: 'written' })
    await flow.ask({ payload: { action: 'freeze', note: 'stocktaking' } })
    await flow.ask({ payload: { action: 'release', first: true } })
    assert.partialDeepStrictEqual(await ask(flow), { freeze: { note: 'stocktaking', first: false } })
  })

  it('is to end a hold, with a reason that is kept, and not without one', async () => {
    const flow = await begin({ begin: 'written' })
    await flow.ask({ payload: linkedLine(7005, newJersey, 60) })
    await flow.until(() => flow.output(0).length === 1)
    systems().demo.shopify.model.sell({ locationId: shopifyLocation(newJersey), lines: [{ itemId: item, quantity: 4 }] })
    await flow.ask({ payload: linkedLine(7005, newJersey, 61) })
    await flow.until(() => flow.output(0).length === 2)
    assert.equal(shown(), 57)
    const hold = { action: 'end-hold', inventoryItemId: item, locationId: shopifyLocation(newJersey) }
    const without = await act(flow, hold)
    assert.equal(without.status, 400)
    assert.match(await without.text(), /note/)
    assert.partialDeepStrictEqual(JSON.parse(await (await act(flow, { ...hold, note: 'counted' })).text()), { ended: 4, done: true })
    await flow.until(() => flow.output(0).length === 3)
    assert.equal(shown(), 61)
    assert.equal((await act(flow, { ...hold, note: 'again' })).status, 409)
  })

  it('is to end what is held without proof, by the button of its failed job', async () => {
    const flow = await begin({ begin: 'written' })
    await flow.ask({ payload: linkedLine(7006, newJersey, 60) })
    await flow.until(() => flow.output(0).length === 1)
    systems().demo.shopify.model.edit({ inventoryItemId: 'gid://shopify/InventoryItem/7006', locationId: shopifyLocation(newJersey) }, 52)
    await flow.ask({ payload: linkedLine(7006, newJersey, 61) })
    await flow.until(() => flow.output(1).length === 1)
    assert.partialDeepStrictEqual(flow.output(1)[0], {
      payload: [{ code: 'HOLD_DOUBTFUL', recorded: true, values: { units: 8, before: 60, after: 52 } }],
    })
    assert.equal(shown(7006), 53)
    const jobs = { permissions: ['failed-jobs.read', 'failed-jobs.write'] }
    const open = async (): Promise<{ readonly jobs: readonly { readonly id: string }[] }> =>
      JSON.parse(await (await flow.admin('GET', 'failed-jobs/store?code=HOLD_DOUBTFUL', jobs)).text())
    const [job] = (await open()).jobs
    const end = (body: object) => flow.admin('POST', 'failed-jobs/store/end-hold', { ...jobs, body: { ids: [job?.id], ...body } })
    assert.equal((await end({})).status, 400)
    assert.partialDeepStrictEqual(JSON.parse(await (await end({ note: 'counted' })).text()), { changed: 1, ended: 8 })
    await flow.until(() => shown(7006) === 61)
    assert.deepEqual((await open()).jobs, [])
  })

  it('is nothing else: questions and pairing are not acts of the dialog', async () => {
    const flow = await begin()
    for (const body of [{ action: 'pair', database: 'x' }, { action: 'why', sku: 'x' }, {}])
      assert.equal((await act(flow, body)).status, 400)
    assert.equal((await flow.admin('POST', `${path}/act`, { ...reader, body: { action: 'release' } })).status, 401)
  })
})
