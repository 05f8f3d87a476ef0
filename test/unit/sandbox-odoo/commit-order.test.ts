import assert from 'node:assert/strict'
import { majorVersions } from '../../../sandbox/odoo/major-version.ts'
import { PythonError } from '../../../sandbox/odoo/error/python-error.ts'
import { column, Desk } from './desk.ts'

async function changedSince(desk: Desk, operator: string, cursor: string): Promise<unknown[]> {
  const domain = [
    ['write_date', operator, cursor],
    ['location_id.usage', '=', 'internal'],
  ]
  return column(await desk.call('connector', 'stock.quant', 'search_read', [domain], { fields: ['location_id'], load: '' }), 'location_id')
}

describe('the commit order of the simulated Odoo', () => {
  for (const version of majorVersions) {
    it(`hides a row from a poll whose cursor has passed it, unless the poll reaches back (${version})`, async () => {
      const desk = new Desk(version)
      await desk.clock.advance(1500)
      const slow = desk.driver.begin()
      await desk.driver.receive({ product: 'SKU-0001', location: 'NJ/Stock', quantity: 1, transaction: slow })
      await desk.clock.advance(3000)
      await desk.driver.receive({ product: 'SKU-0001', location: 'TX/Stock', quantity: 1 })
      const cursor = '2026-11-20 12:00:04'
      assert.deepEqual(await changedSince(desk, '>=', cursor), [desk.location('TX/Stock')])
      await desk.clock.advance(3000)
      desk.driver.commit(slow)
      assert.deepEqual(await changedSince(desk, '>', cursor), version === 19 ? [] : [desk.location('TX/Stock')])
      assert.deepEqual(await changedSince(desk, '>=', '2026-11-20 11:58:04'), everything(desk))
      assert.ok((await changedSince(desk, '>=', '2026-11-20 12:00:01')).includes(desk.location('NJ/Stock')))
    })
  }

  it('lets a write wait for the lock and then run again with a new write_date', async () => {
    const desk = new Desk(19)
    const row = desk.quant('SKU-0002', 'UK/Stock')
    const holder = desk.driver.begin()
    await desk.driver.rawWrite({ product: 'SKU-0002', location: 'UK/Stock', quantity: 9, transaction: holder })
    const waiting = desk.call('connector', 'stock.quant', 'write', [[row.id], { inventory_quantity: 4 }])
    await desk.clock.advance(1500)
    desk.driver.commit(holder)
    assert.equal(await waiting, true)
    const written = desk.quant('SKU-0002', 'UK/Stock')
    assert.equal(written['quantity'], 9)
    assert.equal(Math.floor(Number(written['write_date']) / 1000), Date.UTC(2026, 10, 20, 12, 0, 1, 500))
  })

  it('gives up on a lock that is held too long, with a serialization failure', async () => {
    const desk = new Desk(19)
    const holder = desk.driver.begin()
    await desk.driver.rawWrite({ product: 'SKU-0002', location: 'UK/Stock', quantity: 9, transaction: holder })
    const waiting = desk.call('connector', 'stock.quant', 'write', [[desk.quant('SKU-0002', 'UK/Stock').id], { inventory_quantity: 4 }])
    const refused = assert.rejects(
      waiting,
      (error) => error instanceof PythonError && error.pythonName === 'psycopg2.errors.SerializationFailure',
    )
    await desk.clock.advance(2000)
    await refused
    desk.driver.rollback(holder)
    assert.equal(desk.quant('SKU-0002', 'UK/Stock')['quantity'], 30)
  })

  it('shows nothing of a transaction that is rolled back', async () => {
    const desk = new Desk(18)
    const before = desk.driver.truth()
    const transaction = desk.driver.begin()
    await desk.driver.sell({ warehouse: 'NJ', lines: [{ product: 'SKU-0003', quantity: 2 }], transaction })
    desk.driver.rollback(transaction)
    assert.deepEqual(desk.driver.truth(), before)
  })
})

/** Every internal location of a Main Co quant: the seed was written in the seconds before. */
function everything(desk: Desk): unknown[] {
  const visible = new Set(
    desk
      .rows('stock.location')
      .filter((row) => row['usage'] === 'internal' && row['company_id'] === 1)
      .map((row) => row.id),
  )
  return desk
    .rows('stock.quant')
    .filter((row) => visible.has(Number(row['location_id'])))
    .toSorted((a, b) => a.id - b.id)
    .map((row) => row['location_id'])
}
