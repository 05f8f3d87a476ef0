import assert from 'node:assert/strict'
import { BackOffice } from './back-office.ts'

const context = { inventory_mode: true }

async function count(office: BackOffice, quantity: number): Promise<number> {
  const values = { product_id: office.product('SKU-0009'), location_id: office.location('TX/Stock'), inventory_quantity: quantity }
  const id = await office.call('admin', 'stock.quant', 'create', [values], { context })
  assert.ok(typeof id === 'number')
  return id
}

const stockNow = (office: BackOffice): unknown => office.quant('SKU-0009', 'TX/Stock')['quantity']

describe('a count in the simulated Odoo', () => {
  it('is an upsert: it takes the row that is there and holds the whole number', async () => {
    const office = new BackOffice(19)
    assert.equal(await count(office, 12), office.quant('SKU-0009', 'TX/Stock').id)
    assert.equal(stockNow(office), 50)
    assert.equal(await office.call('connector', 'stock.quant', 'action_apply_inventory', [[await count(office, 12)]]), null)
    assert.equal(stockNow(office), 12)
  })

  it('can be applied by an inventory manager only in 17, by every inventory user later', async () => {
    const early = new BackOffice(17)
    const id = await count(early, 12)
    await assert.rejects(early.call('connector', 'stock.quant', 'action_apply_inventory', [[id]]), /Only a stock manager/)
    assert.equal(await early.call('admin', 'stock.quant', 'action_apply_inventory', [[id]]), null)
  })

  it('applied a second time empties the row in 19, and changes nothing in 17 and 18', async () => {
    for (const [version, left] of [
      [17, 12],
      [18, 12],
      [19, 0],
    ] as const) {
      const office = new BackOffice(version)
      const id = await count(office, 12)
      await office.call('admin', 'stock.quant', 'action_apply_inventory', [[id]])
      await office.call('admin', 'stock.quant', 'action_apply_inventory', [[id]])
      assert.equal(stockNow(office), left, `in ${version}`)
    }
  })

  it('answers a conflict, and changes nothing, when the stock has moved since', async () => {
    const office = new BackOffice(18)
    const id = await count(office, 12)
    await office.driver.receive({ product: 'SKU-0009', location: 'TX/Stock', quantity: 1 })
    const answer = await office.call('admin', 'stock.quant', 'action_apply_inventory', [[id]])
    assert.equal(Object(answer)['res_model'], 'stock.inventory.conflict')
    assert.equal(stockNow(office), 51)
  })

  it('refuses a field that does not belong to a count', async () => {
    const office = new BackOffice(19)
    const values = {
      product_id: office.product('SKU-0009'),
      location_id: office.location('TX/Stock'),
      inventory_quantity: 1,
      in_date: '2026-01-01 00:00:00',
    }
    await assert.rejects(office.call('admin', 'stock.quant', 'create', [values], { context }), /creation is restricted/)
  })
})
