import assert from 'node:assert/strict'
import { ownStock, plainRule, type StockRule } from '../../../src/engine/watch/stock-rule.ts'
import { PollMemory } from '../../../src/engine/watch/poll-memory.ts'
import { fulfils } from '../../support/watch/fulfils.ts'
import { ids, location, PolledOdoo, quant } from './support/polled-odoo.ts'

describe('a location that is moved under another', () => {
  let odoo: PolledOdoo
  let memory: PollMemory
  const poll = () => odoo.poll({ what: 'changes' }, { memory })
  const shelf = (path: string, write_date = '2026-11-20 10:00:30') => ({ ...location(9, path), write_date })
  beforeEach(async () => {
    odoo = new PolledOdoo()
    memory = new PollMemory()
    odoo.locations = [location(8, '8/'), location(9, '8/9/'), location(70, '70/')]
    odoo.quants = [{ ...quant(1, 5), location_id: 9 }, quant(2, 7)]
    assert.deepEqual(ids(await poll()), [1, 2])
  })
  const move = (path: string) => (odoo.locations = [location(8, '8/'), shelf(path), location(70, '70/')])

  it('has its products read again by the next poll, and no others', async () => {
    move('70/9/')
    const [batch] = await poll()
    assert.deepEqual(
      batch?.pictures.map((picture) => [picture.odoo.productId, picture.stock]),
      [[1, []]],
    )
    assert.deepEqual(await poll(), [])
  })

  it('leads to no second reading after a restart, and is seen when it happened meanwhile', async () => {
    move('70/9/')
    assert.deepEqual(ids(await poll()), [1])
    memory = new PollMemory()
    assert.deepEqual(await poll(), [])
    assert.ok(!odoo.asked.some(({ domain }) => domain.some((term) => term[0] === 'location_id' && term[1] === 'in')))
    memory = new PollMemory()
    move('8/9/')
    assert.deepEqual(ids(await poll()), [1])
  })

  it('is looked for again when the reading of its products failed', async () => {
    move('70/9/')
    const products = odoo.products
    odoo.products = [{ id: 1 }]
    await assert.rejects(poll(), { code: 'ODOO_ANSWER_INVALID' })
    odoo.products = products
    assert.deepEqual(ids(await poll()), [1])
  })

  it('is not thought to be one that was only counted at or renamed', async () => {
    await poll()
    odoo.locations = [location(8, '8/'), { ...shelf('8/9/'), complete_name: 'Other name' }, location(70, '70/')]
    await poll()
    assert.equal(odoo.asked.length, 3)
  })
})

describe('stock with an owner', () => {
  const rule: StockRule = {
    own: [
      { companyId: 1, partnerId: 11 },
      { companyId: 2, partnerId: 12 },
    ],
  }
  const counts = (owner_id: number | false, company_id: number | false, by = rule): boolean =>
    fulfils(ownStock(by), ([field, operator, value]) => {
      const own = field === 'owner_id' ? owner_id : company_id
      return operator === 'in' && Array.isArray(value) ? value.includes(own) : own === value
    })

  it("is a company's own when its partner owns it there, and nobody else's", () => {
    assert.deepEqual([counts(false, 1), counts(11, 1), counts(12, 2), counts(11, false)], [true, true, true, true])
    assert.deepEqual([counts(12, 1), counts(99, 1)], [false, false])
    assert.deepEqual([counts(false, 1, plainRule), counts(11, 1, plainRule)], [true, false])
  })
})
