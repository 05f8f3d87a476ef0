import assert from 'node:assert/strict'
import type { Domain, OdooRow, OdooValues } from '../../../../src/ports/odoo/odoo.ts'
import { settledStock } from '../../../../src/engine/watch/settled-stock.ts'
import { readOrderUnits, ordersOf, ordersSince } from '../../../../src/engine/watch/orders.ts'
import { ofOwnOrders, type Watch } from '../../../../src/engine/watch/watch.ts'
import type { StockRule } from '../../../../src/engine/watch/stock-rule.ts'
import { MemoryStore } from '../../../../src/adapters/store/memory/memory-store.ts'
import { answersOdoo } from '../../../support/watch/answers-odoo.ts'

const watch: Watch = { name: 'w', locations: [{ locationId: 8 }] }
const rule: StockRule = { own: [], sales: true }
const since = '2026-11-01 00:00:00'
const customers = 5

/** Ten of product 2; `reserved` of them are reserved, `sent` have left. `happen` runs before the answer to the call of that number. */
function server(happen: (call: number, stock: Stock) => void = () => undefined) {
  const stock: Stock = { quantity: 10, reserved: 0, sent: 0 }
  const asked: string[] = []
  const domains: Domain[] = []
  const { odoo } = answersOdoo(({ model }) => {
    asked.push(model)
    happen(asked.length, stock)
    const quant: OdooRow = { id: 1, product_id: 2, location_id: 8, quantity: stock.quantity, reserved_quantity: stock.reserved }
    return model === 'stock.quant' ? [quant] : []
  })
  const readSums = async (model: string, domain: Domain): Promise<OdooValues[]> => {
    asked.push(model)
    domains.push(domain)
    happen(asked.length, stock)
    const group = { product_id: 2, location_id: 8, location_dest_id: customers }
    return [
      { ...group, state: 'assigned', quantity_product_uom: stock.reserved },
      { ...group, state: 'done', quantity_product_uom: stock.sent },
    ]
  }
  return { odoo: { ...odoo, readSums }, asked, domains, stock }
}

interface Stock {
  quantity: number
  reserved: number
  sent: number
}

const read = ({ odoo }: ReturnType<typeof server>, of: Watch = watch) =>
  settledStock(odoo, of, [2], new Set([customers]), { rule, now: '' }, since)

const known = ({ orders, sums }: Awaited<ReturnType<typeof read>>): number[] => {
  const units = orders?.get(2)?.get(8)
  return [sums.get(2)?.get(8)?.quantity ?? 0, units?.reserved ?? 0, units?.sent.get(customers) ?? 0]
}

describe('what Odoo knows of orders', () => {
  it('costs one call for a reading that nothing disturbs', async () => {
    const calm = server()
    Object.assign(calm.stock, { reserved: 3, sent: 4 })
    assert.deepEqual(known(await read(calm)), [10, 3, 4])
    assert.deepEqual(calm.asked, ['stock.move.line', 'stock.move', 'stock.quant'])
  })

  it('is not asked where transfers know no sale order', async () => {
    const { odoo, asked } = server()
    const { orders } = await settledStock(odoo, watch, [2], new Set(), { rule: { own: [] }, now: '' }, since)
    assert.deepEqual([orders, asked], [undefined, ['stock.move', 'stock.quant']])
  })

  for (const [what, change] of [
    ['is reserved', { reserved: 1 }],
    ['is given back', { reserved: -1 }],
    ['is sent', { reserved: -1, sent: 1, quantity: -1 }],
  ] as const) {
    it(`is of one moment with the stock, also when a unit ${what} between two calls`, async () => {
      for (const at of [1, 2, 3]) {
        const disturbed = server((call, stock) => {
          if (call !== at) return
          for (const [name, by] of Object.entries(change))
            if (name === 'quantity' || name === 'reserved' || name === 'sent') stock[name] += by
        })
        Object.assign(disturbed.stock, { reserved: 3, sent: 4 })
        const [quantity = 0, reserved = 0, sent = 0] = known(await read(disturbed))
        const { stock } = disturbed
        assert.deepEqual([quantity, reserved, sent], [stock.quantity, stock.reserved, stock.sent], `before call ${at}`)
      }
    })
  }

  it('is taken as it is where the stock goes on saying otherwise: the next reading says the same', async () => {
    const odd = server()
    const readSums = async (): Promise<OdooValues[]> => {
      odd.asked.push('stock.move.line')
      return [{ product_id: 2, location_id: 8, location_dest_id: customers, state: 'assigned', quantity_product_uom: 2 }]
    }
    assert.deepEqual(known(await read({ ...odd, odoo: { ...odd.odoo, readSums } })), [10, 2, 0])
    assert.equal(odd.asked.filter((model) => model === 'stock.quant').length, 2)
  })

  it('counts the orders of one shop only where these are told apart, and reads them again after the stock', async () => {
    const ownOrders = { field: 'client_order_ref', begins: '50%_#' } as const
    const own = server()
    await read(own, { ...watch, ownOrders })
    assert.deepEqual(own.asked, ['stock.move.line', 'stock.move', 'stock.quant', 'stock.move.line'])
    assert.deepEqual(own.domains[0]?.at(-1), ['picking_id.sale_id.client_order_ref', '=like', String.raw`50\%\_#%`])
    assert.deepEqual(ofOwnOrders(undefined), [])
  })

  it('leaves out what was sent before the count, by tills, and the goods of others', async () => {
    const { odoo, domains } = server()
    await readOrderUnits(odoo, watch, [2], since, rule)
    const terms = (domains[0] ?? []).map((term) => JSON.stringify(term))
    for (const term of [
      ['date', '>=', since],
      ['picking_id.sale_id', '!=', false],
      ['owner_id', '=', false],
    ])
      assert.ok(terms.includes(JSON.stringify(term)), JSON.stringify(term))
  })

  it('is said by location, apart where goods have only gone on to another watched one', () => {
    const at = (id: number) => ({ locationId: id, location: `L${id}`, path: [1, id] })
    const counting = new Map([8, 9].map((id) => [id, at(id)]))
    const sent = new Map([
      [9, 2],
      [customers, 3],
    ])
    const units = new Map([
      [8, { reserved: 1, sent }],
      [9, { reserved: 0, sent: new Map() }],
    ])
    assert.deepEqual(ordersOf(units, new Map([[7, 4]]), { counting, above: new Map([[7, at(7)]]) }), [
      { ...at(7), owed: 4 },
      { ...at(8), reserved: 1, sent: 3 },
      { ...at(8), sent: 2, to: [1, 9] },
    ])
  })
})

describe('the count of what is sent', () => {
  it('begins with the first reading, goes on for a year, and forgets a time that lies ahead', async () => {
    const store = new MemoryStore()
    const at = (now: string): Promise<string> => store.transaction((tables) => ordersSince(tables, 'w', Date.parse(now)))
    assert.equal(await at('2026-11-01T10:00:00Z'), '2026-11-01 10:00:00')
    assert.equal(await at('2027-11-01T10:00:00Z'), '2026-11-01 10:00:00')
    assert.equal(await at('2026-10-31T12:00:00Z'), '2026-11-01 10:00:00')
    assert.equal(await at('2028-01-01T00:00:00Z'), '2028-01-01 00:00:00')
    assert.equal(await at('2027-12-30T00:00:00Z'), '2027-12-30 00:00:00')
  })
})
