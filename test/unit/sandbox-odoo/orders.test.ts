import assert from 'node:assert/strict'
import { majorVersions } from '../../../sandbox/odoo/major-version.ts'
import { column, BackOffice } from './back-office.ts'

async function onlyValue(office: BackOffice, model: string, id: number, field: string): Promise<unknown> {
  return column(await office.call('connector', model, 'read', [[id], [field]], { load: '' }), field)[0]
}

function reserved(office: BackOffice, sku: string, location: string): number {
  return office.quants(sku, location).reduce((sum, row) => sum + Number(row['reserved_quantity']), 0)
}

async function confirmed(office: BackOffice, sku: string, quantity: number): Promise<number> {
  const lines = [[0, 0, { product_id: office.product(sku), product_uom_qty: quantity, price_unit: 5 }]]
  const customer = office.rows('res.partner').find((row) => row['name'] === 'Test Customer')
  const id = await office.call('connector', 'sale.order', 'create', [{ partner_id: customer?.id, warehouse_id: 2, order_line: lines }])
  assert.ok(typeof id === 'number')
  assert.equal(await office.call('connector', 'sale.order', 'action_confirm', [[id]]), true)
  return id
}

async function openPicking(office: BackOffice, order: number): Promise<number> {
  const domain = [
    ['sale_id', '=', order],
    ['state', 'not in', ['done', 'cancel']],
  ]
  const ids: unknown = await office.call('connector', 'stock.picking', 'search', [domain])
  assert.ok(Array.isArray(ids) && typeof ids[0] === 'number')
  return ids[0]
}

for (const version of majorVersions) {
  describe(`orders in the simulated Odoo ${version}`, () => {
    it('reserve at confirmation and release at cancellation, which 17 and 18 ask about first', async () => {
      const office = new BackOffice(version)
      const order = await confirmed(office, 'SKU-0004', 6)
      assert.equal(reserved(office, 'SKU-0004', 'TX/Stock'), 6)
      const answer = await office.call('connector', 'sale.order', 'action_cancel', [[order]])
      if (version !== 19) {
        assert.equal(Object(answer)['res_model'], 'sale.order.cancel')
        assert.equal(reserved(office, 'SKU-0004', 'TX/Stock'), 6)
        const context = { disable_cancel_warning: true }
        assert.equal(await office.call('connector', 'sale.order', 'action_cancel', [[order]], { context }), true)
      }
      assert.equal(await onlyValue(office, 'sale.order', order, 'state'), 'cancel')
      assert.equal(reserved(office, 'SKU-0004', 'TX/Stock'), 0)
    })

    it('follow a changed quantity with the same delivery, down to none', async () => {
      const office = new BackOffice(version)
      const order = await confirmed(office, 'SKU-0004', 10)
      await office.driver.changeLine({ order, product: 'SKU-0004', quantity: 6 })
      assert.equal(reserved(office, 'SKU-0004', 'TX/Stock'), 6)
      await office.driver.changeLine({ order, product: 'SKU-0004', quantity: 0 })
      assert.equal(reserved(office, 'SKU-0004', 'TX/Stock'), 0)
      assert.deepEqual(
        office.rows('stock.picking').map((row) => row['state']),
        ['cancel'],
      )
    })

    it('ask about a backorder, do nothing meanwhile, and make one when told to skip the question', async () => {
      const office = new BackOffice(version)
      const order = await confirmed(office, 'SKU-0004', 10)
      const picking = await openPicking(office, order)
      const move = office.rows('stock.move').find((row) => row['picking_id'] === picking)
      await office.call('connector', 'stock.move', 'write', [[move?.id], { quantity: 4, picked: true }])
      const asked = await office.call('connector', 'stock.picking', 'button_validate', [[picking]])
      assert.equal(Object(asked)['res_model'], 'stock.backorder.confirmation')
      assert.equal(office.quant('SKU-0004', 'TX/Stock')['quantity'], 50)
      const context = { skip_backorder: true }
      assert.equal(await office.call('connector', 'stock.picking', 'button_validate', [[picking]], { context }), true)
      assert.equal(office.quant('SKU-0004', 'TX/Stock')['quantity'], 46)
      assert.equal(reserved(office, 'SKU-0004', 'TX/Stock'), 6)
      assert.equal(await onlyValue(office, 'sale.order', order, 'delivery_status'), 'partial')
      assert.equal(await onlyValue(office, 'stock.picking', await openPicking(office, order), 'backorder_id'), picking)
    })

    it('take a return into quarantine, where it counts as free, and out of it again', async () => {
      const office = new BackOffice(version)
      const order = await confirmed(office, 'SKU-0004', 4)
      await office.driver.deliver({ order })
      await office.driver.giveBack({ order, product: 'SKU-0004', quantity: 2, to: 'UK/Stock/Quarantine' })
      assert.equal(office.driver.free({ sku: 'SKU-0004', location: 'UK/Stock' }), 32)
      assert.equal(office.driver.free({ sku: 'SKU-0004', location: 'UK/Stock', without: ['UK/Stock/Quarantine'] }), 30)
      const line = office.rows('sale.order.line')[0]
      assert.equal(await onlyValue(office, 'sale.order.line', Number(line?.id), 'qty_delivered'), 2)
      await office.driver.restock({ product: 'SKU-0004', from: 'UK/Stock/Quarantine', to: 'UK/Stock', quantity: 2 })
      assert.equal(office.driver.free({ sku: 'SKU-0004', location: 'UK/Stock', without: ['UK/Stock/Quarantine'] }), 32)
    })

    it('fill in the lines of a return, in 17 only when the location is left to it', async () => {
      const office = new BackOffice(version)
      const order = await confirmed(office, 'SKU-0004', 4)
      const { pickingId } = await office.driver.deliver({ order })
      const linesFor = async (values: object): Promise<number> => {
        const wizard = await office.call('connector', 'stock.return.picking', 'create', [{ picking_id: pickingId, ...values }])
        return office.rows('stock.return.picking.line').filter((row) => row['wizard_id'] === wizard).length
      }
      assert.equal(await linesFor({}), 1)
      if (version === 17) assert.equal(await linesFor({ location_id: office.location('UK/Stock/Quarantine') }), 0)
    })

    it('reserve the components of a kit, whose free quantity follows', async () => {
      const office = new BackOffice(version)
      const context = { location: [office.location('TX/Stock')] }
      const kit = office.product('KIT-1')
      const free = async () =>
        column(await office.call('connector', 'product.product', 'read', [[kit], ['free_qty']], { context }), 'free_qty')[0]
      assert.equal(await free(), 25)
      await confirmed(office, 'KIT-1', 3)
      assert.equal(reserved(office, 'SKU-0001', 'TX/Stock'), 6)
      assert.equal(reserved(office, 'SKU-0002', 'TX/Stock'), 3)
      assert.equal(await free(), 22)
      assert.deepEqual(office.quants('KIT-1', 'TX/Stock'), [])
    })

    it('reserve from quarantine too, when it lies under the stock location', async () => {
      const office = new BackOffice(version)
      await office.driver.sell({ warehouse: 'UK', lines: [{ product: 'SKU-0002', quantity: 500 }] })
      assert.equal(reserved(office, 'SKU-0002', 'UK/Stock/Quarantine'), 3)
      assert.equal(office.rows('stock.picking')[0]?.['state'], 'assigned')
      assert.equal(office.rows('stock.move').at(-1)?.['state'], 'partially_available')
    })
  })
}
