import assert from 'node:assert/strict'
import { type OdooSandbox, startOdooSandbox } from '../../../sandbox/odoo/odoo-sandbox.ts'

describe('the control of the simulated Odoo over HTTP', () => {
  let sandbox: OdooSandbox

  before(async () => {
    sandbox = await startOdooSandbox({ majorVersion: 17 })
  })

  after(() => sandbox.stop())

  afterEach(() => sandbox.reset())

  async function post(operation: string, body: unknown = {}, at = sandbox.url): Promise<{ status: number; body: unknown }> {
    const headers = { 'content-type': 'application/json' }
    const response = await fetch(`${at}/sandbox/${operation}`, { method: 'POST', headers, body: JSON.stringify(body) })
    const read: unknown = await response.json()
    return { status: response.status, body: read }
  }

  const free = (location: string) => sandbox.driver.free({ sku: 'SKU-0003', location })

  it('moves goods', async () => {
    const goods = { product: 'SKU-0003', location: 'TX/Stock', quantity: 5 }
    assert.equal((await post('receive', goods)).status, 200)
    assert.equal(free('TX'), 55)
    await post('transfer', { product: 'SKU-0003', from: 'TX/Stock', to: 'Physical Locations/Inter-warehouse transit', quantity: 15 })
    assert.equal(free('TX'), 40)
    await post('transfer', { product: 'SKU-0003', from: 'Physical Locations/Inter-warehouse transit', to: 'UK/Stock', quantity: 15 })
    assert.equal(free('UK'), 45)
    await post('adjust', { ...goods, quantity: 9 })
    await post('scrap', { ...goods, quantity: 1 })
    assert.equal(free('TX'), 8)
    await post('manufacture', { product: 'MFG-1', location: 'TX/Stock', quantity: 3 })
    assert.equal(free('TX'), 5)
    assert.equal(sandbox.driver.free({ sku: 'MFG-1', location: 'TX' }), 3)
  })

  it('sells, changes, delivers in parts, takes back and cancels', async () => {
    const sold = await post('sell', { warehouse: 'UK', lines: [{ product: 'SKU-0003', quantity: 9 }], reference: 'SHOP-1' })
    const { name: order }: { name?: unknown } = Object(sold.body)
    assert.equal(order, 'S00001')
    assert.equal(free('UK'), 21)
    await post('change-line', { order, product: 'SKU-0003', quantity: 8 })
    const delivered = await post('deliver', { order, lines: [{ product: 'SKU-0003', quantity: 3 }], trackingRef: 'T-1' })
    assert.equal(typeof Object(delivered.body)['backorderId'], 'number')
    await post('give-back', { order, product: 'SKU-0003', quantity: 1, to: 'UK/Stock/Quarantine' })
    assert.equal(free('UK'), 23)
    await post('cancel', { order })
    assert.equal(free('UK'), 28)
  })

  it('holds a transaction open until it is told to commit', async () => {
    const begun = await post('begin')
    const { transaction }: { transaction?: unknown } = Object(begun.body)
    await post('receive', { product: 'SKU-0003', location: 'TX/Stock', quantity: 5, transaction })
    assert.equal(free('TX'), 50)
    await post('commit', { transaction })
    assert.equal(free('TX'), 55)
    assert.equal((await post('commit', { transaction })).status, 404)
  })

  it('tells the truth, and is as new after a reset', async () => {
    const before = await post('truth')
    await post('raw-quant', { product: 'SKU-0003', location: 'TX/Stock', quantity: 5 })
    assert.notDeepEqual((await post('truth')).body, before.body)
    await post('reset')
    assert.deepEqual((await post('truth')).body, before.body)
  })

  it('plans faults, counts calls, and takes the server down and up from its own port', async () => {
    await post('fault', { fault: { kind: 'status', status: 502 }, match: { model: 'common' }, times: 3 })
    assert.deepEqual((await post('faults')).body, [{ fault: { kind: 'status', status: 502 }, match: { model: 'common' }, times: 3 }])
    await post('clear-faults')
    await post('down', {}, sandbox.controlUrl)
    await assert.rejects(post('counters'))
    assert.deepEqual((await post('counters', {}, sandbox.controlUrl)).body, { calls: 0, rows: 0, byMethod: {} })
    await post('up', {}, sandbox.controlUrl)
    assert.equal((await post('counters')).status, 200)
  })

  it('says what is wrong with a request', async () => {
    assert.deepEqual(await post('receive', { product: 'SKU-0003', location: 'TX/Stock' }), {
      status: 400,
      body: { error: 'the body needs quantity, a number' },
    })
    assert.equal((await post('receive', { product: 'NOPE', location: 'TX/Stock', quantity: 1 })).status, 404)
    assert.equal((await post('fly')).status, 404)
    assert.equal((await post('fault', { fault: { kind: 'rain' } })).status, 400)
    const sold = await post('sell', { warehouse: 'TX', lines: [{ product: 'SKU-0003', quantity: 5 }] })
    const { orderId }: { orderId?: unknown } = Object(sold.body)
    await post('deliver', { order: orderId })
    assert.equal((await post('change-line', { order: orderId, product: 'SKU-0003', quantity: 1 })).status, 422)
    const form = await fetch(`${sandbox.url}/sandbox/reset`, { method: 'POST', body: 'x' })
    assert.equal(form.status, 415)
  })

  it('has no JSON-2 and no version page in 17', async () => {
    const headers = { authorization: 'bearer demo-key', 'content-type': 'application/json' }
    const answer = await fetch(`${sandbox.url}/json/2/stock.quant/search_count`, { method: 'POST', headers, body: '{"domain":[]}' })
    assert.equal(answer.status, 404)
    assert.equal((await fetch(`${sandbox.url}/web/version`)).status, 404)
  })
})
