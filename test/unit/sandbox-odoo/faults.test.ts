import assert from 'node:assert/strict'
import { type OdooSandbox, startOdooSandbox } from '../../../sandbox/odoo/odoo-sandbox.ts'

const key = { authorization: 'bearer admin-demo-key', 'content-type': 'application/json' }

describe('the faults of the simulated Odoo', () => {
  let sandbox: OdooSandbox

  before(async () => {
    sandbox = await startOdooSandbox({ limitTimeReal: 0.02 })
  })

  after(() => sandbox.stop())

  afterEach(() => sandbox.reset())

  async function call(model: string, method: string, body: unknown): Promise<Response> {
    return fetch(`${sandbox.url}/json/2/${model}/${method}`, { method: 'POST', headers: key, body: JSON.stringify(body) })
  }

  const count = () => call('stock.quant', 'search_count', { domain: [] })
  const note = () => call('sale.order', 'create', { vals_list: [{ partner_id: 1, client_order_ref: 'CUT-1' }] })
  const notes = async () => (await call('sale.order', 'search_count', { domain: [['client_order_ref', '=', 'CUT-1']] })).json()

  async function causeOf(promise: Promise<unknown>): Promise<unknown> {
    const error: unknown = await promise.then(
      () => undefined,
      (reason: unknown) => reason,
    )
    const { cause }: { cause?: { code?: unknown } } = Object(error)
    return cause?.code
  }

  it('let a proxy answer as often as told, then Odoo again', async () => {
    sandbox.faults.add({ fault: { kind: 'status', status: 503, retryAfter: 7 }, times: 2 })
    const first = await count()
    assert.equal(first.status, 503)
    assert.equal(first.headers.get('retry-after'), '7')
    assert.match(await first.text(), /<TITLE>503/)
    assert.equal((await count()).status, 503)
    assert.equal((await count()).status, 200)
  })

  it('hit only what they match', async () => {
    sandbox.faults.add({ fault: { kind: 'status', status: 429 }, match: { model: 'sale.order', method: 'search_count' } })
    assert.equal((await count()).status, 200)
    assert.equal((await call('sale.order', 'search', { domain: [] })).status, 200)
    assert.equal((await call('sale.order', 'search_count', { domain: [] })).status, 429)
    assert.deepEqual(sandbox.faults.pending(), [])
  })

  it('cut the connection before the work is done', async () => {
    sandbox.faults.add({ fault: { kind: 'cut', when: 'before' } })
    await assert.rejects(note())
    assert.equal(await notes(), 0)
  })

  it('cut the connection after the work is committed', async () => {
    sandbox.faults.add({ fault: { kind: 'cut', when: 'after' } })
    await assert.rejects(note())
    assert.equal(await notes(), 1)
  })

  it('stall, and kill what takes longer than limit_time_real, with nothing done', async () => {
    sandbox.faults.add({ fault: { kind: 'stall', ms: 5 } })
    assert.equal((await note()).status, 200)
    sandbox.faults.add({ fault: { kind: 'stall', ms: 60_000 } })
    await assert.rejects(note())
    assert.equal(await notes(), 1)
  })

  it('refuse as Odoo refuses', async () => {
    for (const [kind, status, name] of [
      ['serialization', 500, 'psycopg2.errors.SerializationFailure'],
      ['access-denied', 403, 'odoo.exceptions.AccessError'],
      ['login-refused', 401, 'werkzeug.exceptions.Unauthorized'],
    ] as const) {
      sandbox.faults.add({ fault: { kind } })
      const answer = await count()
      const body: { name?: unknown } = Object(await answer.json())
      assert.deepEqual([answer.status, body.name], [status, name])
    }
  })

  it('refuse connections while the server is down, and serve the same database when it is back', async () => {
    await sandbox.driver.receive({ product: 'SKU-0001', location: 'NJ/Stock', quantity: 1 })
    const { port } = sandbox
    await sandbox.down()
    assert.equal(await causeOf(count()), 'ECONNREFUSED')
    await sandbox.up()
    assert.equal(sandbox.port, port)
    assert.equal((await count()).status, 200)
    assert.equal(sandbox.driver.free({ sku: 'SKU-0001', location: 'NJ/Stock' }), 116)
  })

  it('are written down with the calls, their rows and how they ended', async () => {
    sandbox.faults.add({ fault: { kind: 'serialization' } })
    await count()
    await call('stock.quant', 'search_read', { domain: [], fields: ['quantity'], limit: 5 })
    assert.deepEqual(
      sandbox.log.entries().map(({ method, rows, outcome, login }) => [method, rows, outcome, login]),
      [
        ['search_count', 0, 'psycopg2.errors.SerializationFailure', 'admin'],
        ['search_read', 5, 'ok', 'admin'],
      ],
    )
    assert.deepEqual(sandbox.log.counters(), {
      calls: 2,
      rows: 5,
      byMethod: { 'stock.quant.search_count': { calls: 1, rows: 0 }, 'stock.quant.search_read': { calls: 1, rows: 5 } },
    })
  })
})
