import assert from 'node:assert/strict'
import { majorVersions } from '../../../sandbox/odoo/major-version.ts'
import { Desk } from './desk.ts'

const stock = { product: 'SKU-0012', location: 'NJ/Stock/Saleable/Zone-B', quantity: 4 }

describe('quant rows of the simulated Odoo', () => {
  it('stay at zero until somebody opens the list of counts', async () => {
    const desk = new Desk(19)
    await desk.driver.receive(stock)
    await desk.driver.transfer({ ...stock, from: stock.location, to: 'TX/Stock' })
    assert.equal(desk.quant('SKU-0012', stock.location)['quantity'], 0)
    await desk.call('connector', 'stock.quant', 'action_view_inventory', [])
    assert.deepEqual(desk.quants('SKU-0012', stock.location), [])
  })

  it('stay at zero while a count is assigned', async () => {
    const desk = new Desk(19)
    const row = { product_id: desk.product('SKU-0012'), location_id: desk.location(stock.location), inventory_quantity: 0 }
    await desk.call('connector', 'stock.quant', 'create', [row], { context: { inventory_mode: true } })
    await desk.driver.cleanUp()
    assert.equal(desk.quants('SKU-0012', stock.location).length, 1)
  })

  for (const version of majorVersions) {
    it(`become two when the only one is locked, and one again with the old write_date (${version})`, async () => {
      const desk = new Desk(version)
      const { orderId } = await desk.driver.sell({ warehouse: 'TX', lines: [{ product: 'SKU-0012', quantity: 5 }] })
      await desk.tick()
      const holder = desk.driver.begin()
      const locked = desk.quant('SKU-0012', 'TX/Stock')
      await desk.driver.rawWrite({ product: 'SKU-0012', location: 'TX/Stock', quantity: 50, transaction: holder })
      await desk.driver.deliver({ order: orderId })
      desk.driver.rollback(holder)
      const rows = desk.quants('SKU-0012', 'TX/Stock').map((row) => [row['quantity'], row['reserved_quantity']])
      assert.deepEqual(rows, [
        [50, 5],
        [-5, -5],
      ])
      assert.equal(desk.driver.free({ sku: 'SKU-0012', location: 'TX' }), 45)
      await desk.tick()
      assert.equal(await desk.driver.mergeDuplicates(), 1)
      const [joined, ...others] = desk.quants('SKU-0012', 'TX/Stock')
      assert.deepEqual(others, [])
      assert.equal(joined?.['quantity'], 45)
      assert.equal(joined?.['write_date'], locked['write_date'])
    })
  }

  it('are made by a raw create without any move, beside the row that is there', async () => {
    const desk = new Desk(17)
    const moves = desk.rows('stock.move').length
    const values = { product_id: desk.product('SKU-0001'), location_id: desk.location('NJ/Stock'), quantity: 12.345 }
    await desk.call('connector', 'stock.quant', 'create', [values])
    assert.deepEqual(
      desk.quants('SKU-0001', 'NJ/Stock').map((row) => row['quantity']),
      [40, 12.35],
    )
    assert.equal(desk.rows('stock.move').length, moves)
  })

  it('go below zero when more is delivered than is there', async () => {
    const desk = new Desk(18)
    await desk.driver.scrap({ product: 'SKU-0012', location: 'UK/Stock', quantity: 33 })
    assert.equal(desk.quant('SKU-0012', 'UK/Stock')['quantity'], -3)
  })
})
