import assert from 'node:assert/strict'
import { connectOdoo } from '../../src/adapters/odoo/connect.ts'
import { idField } from '../../src/ports/odoo/field.ts'
import type { Domain, Odoo } from '../../src/ports/odoo/odoo.ts'
import { readRecentSales } from '../../src/engine/lookups/read-recent-sales.ts'
import { soldPerDay } from '../../src/rules/sales/sold-per-day.ts'
import { levelLine } from '../support/levels.ts'
import { RpcBackOffice } from '../support/odoo-scenarios/rpc-back-office.ts'
import { realClock } from '../support/real-clock.ts'
import { realServer } from './real-server.ts'

const server = realServer(process.env)
const around = { clock: realClock, random: { next: () => Math.random(), uuid: () => '' } }
/** Of this run; a short name of a warehouse has five characters at most. */
const stamp = Date.now().toString(36).slice(-4).toUpperCase()

for (const transport of server.transports) {
  describe(`recent sales over ${transport}: ${server.url}, ${server.database}`, function () {
    this.timeout(300_000)
    let admin: Odoo
    let connector: Odoo

    before(() => {
      admin = connectOdoo(server.admin, around)
      connector = connectOdoo({ ...server.connector, transport }, around)
    })
    after(async () => {
      await connector?.close()
      await admin?.close()
    })

    it('count what left a warehouse through packing and output, at its stock and not at another', async () => {
      const code = `${{ 'json-2': 'J', 'json-rpc': 'R', 'xml-rpc': 'X' }[transport]}${stamp}`
      const house = await admin.create('stock.warehouse', { name: `Three steps ${code}`, code, delivery_steps: 'pick_pack_ship' })
      const fields = ['lot_stock_id', 'wh_output_stock_loc_id']
      const [warehouse] = await admin.searchRead('stock.warehouse', [['id', '=', house]], fields)
      assert.ok(warehouse !== undefined)
      const stock = idField(warehouse, 'lot_stock_id')
      const office = new RpcBackOffice(admin, (await admin.identity()).majorVersion)
      await office.furnish()
      const product = await office.makeProduct(`3S-${code}`)
      await office.count(product, `${code}/Stock`, 20)
      const order = await office.sell(code, product, 6)
      for (const step of [1, 2, 3]) assert.ok(await deliverNext(order), `step ${step}`)
      assert.equal(await deliverNext(order), false)

      const sold = async (...sources: number[]): Promise<number> => {
        const line = levelLine(product.productId, 1, 14, { countedAt: { sources, excluded: [] } })
        const sales = await readRecentSales(connector, [line], 10, realClock.now())
        assert.deepEqual(sales.shipments.get(product.productId), [
          { locationId: idField(warehouse, 'wh_output_stock_loc_id'), quantity: 6 },
        ])
        return soldPerDay(line, sales) * 10
      }
      const [other] = await admin.searchRead('stock.location', [['complete_name', '=', 'TX/Stock']], ['id'])
      assert.ok(other !== undefined)
      assert.deepEqual([await sold(stock), await sold(other.id)], [6, 0])
      const past = await readRecentSales(connector, [levelLine(product.productId, 1, 14)], 10, realClock.now() + 11 * 86_400_000)
      assert.equal(past.shipments.size, 0)
    })

    /** Validates the transfer of the order that is ready; false when there is none. */
    async function deliverNext(order: number): Promise<boolean> {
      const assigned: Domain = [
        ['sale_id', '=', order],
        ['state', '=', 'assigned'],
      ]
      const ready = await admin.searchRead('stock.picking', assigned, ['name'])
      const [picking] = ready
      if (picking === undefined) return false
      return (await admin.call('stock.picking', 'button_validate', [picking.id], {}, { skip_backorder: true, skip_sms: true })) === true
    }
  })
}
