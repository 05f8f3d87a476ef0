import assert from 'node:assert/strict'
import { majorVersions } from '../../../sandbox/odoo/major-version.ts'
import { column, Desk } from './desk.ts'

async function onlyValue(desk: Desk, model: string, id: number, field: string): Promise<unknown> {
  return column(await desk.call('connector', model, 'read', [[id], [field]], { load: '' }), field)[0]
}

function reserved(desk: Desk, sku: string, location: string): number {
  return desk.quants(sku, location).reduce((sum, row) => sum + Number(row['reserved_quantity']), 0)
}

async function confirmed(desk: Desk, sku: string, quantity: number): Promise<number> {
  const lines = [[0, 0, { product_id: desk.product(sku), product_uom_qty: quantity, price_unit: 5 }]]
  const customer = desk.rows('res.partner').find((row) => row['name'] === 'Test Customer')
  const id = await desk.call('connector', 'sale.order', 'create', [{ partner_id: customer?.id, warehouse_id: 2, order_line: lines }])
  assert.ok(typeof id === 'number')
  assert.equal(await desk.call('connector', 'sale.order', 'action_confirm', [[id]]), true)
  return id
}

async function openPicking(desk: Desk, order: number): Promise<number> {
  const domain = [
    ['sale_id', '=', order],
    ['state', 'not in', ['done', 'cancel']],
  ]
  const ids: unknown = await desk.call('connector', 'stock.picking', 'search', [domain])
  assert.ok(Array.isArray(ids) && typeof ids[0] === 'number')
  return ids[0]
}

for (const version of majorVersions) {
  describe(`orders in the simulated Odoo ${version}`, () => {
    it('reserve at confirmation and release at cancellation, which 17 and 18 ask about first', async () => {
      const desk = new Desk(version)
      const order = await confirmed(desk, 'SKU-0004', 6)
      assert.equal(reserved(desk, 'SKU-0004', 'TX/Stock'), 6)
      const answer = await desk.call('connector', 'sale.order', 'action_cancel', [[order]])
      if (version !== 19) {
        assert.equal(Object(answer)['res_model'], 'sale.order.cancel')
        assert.equal(reserved(desk, 'SKU-0004', 'TX/Stock'), 6)
        const context = { disable_cancel_warning: true }
        assert.equal(await desk.call('connector', 'sale.order', 'action_cancel', [[order]], { context }), true)
      }
      assert.equal(await onlyValue(desk, 'sale.order', order, 'state'), 'cancel')
      assert.equal(reserved(desk, 'SKU-0004', 'TX/Stock'), 0)
    })

    it('follow a changed quantity with the same delivery, down to none', async () => {
      const desk = new Desk(version)
      const order = await confirmed(desk, 'SKU-0004', 10)
      await desk.driver.changeLine({ order, product: 'SKU-0004', quantity: 6 })
      assert.equal(reserved(desk, 'SKU-0004', 'TX/Stock'), 6)
      await desk.driver.changeLine({ order, product: 'SKU-0004', quantity: 0 })
      assert.equal(reserved(desk, 'SKU-0004', 'TX/Stock'), 0)
      assert.deepEqual(
        desk.rows('stock.picking').map((row) => row['state']),
        ['cancel'],
      )
    })

    it('ask about a backorder, do nothing meanwhile, and make one when told to skip the question', async () => {
      const desk = new Desk(version)
      const order = await confirmed(desk, 'SKU-0004', 10)
      const picking = await openPicking(desk, order)
      const move = desk.rows('stock.move').find((row) => row['picking_id'] === picking)
      await desk.call('connector', 'stock.move', 'write', [[move?.id], { quantity: 4, picked: true }])
      const asked = await desk.call('connector', 'stock.picking', 'button_validate', [[picking]])
      assert.equal(Object(asked)['res_model'], 'stock.backorder.confirmation')
      assert.equal(desk.quant('SKU-0004', 'TX/Stock')['quantity'], 50)
      const context = { skip_backorder: true }
      assert.equal(await desk.call('connector', 'stock.picking', 'button_validate', [[picking]], { context }), true)
      assert.equal(desk.quant('SKU-0004', 'TX/Stock')['quantity'], 46)
      assert.equal(reserved(desk, 'SKU-0004', 'TX/Stock'), 6)
      assert.equal(await onlyValue(desk, 'sale.order', order, 'delivery_status'), 'partial')
      assert.equal(await onlyValue(desk, 'stock.picking', await openPicking(desk, order), 'backorder_id'), picking)
    })

    it('take a return into quarantine, where it counts as free, and out of it again', async () => {
      const desk = new Desk(version)
      const order = await confirmed(desk, 'SKU-0004', 4)
      await desk.driver.deliver({ order })
      await desk.driver.giveBack({ order, product: 'SKU-0004', quantity: 2, to: 'UK/Stock/Quarantine' })
      assert.equal(desk.driver.free({ sku: 'SKU-0004', location: 'UK/Stock' }), 32)
      assert.equal(desk.driver.free({ sku: 'SKU-0004', location: 'UK/Stock', without: ['UK/Stock/Quarantine'] }), 30)
      const line = desk.rows('sale.order.line')[0]
      assert.equal(await onlyValue(desk, 'sale.order.line', Number(line?.id), 'qty_delivered'), 2)
      await desk.driver.restock({ product: 'SKU-0004', from: 'UK/Stock/Quarantine', to: 'UK/Stock', quantity: 2 })
      assert.equal(desk.driver.free({ sku: 'SKU-0004', location: 'UK/Stock', without: ['UK/Stock/Quarantine'] }), 32)
    })

    it('fill in the lines of a return, in 17 only when the location is left to it', async () => {
      const desk = new Desk(version)
      const order = await confirmed(desk, 'SKU-0004', 4)
      const { pickingId } = await desk.driver.deliver({ order })
      const linesFor = async (values: object): Promise<number> => {
        const wizard = await desk.call('connector', 'stock.return.picking', 'create', [{ picking_id: pickingId, ...values }])
        return desk.rows('stock.return.picking.line').filter((row) => row['wizard_id'] === wizard).length
      }
      assert.equal(await linesFor({}), 1)
      if (version === 17) assert.equal(await linesFor({ location_id: desk.location('UK/Stock/Quarantine') }), 0)
    })

    it('reserve the components of a kit, whose free quantity follows', async () => {
      const desk = new Desk(version)
      const context = { location: [desk.location('TX/Stock')] }
      const kit = desk.product('KIT-1')
      const free = async () =>
        column(await desk.call('connector', 'product.product', 'read', [[kit], ['free_qty']], { context }), 'free_qty')[0]
      assert.equal(await free(), 25)
      await confirmed(desk, 'KIT-1', 3)
      assert.equal(reserved(desk, 'SKU-0001', 'TX/Stock'), 6)
      assert.equal(reserved(desk, 'SKU-0002', 'TX/Stock'), 3)
      assert.equal(await free(), 22)
      assert.deepEqual(desk.quants('KIT-1', 'TX/Stock'), [])
    })

    it('reserve from quarantine too, when it lies under the stock location', async () => {
      const desk = new Desk(version)
      await desk.driver.sell({ warehouse: 'UK', lines: [{ product: 'SKU-0002', quantity: 500 }] })
      assert.equal(reserved(desk, 'SKU-0002', 'UK/Stock/Quarantine'), 3)
      assert.equal(desk.rows('stock.picking')[0]?.['state'], 'assigned')
      assert.equal(desk.rows('stock.move').at(-1)?.['state'], 'partially_available')
    })
  })
}
