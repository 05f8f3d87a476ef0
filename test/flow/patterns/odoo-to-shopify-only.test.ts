import assert from 'node:assert/strict'
import { sceneProduct } from '../../../sandbox/demo/scene.ts'
import { eventKinds } from '../../../src/base/messages/event-kind.ts'
import type { FlowNode } from '../../support/node-red.ts'
import { type PatternFlow, startPatternFlow } from './pattern-flow.ts'

const newJersey = 'New Jersey Warehouse'
const { sku } = sceneProduct
const odoo = { database: 'demo', productId: 27, name: sceneProduct.name, sku }

/** A button that sends one line of every kind of event to a gate. */
function everyKind(id: string, gate: string, line: object): FlowNode {
  const payload = JSON.stringify(eventKinds.map((event) => ({ ...line, event })))
  const rest = { z: 'oto-tab', x: 100, y: 900, props: [{ p: 'payload' }], payload, payloadType: 'json', repeat: '', crontab: '' }
  return { id, type: 'inject', ...rest, wires: [[gate]] }
}

const common = { odoo, asOf: 0, readAt: '2026-11-20T12:00:00Z', trace: [] }
const level = {
  kind: 'level',
  shopify: { locationId: 'gid://shopify/Location/12345', location: newJersey },
  quantityName: 'available',
  free: 1,
  reserved: 0,
  quantity: 1,
  pool: 'p',
}

describe('the flow odoo-to-shopify-only', function () {
  this.timeout(120_000)
  let flow: PatternFlow

  before(async () => {
    flow = await startPatternFlow('odoo-to-shopify-only', (nodes) => [
      ...nodes,
      everyKind('to-odoo', 'oto-back', { ...common, ...level }),
      everyKind('to-shopify', 'oto-gate', { ...common, kind: 'picture', watched: [], stock: [] }),
    ])
  })
  after(() => flow?.stop())

  const inOdoo = (): number => flow.demo.odoo.driver.free({ sku, location: 'NJ/Stock' })
  const wentToOdoo = (): boolean => flow.nodeRed.events.some((event) => event.what === 'received' && event.node === 'oto-allowed')

  it('brings Shopify to what Odoo has', async () => {
    await flow.shows(sku, { [newJersey]: 100, 'Texas Warehouse': 50, 'UK Warehouse': 30 })
  })

  it('stops what somebody types into Shopify, counts it, and says why', async () => {
    for (const count of [1, 2]) {
      const from = flow.nodeRed.events.length
      await flow.press('somebody types 500 into Shopify')
      const message = await flow.received('stopped on the way to Odoo', from)
      assert.equal(message['stopped'], count)
      assert.match(JSON.stringify(message.payload), /stopped: manual_shopify_edit may not go Shopify to Odoo \(policy: off\)/)
    }
    assert.equal(flow.level(sku, newJersey), 500)
    assert.equal(inOdoo(), 100)
  })

  it('replaces the typed number with the next change in Odoo, and says that it was there', async () => {
    await flow.press('receive 25 units in New Jersey')
    await flow.shows(sku, { [newJersey]: 125 })
    assert.match(await flow.reasons(sku, newJersey, 125), /^Shopify showed 400 more than was left there/m)
    assert.equal(inOdoo(), 125)
  })

  it('lets no kind of event through to Odoo', async () => {
    const from = flow.nodeRed.events.length
    await flow.nodeRed.press('to-odoo')
    const { payload } = await flow.received('stopped on the way to Odoo', from)
    assert.ok(Array.isArray(payload))
    assert.deepEqual(
      payload.map((line) => line.event),
      eventKinds,
    )
    assert.equal(wentToOdoo(), false)
  })

  it('lets through to Shopify only what moves stock in Odoo, and shows the rest', async () => {
    const from = flow.nodeRed.events.length
    await flow.nodeRed.press('to-shopify')
    const { payload } = await flow.received('stopped', from)
    assert.ok(Array.isArray(payload))
    assert.deepEqual(
      payload.map((line) => line.event),
      ['reservation', 'cancellation', 'in_transit_visibility', 'manual_shopify_edit'],
    )
  })
})
