import assert from 'node:assert/strict'
import { majorVersions } from '../../../sandbox/odoo/major-version.ts'
import { Desk } from './desk.ts'

interface Operation {
  readonly what: string
  /** Whether quant and move get a new write_date (odoo-facts 1). */
  readonly moves: { readonly quant: boolean; readonly move: boolean }
  readonly prepare?: (desk: Desk) => Promise<unknown>
  readonly perform: (desk: Desk) => Promise<unknown>
}

const stock = { product: 'SKU-0010', location: 'NJ/Stock', quantity: 3 }
const order = { warehouse: 'NJ', lines: [{ product: 'SKU-0010', quantity: 4 }] }

const operations: readonly Operation[] = [
  { what: 'a receipt', moves: { quant: true, move: true }, perform: (desk) => desk.driver.receive(stock) },
  { what: 'a count', moves: { quant: true, move: true }, perform: (desk) => desk.driver.adjust({ ...stock, quantity: 77 }) },
  {
    what: 'a count that is entered and not applied',
    moves: { quant: true, move: false },
    perform: (desk) => desk.call('connector', 'stock.quant', 'write', [[desk.quant('SKU-0010', 'NJ/Stock').id], { inventory_quantity: 5 }]),
  },
  {
    what: 'a transfer',
    moves: { quant: true, move: true },
    perform: (desk) => desk.driver.transfer({ ...stock, from: 'NJ/Stock', to: 'TX/Stock' }),
  },
  { what: 'scrapping', moves: { quant: true, move: true }, perform: (desk) => desk.driver.scrap(stock) },
  { what: 'an order that is confirmed', moves: { quant: true, move: true }, perform: (desk) => desk.driver.sell(order) },
  {
    what: 'an order that is cancelled',
    moves: { quant: true, move: true },
    prepare: (desk) => desk.driver.sell(order),
    perform: (desk) => desk.driver.cancel({ order: 'S00001' }),
  },
  {
    what: 'releasing a reservation',
    moves: { quant: true, move: true },
    prepare: (desk) => desk.driver.sell(order),
    perform: (desk) => desk.driver.unreserve({ order: 'S00001' }),
  },
  {
    what: 'a delivery',
    moves: { quant: true, move: true },
    prepare: (desk) => desk.driver.sell(order),
    perform: (desk) => desk.driver.deliver({ order: 'S00001' }),
  },
  { what: 'a raw write', moves: { quant: true, move: false }, perform: (desk) => desk.driver.rawWrite(stock) },
  { what: 'a rename', moves: { quant: false, move: false }, perform: (desk) => desk.driver.rename({ product: 'SKU-0010', name: 'Other' }) },
  { what: 'archiving', moves: { quant: false, move: false }, perform: (desk) => desk.driver.archive({ product: 'SKU-0010' }) },
  {
    what: 'joining duplicates',
    moves: { quant: false, move: false },
    prepare: (desk) => desk.driver.rawQuant(stock),
    perform: (desk) => desk.driver.mergeDuplicates(),
  },
]

/** The newest write_date of the product's records. */
function newest(desk: Desk, model: string): number {
  const product = desk.product('SKU-0010')
  const dates = desk
    .rows(model)
    .filter((row) => row['product_id'] === product)
    .map((row) => Number(row['write_date']))
  return Math.max(0, ...dates)
}

describe('write_date in the simulated Odoo', () => {
  for (const version of majorVersions) {
    for (const { what, moves, prepare, perform } of operations) {
      it(`moves as measured at ${what} (${version})`, async () => {
        const desk = new Desk(version)
        await prepare?.(desk)
        await desk.tick()
        const before = { quant: newest(desk, 'stock.quant'), move: newest(desk, 'stock.move') }
        const startedAt = desk.clock.now() * 1000
        await perform(desk)
        const after = { quant: newest(desk, 'stock.quant'), move: newest(desk, 'stock.move') }
        assert.deepEqual({ quant: after.quant >= startedAt, move: after.move >= startedAt }, moves)
        assert.ok(before.quant < startedAt && before.move < startedAt)
      })
    }
  }

  it('is the start of the transaction, in microseconds, and shown in whole seconds', async () => {
    const desk = new Desk(19)
    await desk.clock.advance(743)
    const transaction = desk.driver.begin()
    await desk.clock.advance(5000)
    await desk.driver.receive({ ...stock, transaction })
    desk.driver.commit(transaction)
    const quant = desk.quant('SKU-0010', 'NJ/Stock')
    assert.equal(Math.floor(Number(quant['write_date']) / 1000), Date.UTC(2026, 10, 20, 12, 0, 0, 743))
    const [shown] = await readDate(desk, quant.id)
    assert.equal(shown, '2026-11-20 12:00:00')
  })
})

async function readDate(desk: Desk, id: number): Promise<unknown[]> {
  const rows: unknown = await desk.call('connector', 'stock.quant', 'read', [[id], ['write_date']])
  return Array.isArray(rows) ? rows.map((row: unknown) => Object(row)['write_date']) : []
}
