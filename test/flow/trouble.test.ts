import assert from 'node:assert/strict'
import { demoLocations } from '../../sandbox/shopify/demo-catalogue.ts'
import type { AppliedLine } from '../../src/base/messages/applied.ts'
import { type DemoFlow, startDemoFlow } from '../support/demo-flow.ts'
import type { NodeRedEvent } from '../support/node-red-event.ts'
import type { FlowNode } from '../support/node-red.ts'

const [newJersey] = demoLocations
const moon = 'gid://shopify/Location/99999'

/** A button that sends a payload to a node of the flow. */
const button = (id: string, payload: unknown, target: string): FlowNode => ({
  id,
  type: 'inject',
  z: 'o2o-tab',
  x: 100,
  y: 700,
  props: [{ p: 'payload' }],
  payload: JSON.stringify(payload),
  payloadType: 'json',
  repeat: '',
  crontab: '',
  wires: [[target]],
})

/** The flow with a location in the place of UK Warehouse that the shop does not have. */
function withMoonWarehouse(nodes: readonly FlowNode[]): FlowNode[] {
  const text = JSON.stringify(nodes).replaceAll('gid://shopify/Location/11223', moon).replaceAll('UK Warehouse', 'Moon Warehouse')
  return JSON.parse(text)
}

/** The flow whose gate stops one product. */
function withStoppedProduct(nodes: readonly FlowNode[]): FlowNode[] {
  const exceptions = [{ product: 'SKU-0005', event: 'inventory_quantity', policy: 'off' }]
  return nodes.map((node) => (node.type === 'direction-gate' ? { ...node, exceptions } : node))
}

describe('the one-to-one flow in trouble', function () {
  this.timeout(120_000)
  let flow: DemoFlow
  let count = 0

  before(async () => {
    flow = await startDemoFlow({
      edit: (nodes) => [
        ...withStoppedProduct(withMoonWarehouse(nodes)),
        button('bad-map', 'no lines', 'o2o-map'),
        button('bad-set', [{ kind: 'level', quantity: 'many' }], 'o2o-set'),
        button('bad-watch', { products: ['SKU-0001'] }, 'o2o-watch'),
      ],
    })
    await goodChange()
  })
  after(() => flow?.stop())
  afterEach(goodChange)

  /** A change that must reach Shopify whatever happened before; each time of another quantity. */
  async function goodChange(): Promise<void> {
    count += 1
    const from = flow.now()
    await flow.demo.odoo.driver.adjust({ product: 'SKU-0002', location: 'NJ/Stock', quantity: 100 + count })
    const wanted = flow.demo.odoo.driver.free({ sku: 'SKU-0002', location: 'NJ/Stock', without: ['NJ/Stock/Quarantine'] }) - 1
    const fits = (line: AppliedLine): boolean =>
      line.odoo.sku === 'SKU-0002' && line.shopify.locationId === newJersey.id && line.to === wanted
    await flow.applied('the next good change', fits, from)
    assert.equal(flow.shopifyLevel('SKU-0002', newJersey.id), wanted)
  }

  it('makes a job of a product that Shopify does not have, naming its SKU and the cure', async () => {
    const from = flow.now()
    await flow.demo.odoo.driver.receive({ product: 'SKU-0015', location: 'NJ/Stock', quantity: 1 })
    const line = await flow.failed('the unlinked SKU', (failed) => failed.subject.sku === 'SKU-0015', from)
    assert.equal(line.code, 'VARIANT_UNLINKED')
    assert.equal(line.class, 'product-identity')
    assert.match(line.text, /\(SKU SKU-0015\) has no linked Shopify variant/)
    assert.ok(line.cure.length > 0)
  })

  it('makes a job of a level at a location that Shopify does not have', async () => {
    const line = await flow.failed('the unknown location', (failed) => failed.subject.shopifyLocationId === moon)
    assert.equal(line.class, 'location-mapping')
    assert.match(line.text, /Moon Warehouse/)
    assert.ok(line.cure.length > 0)
  })

  it('makes a job of what the gate has stopped, and writes nothing of it', async () => {
    const isJob = (event: NodeRedEvent): boolean =>
      event.what === 'received' && event.node === 'o2o-job' && JSON.stringify(event.msg.payload).includes('DIRECTION_STOPPED')
    await flow.nodeRed.until('the job of the stopped product', isJob, { withinMs: 30_000 })
    await flow.demo.odoo.driver.adjust({ product: 'SKU-0005', location: 'NJ/Stock', quantity: 77 })
    await goodChange()
    assert.notEqual(flow.shopifyLevel('SKU-0005', newJersey.id), 76)
  })

  for (const [id, node, field] of [
    ['bad-map', 'location-map', /payload/],
    ['bad-set', 'shopify-inventory-set', /payload\[0\]/],
    ['bad-watch', 'odoo-quant-watch', /payload\.products\[0\]/],
  ] as const) {
    it(`refuses a malformed message at ${node} with the name of the field`, async () => {
      const from = flow.now()
      await flow.nodeRed.press(id)
      const error = await flow.caught('the refusal', ({ source }) => source.type === node, from)
      assert.equal(error.code, 'MESSAGE_MALFORMED')
      assert.match(error.message, field)
    })
  }

  it('says that Odoo does not answer, and sends what changed meanwhile when it does again', async () => {
    const from = flow.now()
    await flow.demo.odoo.down()
    await flow.demo.odoo.driver.adjust({ product: 'SKU-0003', location: 'NJ/Stock/Saleable', quantity: 7 })
    const error = await flow.caught('the stopped Odoo', ({ source }) => source.type === 'odoo-quant-watch', from)
    assert.equal(error.code, 'ODOO_UNREACHABLE')
    await flow.demo.odoo.up()
    const line = await flow.applied('the change made meanwhile', ({ odoo }) => odoo.sku === 'SKU-0003', from)
    assert.equal(line.to, flow.demo.odoo.driver.free({ sku: 'SKU-0003', location: 'NJ/Stock' }) - 1)
  })

  it('keeps what Shopify cannot take yet, and writes it when it can', async () => {
    const from = flow.now()
    await flow.demo.shopify.setDown('refuse')
    await flow.demo.odoo.driver.adjust({ product: 'SKU-0004', location: 'NJ/Stock/Saleable', quantity: 9 })
    const wants = (status: { text?: string }): boolean => /1/.test(status.text ?? '')
    await flow.nodeRed.until('a level that waits', (event) => event.what === 'status' && event.node === 'o2o-set' && wants(event.status), {
      from,
    })
    await flow.demo.shopify.setDown('up')
    const line = await flow.applied('the change made meanwhile', ({ odoo }) => odoo.sku === 'SKU-0004', from)
    assert.equal(line.to, flow.demo.odoo.driver.free({ sku: 'SKU-0004', location: 'NJ/Stock' }) - 1)
  })

  it('says that Odoo refuses the login, and goes on when it lets us in again', async () => {
    const from = flow.now()
    flow.demo.odoo.faults.add({ fault: { kind: 'login-refused' }, times: 3 })
    const error = await flow.caught('the refused login', ({ code }) => code === 'ODOO_LOGIN_REFUSED', from)
    assert.match(error.message, /API key|login/i)
    assert.ok(!error.message.includes('demo-key'))
  })

  it('never puts a secret into a message or the log', () => {
    const everything = JSON.stringify(flow.nodeRed.events) + flow.nodeRed.log()
    assert.ok(!everything.includes('demo-key'))
    assert.ok(!everything.includes('sandbox-access-token'))
  })
})

describe('the one-to-one flow that is set up wrongly', function () {
  this.timeout(120_000)
  let flow: DemoFlow | undefined

  afterEach(async () => {
    await flow?.stop()
    flow = undefined
  })

  it('says that the API key of Odoo is wrong, without the key', async () => {
    flow = await startDemoFlow({ env: { ODOO_API_KEY: 'a-wrong-key' } })
    const error = await flow.caught('the wrong key', ({ source }) => source.type === 'odoo-quant-watch')
    assert.equal(error.code, 'ODOO_LOGIN_REFUSED')
    assert.ok(!JSON.stringify(flow.nodeRed.events).includes('a-wrong-key'))
    assert.ok(!flow.nodeRed.log().includes('a-wrong-key'))
  })

  it('says that the token of Shopify is wrong, without the token', async () => {
    flow = await startDemoFlow({ env: { SHOPIFY_ACCESS_TOKEN: 'a-wrong-token' } })
    const error = await flow.caught('the wrong token', ({ code }) => code === 'SHOPIFY_TOKEN_REFUSED')
    assert.equal(error.source.type, 'product-link')
    assert.ok(!JSON.stringify(flow.nodeRed.events).includes('a-wrong-token'))
  })

  it('names a location that Odoo does not have', async () => {
    const edit = (nodes: readonly FlowNode[]): FlowNode[] =>
      nodes.map((node) => (node.id === 'o2o-watch' ? { ...node, locations: [{ location: 'ZZ/Stock' }] } : node))
    flow = await startDemoFlow({ edit })
    const error = await flow.caught('the unknown location', ({ source }) => source.type === 'odoo-quant-watch')
    assert.equal(error.code, 'WATCH_LOCATION_UNREADABLE')
    assert.match(error.message, /ZZ\/Stock/)
  })
})
