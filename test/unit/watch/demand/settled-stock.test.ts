import assert from 'node:assert/strict'
import type { OdooRow } from '../../../../src/ports/odoo/odoo.ts'
import { settledStock } from '../../../../src/engine/watch/settled-stock.ts'
import { answersOdoo, comparedWith, type Search } from '../../../support/watch/answers-odoo.ts'

const watch = { name: 'w', locations: [{ locationId: 8, location: 'NJ/Stock' }] }

const moveRow = (product_id: number, demand: number, quantity = 0): OdooRow => ({
  id: product_id,
  product_id,
  location_id: 8,
  location_dest_id: 5,
  product_qty: demand,
  product_uom_qty: demand,
  quantity,
  procure_method: 'make_to_stock',
  move_orig_ids: [],
  location_final_id: false,
})
const quantRow = (product_id: number, quantity: number, reserved_quantity: number): OdooRow => ({
  id: product_id,
  product_id,
  location_id: 8,
  quantity,
  reserved_quantity,
})

/** Ten of product 2, four of them sold; product 3 is not. `reserve` runs before the answer to the call of that number. */
function server(reserve: (call: number) => boolean) {
  let reserved = false
  let calls = 0
  return answersOdoo(({ model, domain }) => {
    if (reserve(++calls)) reserved = !reserved
    const wanted = comparedWith(domain, 'product_id')
    const of = (rows: OdooRow[]): OdooRow[] => rows.filter((row) => Array.isArray(wanted) && wanted.includes(row['product_id']))
    if (model === 'stock.move') return of(reserved ? [] : [moveRow(2, 4)])
    return of([quantRow(2, 10, reserved ? 4 : 0), quantRow(3, 5, 0)])
  })
}

const models = (asked: readonly Search[]): string[] => asked.map(({ model }) => model)

describe('stock and demand read together', () => {
  it('take one call more than the stock alone, and another where something is owed', async () => {
    const { odoo, asked } = server(() => false)
    const none = await settledStock(odoo, watch, [3], new Set([5]))
    assert.deepEqual([models(asked), none.demand.get(3)?.size], [['stock.move', 'stock.quant'], 0])
    const some = await settledStock(odoo, watch, [2, 3], new Set([5]))
    assert.deepEqual(models(asked.slice(2)), ['stock.move', 'stock.quant', 'stock.move'])
    assert.deepEqual([some.demand.get(2)?.get(8), some.sums.get(2)?.get(8)], [4, { quantity: 10, reserved: 0 }])
  })

  it('count each unit once, also when Odoo reserves between the calls', async () => {
    for (const at of [1, 2, 3]) {
      const { odoo, asked } = server((call) => call === at)
      const { sums, demand } = await settledStock(odoo, watch, [2, 3], new Set([5]))
      const [there, owed] = [sums.get(2)?.get(8), demand.get(2)?.get(8) ?? 0]
      assert.equal((there?.quantity ?? 0) - (there?.reserved ?? 0) - owed, 6, `reserved before call ${at}: ${models(asked).join()}`)
      assert.deepEqual(sums.get(3)?.get(8), { quantity: 5, reserved: 0 })
    }
  })

  it('are read three times at most, and then sell too little for the moment', async () => {
    // Between each demand and its stock somebody reserves, and takes it back afterwards.
    const { odoo, asked } = server((call) => call % 3 !== 1 || call > 1)
    const { sums, demand } = await settledStock(odoo, watch, [2], new Set([5]))
    assert.ok(asked.length <= 8, models(asked).join())
    const [there, owed] = [sums.get(2)?.get(8), demand.get(2)?.get(8) ?? 0]
    assert.ok((there?.quantity ?? 0) - (there?.reserved ?? 0) - owed <= 6)
  })

  it('know demand in the unit of the product, whatever unit the order has', async () => {
    const dozen = { ...moveRow(2, 24), product_uom_qty: 2, quantity: 1 }
    const { odoo } = answersOdoo(({ model }) => (model === 'stock.move' ? [dozen] : [quantRow(2, 40, 12)]))
    assert.equal((await settledStock(odoo, watch, [2], new Set([5]))).demand.get(2)?.get(8), 12)
  })
})
