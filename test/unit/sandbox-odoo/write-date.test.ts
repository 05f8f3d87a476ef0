import assert from 'node:assert/strict'
import { majorVersions } from '../../../sandbox/odoo/major-version.ts'
import { BackOffice } from './back-office.ts'

interface Operation {
  readonly what: string
  /** Whether quant and move get a new write_date (odoo-facts 1). */
  readonly moves: { readonly quant: boolean; readonly move: boolean }
  readonly prepare?: (office: BackOffice) => Promise<unknown>
  readonly perform: (office: BackOffice) => Promise<unknown>
}

const stock = { product: 'SKU-0010', location: 'NJ/Stock', quantity: 3 }
const order = { warehouse: 'NJ', lines: [{ product: 'SKU-0010', quantity: 4 }] }

const operations: readonly Operation[] = [
  { what: 'a receipt', moves: { quant: true, move: true }, perform: (office) => office.driver.receive(stock) },
  { what: 'a count', moves: { quant: true, move: true }, perform: (office) => office.driver.adjust({ ...stock, quantity: 77 }) },
  {
    what: 'a count that is entered and not applied',
    moves: { quant: true, move: false },
    perform: (office) =>
      office.call('connector', 'stock.quant', 'write', [[office.quant('SKU-0010', 'NJ/Stock').id], { inventory_quantity: 5 }]),
  },
  {
    what: 'a transfer',
    moves: { quant: true, move: true },
    perform: (office) => office.driver.transfer({ ...stock, from: 'NJ/Stock', to: 'TX/Stock' }),
  },
  { what: 'scrapping', moves: { quant: true, move: true }, perform: (office) => office.driver.scrap(stock) },
  { what: 'an order that is confirmed', moves: { quant: true, move: true }, perform: (office) => office.driver.sell(order) },
  {
    what: 'an order that is cancelled',
    moves: { quant: true, move: true },
    prepare: (office) => office.driver.sell(order),
    perform: (office) => office.driver.cancel({ order: 'S00001' }),
  },
  {
    what: 'releasing a reservation',
    moves: { quant: true, move: true },
    prepare: (office) => office.driver.sell(order),
    perform: (office) => office.driver.unreserve({ order: 'S00001' }),
  },
  {
    what: 'a delivery',
    moves: { quant: true, move: true },
    prepare: (office) => office.driver.sell(order),
    perform: (office) => office.driver.deliver({ order: 'S00001' }),
  },
  { what: 'a raw write', moves: { quant: true, move: false }, perform: (office) => office.driver.rawWrite(stock) },
  {
    what: 'a rename',
    moves: { quant: false, move: false },
    perform: (office) => office.driver.rename({ product: 'SKU-0010', name: 'Other' }),
  },
  { what: 'archiving', moves: { quant: false, move: false }, perform: (office) => office.driver.archive({ product: 'SKU-0010' }) },
  {
    what: 'joining duplicates',
    moves: { quant: false, move: false },
    prepare: (office) => office.driver.rawQuant(stock),
    perform: (office) => office.driver.mergeDuplicates(),
  },
]

/** The newest write_date of the product's records. */
function newest(office: BackOffice, model: string): number {
  const product = office.product('SKU-0010')
  const dates = office
    .rows(model)
    .filter((row) => row['product_id'] === product)
    .map((row) => Number(row['write_date']))
  return Math.max(0, ...dates)
}

describe('write_date in the simulated Odoo', () => {
  for (const version of majorVersions) {
    for (const { what, moves, prepare, perform } of operations) {
      it(`moves as measured at ${what} (${version})`, async () => {
        const office = new BackOffice(version)
        await prepare?.(office)
        await office.tick()
        const before = { quant: newest(office, 'stock.quant'), move: newest(office, 'stock.move') }
        const startedAt = office.clock.now() * 1000
        await perform(office)
        const after = { quant: newest(office, 'stock.quant'), move: newest(office, 'stock.move') }
        assert.deepEqual({ quant: after.quant >= startedAt, move: after.move >= startedAt }, moves)
        assert.ok(before.quant < startedAt && before.move < startedAt)
      })
    }
  }

  it('is the start of the transaction, in microseconds, and shown in whole seconds', async () => {
    const office = new BackOffice(19)
    await office.clock.advance(743)
    const transaction = office.driver.begin()
    await office.clock.advance(5000)
    await office.driver.receive({ ...stock, transaction })
    office.driver.commit(transaction)
    const quant = office.quant('SKU-0010', 'NJ/Stock')
    assert.equal(Math.floor(Number(quant['write_date']) / 1000), Date.UTC(2026, 10, 20, 12, 0, 0, 743))
    const [shown] = await readDate(office, quant.id)
    assert.equal(shown, '2026-11-20 12:00:00')
  })
})

async function readDate(office: BackOffice, id: number): Promise<unknown[]> {
  const rows: unknown = await office.call('connector', 'stock.quant', 'read', [[id], ['write_date']])
  return Array.isArray(rows) ? rows.map((row: unknown) => Object(row)['write_date']) : []
}
