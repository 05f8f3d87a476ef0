import assert from 'node:assert/strict'
import { majorVersions } from '../../../sandbox/odoo/major-version.ts'
import { BackOffice } from './back-office.ts'

const stock = { product: 'SKU-0012', location: 'NJ/Stock/Saleable/Zone-B', quantity: 4 }

describe('quant rows of the simulated Odoo', () => {
  it('stay at zero until somebody opens the list of counts', async () => {
    const office = new BackOffice(19)
    await office.driver.receive(stock)
    await office.driver.transfer({ ...stock, from: stock.location, to: 'TX/Stock' })
    assert.equal(office.quant('SKU-0012', stock.location)['quantity'], 0)
    await office.call('connector', 'stock.quant', 'action_view_inventory', [])
    assert.deepEqual(office.quants('SKU-0012', stock.location), [])
  })

  it('stay at zero while a count is assigned', async () => {
    const office = new BackOffice(19)
    const row = { product_id: office.product('SKU-0012'), location_id: office.location(stock.location), inventory_quantity: 0 }
    await office.call('connector', 'stock.quant', 'create', [row], { context: { inventory_mode: true } })
    await office.driver.cleanUp()
    assert.equal(office.quants('SKU-0012', stock.location).length, 1)
  })

  for (const version of majorVersions) {
    it(`become two when the only one is locked, and one again with the old write_date (${version})`, async () => {
      const office = new BackOffice(version)
      const { orderId } = await office.driver.sell({ warehouse: 'TX', lines: [{ product: 'SKU-0012', quantity: 5 }] })
      await office.tick()
      const holder = office.driver.begin()
      const locked = office.quant('SKU-0012', 'TX/Stock')
      await office.driver.rawWrite({ product: 'SKU-0012', location: 'TX/Stock', quantity: 50, transaction: holder })
      await office.driver.deliver({ order: orderId })
      office.driver.rollback(holder)
      const rows = office.quants('SKU-0012', 'TX/Stock').map((row) => [row['quantity'], row['reserved_quantity']])
      assert.deepEqual(rows, [
        [50, 5],
        [-5, -5],
      ])
      assert.equal(office.driver.free({ sku: 'SKU-0012', location: 'TX' }), 45)
      await office.tick()
      assert.equal(await office.driver.mergeDuplicates(), 1)
      const [joined, ...others] = office.quants('SKU-0012', 'TX/Stock')
      assert.deepEqual(others, [])
      assert.equal(joined?.['quantity'], 45)
      assert.equal(joined?.['write_date'], locked['write_date'])
    })
  }

  it('are made by a raw create without any move, beside the row that is there', async () => {
    const office = new BackOffice(17)
    const moves = office.rows('stock.move').length
    const values = { product_id: office.product('SKU-0001'), location_id: office.location('NJ/Stock'), quantity: 12.345 }
    await office.call('connector', 'stock.quant', 'create', [values])
    assert.deepEqual(
      office.quants('SKU-0001', 'NJ/Stock').map((row) => row['quantity']),
      [40, 12.35],
    )
    assert.equal(office.rows('stock.move').length, moves)
  })

  it('go below zero when more is delivered than is there', async () => {
    const office = new BackOffice(18)
    await office.driver.scrap({ product: 'SKU-0012', location: 'UK/Stock', quantity: 33 })
    assert.equal(office.quant('SKU-0012', 'UK/Stock')['quantity'], -3)
  })
})
