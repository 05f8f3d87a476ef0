import assert from 'node:assert/strict'
import { sceneProduct } from '../../../sandbox/demo/scene.ts'
import { withRows } from './edit-map.ts'
import { type PatternFlow, startPatternFlow } from './pattern-flow.ts'

const newJersey = 'New Jersey Warehouse'
const { sku } = sceneProduct

describe('orders that Odoo confirms and does not reserve', function () {
  this.timeout(120_000)
  let flow: PatternFlow

  before(async () => {
    flow = await startPatternFlow('odoo-to-shopify-only')
  })
  after(() => flow?.stop())

  it('are taken off as soon as they are confirmed, end the hold of the sale that they are, and change nothing when they are reserved', async () => {
    const { driver } = flow.demo.odoo
    await driver.setReservation({ warehouse: 'NJ', method: 'manual' })
    await driver.adjust({ product: sku, location: 'NJ/Stock', quantity: 10 })
    await flow.shows(sku, { [newJersey]: 10 })
    const order = await driver.sell({ warehouse: 'NJ', lines: [{ product: sku, quantity: 4 }] })
    await flow.shows(sku, { [newJersey]: 6 })
    assert.match(
      await flow.reasons(sku, newJersey, 6),
      /^of these, 4 at NJ\/Stock are for confirmed deliveries that Odoo has not reserved: taken off/m,
    )
    assert.equal(driver.free({ sku, location: 'NJ/Stock' }), 10, 'to Odoo they are free')

    // Sold in Shopify; Odoo learns of it as such an order. A hold that went on beside it would keep two more back.
    const { items, locations } = flow.demo.shopify.model.snapshot()
    const itemId = items.find((item) => item.sku === sku)?.id ?? ''
    const locationId = locations.find(({ name }) => name === newJersey)?.id ?? ''
    flow.demo.shopify.model.sell({ locationId, lines: [{ itemId, quantity: 2 }] })
    await driver.receive({ product: sku, location: 'NJ/Stock', quantity: 1 })
    await flow.shows(sku, { [newJersey]: 5 })
    assert.match(await flow.reasons(sku, newJersey, 5), /^2 held back/m)
    const imported = await driver.sell({ warehouse: 'NJ', lines: [{ product: sku, quantity: 2 }] })
    await driver.receive({ product: sku, location: 'NJ/Stock', quantity: 3 })
    await flow.shows(sku, { [newJersey]: 8 })
    assert.doesNotMatch(await flow.reasons(sku, newJersey, 8), /held back/)

    const before = (await flow.written(sku, newJersey)).length
    for (const { orderId } of [order, imported]) await driver.reserve({ order: orderId })
    assert.equal(driver.free({ sku, location: 'NJ/Stock' }), 8)
    await driver.receive({ product: sku, location: 'TX/Stock', quantity: 1 })
    await flow.shows(sku, { [newJersey]: 8, 'Texas Warehouse': 51 })
    assert.equal((await flow.written(sku, newJersey)).length, before)
  })

  it('are offered by a map from before there was a choice, which is told once, with the operation type that lets them wait', async () => {
    await flow.demo.odoo.driver.sell({ warehouse: 'NJ', lines: [{ product: sku, quantity: 3 }] })
    await flow.shows(sku, { [newJersey]: 5 })
    const from = flow.nodeRed.log().length
    await flow.deploy(withRows((rows) => rows.map((row) => ({ ...row, basis: undefined }))))
    await flow.shows(sku, { [newJersey]: 8 })
    for (const sentence of [
      /New Jersey Warehouse offers units of orders that Odoo has confirmed and not reserved/,
      /New Jersey: Delivery Orders in Odoo does not reserve when an order is confirmed \(by hand\)/,
    ]) {
      const isTold = (): boolean => sentence.test(flow.nodeRed.log().slice(from))
      await flow.nodeRed.until(String(sentence), isTold, { from: Math.max(0, flow.nodeRed.events.length - 1) })
    }
  })
})
