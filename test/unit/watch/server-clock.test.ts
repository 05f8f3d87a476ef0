import assert from 'node:assert/strict'
import { getCursor } from '../../../src/engine/watch/cursor.ts'
import { PollMemory } from '../../../src/engine/watch/poll-memory.ts'
import { ids, PolledOdoo, quant } from './support/polled-odoo.ts'

describe('a poll of a server whose time is not what it was', () => {
  let odoo: PolledOdoo
  beforeEach(() => (odoo = new PolledOdoo()))

  for (const first of ['before the first look', 'after it'] as const) {
    it(`sees changes although rows have a date in the future: ${first}`, async () => {
      const wrong = quant(2, 7, '2036-11-20 10:00:00')
      if (first === 'after it') await odoo.poll()
      odoo.quants = [quant(1, 5), wrong]
      const memory = new PollMemory()
      await odoo.poll({ what: 'changes' }, { memory })
      await odoo.poll({ what: 'changes' }, { memory })
      odoo.quants = [quant(1, 4, '2026-11-20 10:00:09'), wrong]
      assert.deepEqual(ids(await odoo.poll({ what: 'changes' }, { memory })), [1])
      assert.deepEqual(ids(await odoo.poll({ what: 'changes' }, { memory })), [], 'the row with the wrong date is known')
    })
  }

  it('sees changes although our own clock is years behind', async () => {
    odoo.now = 0
    await odoo.poll()
    odoo.quants = [quant(1, 4, '2026-11-20 10:00:09'), quant(2, 7)]
    assert.deepEqual(ids(await odoo.poll()), [1])
  })

  it('goes on from where a restored database is, once everything was compared', async () => {
    const memory = new PollMemory()
    odoo.quants = [quant(1, 5, '2026-11-20 12:00:00'), quant(2, 7)]
    await odoo.poll({ what: 'changes' }, { memory })
    odoo.quants = [quant(1, 6, '2026-11-20 10:00:00'), quant(2, 7)]
    assert.deepEqual(ids(await odoo.poll({ what: 'compare' }, { memory })), [1])
    odoo.quants = [quant(1, 6, '2026-11-20 10:00:00'), quant(2, 8, '2026-11-20 10:30:00')]
    assert.deepEqual(ids(await odoo.poll({ what: 'changes' }, { memory })), [2], 'an hour and a half before the cursor of then')
  })

  it('compares everything when the stored cursor is no time', async () => {
    await odoo.poll()
    const coverage = await odoo.store.transaction(async ({ cursors }) => {
      const name = 'odoo-quant-watch w'
      const stored: Record<string, unknown> = JSON.parse((await cursors.get(name)) ?? '{}')
      await cursors.put(name, JSON.stringify({ ...stored, newest: 'x' }))
      return stored['coverage']
    })
    assert.equal(await odoo.store.transaction((tables) => getCursor(tables, 'w', String(coverage))), undefined)
    odoo.quants = [quant(1, 4, '2026-11-01 00:00:00'), quant(2, 7)]
    assert.deepEqual(ids(await odoo.poll()), [1])
  })
})
