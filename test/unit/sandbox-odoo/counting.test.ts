import assert from 'node:assert/strict'
import { Desk } from './desk.ts'

const context = { inventory_mode: true }

async function count(desk: Desk, quantity: number): Promise<number> {
  const values = { product_id: desk.product('SKU-0009'), location_id: desk.location('TX/Stock'), inventory_quantity: quantity }
  const id = await desk.call('admin', 'stock.quant', 'create', [values], { context })
  assert.ok(typeof id === 'number')
  return id
}

const stockNow = (desk: Desk): unknown => desk.quant('SKU-0009', 'TX/Stock')['quantity']

describe('a count in the simulated Odoo', () => {
  it('is an upsert: it takes the row that is there and holds the whole number', async () => {
    const desk = new Desk(19)
    assert.equal(await count(desk, 12), desk.quant('SKU-0009', 'TX/Stock').id)
    assert.equal(stockNow(desk), 50)
    assert.equal(await desk.call('connector', 'stock.quant', 'action_apply_inventory', [[await count(desk, 12)]]), null)
    assert.equal(stockNow(desk), 12)
  })

  it('can be applied by an inventory manager only in 17, by every inventory user later', async () => {
    const early = new Desk(17)
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
      const desk = new Desk(version)
      const id = await count(desk, 12)
      await desk.call('admin', 'stock.quant', 'action_apply_inventory', [[id]])
      await desk.call('admin', 'stock.quant', 'action_apply_inventory', [[id]])
      assert.equal(stockNow(desk), left, `in ${version}`)
    }
  })

  it('answers a conflict, and changes nothing, when the stock has moved since', async () => {
    const desk = new Desk(18)
    const id = await count(desk, 12)
    await desk.driver.receive({ product: 'SKU-0009', location: 'TX/Stock', quantity: 1 })
    const answer = await desk.call('admin', 'stock.quant', 'action_apply_inventory', [[id]])
    assert.equal(Object(answer)['res_model'], 'stock.inventory.conflict')
    assert.equal(stockNow(desk), 51)
  })

  it('refuses a field that does not belong to a count', async () => {
    const desk = new Desk(19)
    const values = {
      product_id: desk.product('SKU-0009'),
      location_id: desk.location('TX/Stock'),
      inventory_quantity: 1,
      in_date: '2026-01-01 00:00:00',
    }
    await assert.rejects(desk.call('admin', 'stock.quant', 'create', [values], { context }), /creation is restricted/)
  })
})
