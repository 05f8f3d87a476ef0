import assert from 'node:assert/strict'
import { PythonError } from '../../../sandbox/odoo/error/python-error.ts'
import { majorVersions } from '../../../sandbox/odoo/major-version.ts'
import { column, BackOffice } from './back-office.ts'

const refused = (error: unknown) => error instanceof PythonError && error.pythonName === 'odoo.exceptions.AccessError'

for (const version of majorVersions) {
  describe(`companies in the simulated Odoo ${version}`, () => {
    it('are missing from searches without a word', async () => {
      const office = new BackOffice(version)
      const domain = [['location_id', '=', office.location('SC/Stock')]]
      assert.deepEqual(await office.call('connector', 'stock.quant', 'search', [domain]), [])
      assert.equal(await office.call('both', 'stock.quant', 'search_count', [domain]), 1)
      assert.equal(await office.call('both', 'stock.quant', 'search_count', [domain], { context: { allowed_company_ids: [1] } }), 0)
    })

    it('spoil the reading of a whole batch by one foreign id', async () => {
      const office = new BackOffice(version)
      const ids = [office.quant('SKU-0001', 'NJ/Stock').id, office.quant('SKU-0001', 'SC/Stock').id]
      await assert.rejects(office.call('connector', 'stock.quant', 'read', [ids, ['quantity']]), refused)
    })

    it("are refused in the context when they are not the user's", async () => {
      const office = new BackOffice(version)
      const context = { allowed_company_ids: [1, 2] }
      await assert.rejects(office.call('connector', 'stock.quant', 'search_count', [[]], { context }), /unauthorized or invalid companies/)
    })

    it('are refused as a place to ask for free stock, but silently 0 in 19', async () => {
      const office = new BackOffice(version)
      const context = { location: [office.location('SC/Stock')] }
      const asked = office.call('connector', 'product.product', 'read', [[office.product('SKU-0001')], ['free_qty']], { context })
      if (version === 19) assert.deepEqual(column(await asked, 'free_qty'), [0])
      else await assert.rejects(asked, refused)
    })

    it('ignore the warehouse key of another version, and then count all warehouses', async () => {
      const office = new BackOffice(version)
      const free = async (key: string) =>
        column(
          await office.call('connector', 'product.product', 'read', [[office.product('SKU-0001')], ['free_qty']], {
            context: { [key]: 3 },
          }),
          'free_qty',
        )[0]
      assert.equal(await free(version === 17 ? 'warehouse' : 'warehouse_id'), 30)
      assert.equal(await free(version === 17 ? 'warehouse_id' : 'warehouse'), 195)
    })

    it('let a plain user read quants, and neither free stock nor orders', async () => {
      const office = new BackOffice(version)
      assert.ok(Number(await office.call('plain', 'stock.quant', 'search_count', [[]])) > 0)
      await assert.rejects(office.call('plain', 'product.product', 'read', [[1], ['free_qty']]), refused)
      await assert.rejects(office.call('plain', 'sale.order', 'search', [[]]), refused)
    })

    it('keep an archived product out of product searches, but not its quants', async () => {
      const office = new BackOffice(version)
      const domain = [['default_code', '=', 'OLD-1']]
      assert.deepEqual(await office.call('connector', 'product.product', 'search', [domain]), [])
      const context = { active_test: false }
      assert.deepEqual(await office.call('connector', 'product.product', 'search', [domain], { context }), [office.product('OLD-1')])
      assert.equal(
        await office.call('connector', 'stock.quant', 'search_count', [
          [
            ['product_id.default_code', '=', 'OLD-1'],
            ['location_id.usage', '=', 'internal'],
          ],
        ]),
        1,
      )
    })
  })
}
