import assert from 'node:assert/strict'
import { majorVersions } from '../../../sandbox/odoo/major-version.ts'
import { PythonError } from '../../../sandbox/odoo/error/python-error.ts'
import { column, BackOffice } from './back-office.ts'

async function changedSince(office: BackOffice, operator: string, cursor: string): Promise<unknown[]> {
  const domain = [
    ['write_date', operator, cursor],
    ['location_id.usage', '=', 'internal'],
  ]
  return column(
    await office.call('connector', 'stock.quant', 'search_read', [domain], { fields: ['location_id'], load: '' }),
    'location_id',
  )
}

describe('the commit order of the simulated Odoo', () => {
  for (const version of majorVersions) {
    it(`hides a row from a poll whose cursor has passed it, unless the poll reaches back (${version})`, async () => {
      const office = new BackOffice(version)
      await office.clock.advance(1500)
      const slow = office.driver.begin()
      await office.driver.receive({ product: 'SKU-0001', location: 'NJ/Stock', quantity: 1, transaction: slow })
      await office.clock.advance(3000)
      await office.driver.receive({ product: 'SKU-0001', location: 'TX/Stock', quantity: 1 })
      const cursor = '2026-11-20 12:00:04'
      assert.deepEqual(await changedSince(office, '>=', cursor), [office.location('TX/Stock')])
      await office.clock.advance(3000)
      office.driver.commit(slow)
      assert.deepEqual(await changedSince(office, '>', cursor), version === 19 ? [] : [office.location('TX/Stock')])
      assert.deepEqual(await changedSince(office, '>=', '2026-11-20 11:58:04'), everything(office))
      assert.ok((await changedSince(office, '>=', '2026-11-20 12:00:01')).includes(office.location('NJ/Stock')))
    })
  }

  it('lets a write wait for the lock and then run again with a new write_date', async () => {
    const office = new BackOffice(19)
    const row = office.quant('SKU-0002', 'UK/Stock')
    const holder = office.driver.begin()
    await office.driver.rawWrite({ product: 'SKU-0002', location: 'UK/Stock', quantity: 9, transaction: holder })
    const waiting = office.call('connector', 'stock.quant', 'write', [[row.id], { inventory_quantity: 4 }])
    await office.clock.advance(1500)
    office.driver.commit(holder)
    assert.equal(await waiting, true)
    const written = office.quant('SKU-0002', 'UK/Stock')
    assert.equal(written['quantity'], 9)
    assert.equal(Math.floor(Number(written['write_date']) / 1000), Date.UTC(2026, 10, 20, 12, 0, 1, 500))
  })

  it('gives up on a lock that is held too long, with a serialization failure', async () => {
    const office = new BackOffice(19)
    const holder = office.driver.begin()
    await office.driver.rawWrite({ product: 'SKU-0002', location: 'UK/Stock', quantity: 9, transaction: holder })
    const waiting = office.call('connector', 'stock.quant', 'write', [[office.quant('SKU-0002', 'UK/Stock').id], { inventory_quantity: 4 }])
    const refused = assert.rejects(
      waiting,
      (error) => error instanceof PythonError && error.pythonName === 'psycopg2.errors.SerializationFailure',
    )
    await office.clock.advance(2000)
    await refused
    office.driver.rollback(holder)
    assert.equal(office.quant('SKU-0002', 'UK/Stock')['quantity'], 30)
  })

  it('shows nothing of a transaction that is rolled back', async () => {
    const office = new BackOffice(18)
    const before = office.driver.truth()
    const transaction = office.driver.begin()
    await office.driver.sell({ warehouse: 'NJ', lines: [{ product: 'SKU-0003', quantity: 2 }], transaction })
    office.driver.rollback(transaction)
    assert.deepEqual(office.driver.truth(), before)
  })
})

/** Every internal location of a Main Co quant: the seed was written in the seconds before. */
function everything(office: BackOffice): unknown[] {
  const visible = new Set(
    office
      .rows('stock.location')
      .filter((row) => row['usage'] === 'internal' && row['company_id'] === 1)
      .map((row) => row.id),
  )
  return office
    .rows('stock.quant')
    .filter((row) => visible.has(Number(row['location_id'])))
    .toSorted((a, b) => a.id - b.id)
    .map((row) => row['location_id'])
}
