import assert from 'node:assert/strict'
import type { OdooRow } from '../../../src/ports/odoo/odoo.ts'
import { PollMemory } from '../../../src/engine/watch/poll-memory.ts'
import { quantSums } from '../../../src/engine/watch/quant-sums.ts'
import { readStockRule } from '../../../src/engine/watch/stock-rule.ts'
import { answersOdoo } from '../../support/watch/answers-odoo.ts'
import { ids, PolledOdoo, quant } from './support/polled-odoo.ts'

const watch = { name: 'w', locations: [{ locationId: 8 }] }
const now = '2026-11-20 10:00:00'

/** One product, its quants each with quantity, reserved and the date of its lot. */
function lots(version: number, ...rows: readonly (readonly [number, number, string | false])[]) {
  const field = version >= 19 ? 'removal_date' : 'expiration_date'
  const quants = rows.map(([quantity, reserved_quantity, end], place): OdooRow => {
    return { id: place + 1, product_id: 2, location_id: 8, quantity, reserved_quantity, [field]: end }
  })
  const { odoo, asked } = answersOdoo(
    ({ model, domain }) => {
      if (model === 'stock.quant') return quants
      return model === 'product.product' && JSON.stringify(domain).includes('use_expiration_date') ? dateless : []
    },
    version,
    () => [field],
  )
  const dateless: OdooRow[] = []
  const sum = async () => (await quantSums(odoo, watch, [2], { rule: await readStockRule(odoo), now })).get(2)?.get(8)
  return { sum, asked, dateless }
}

describe('lots past their date', () => {
  for (const [version, field] of [
    [17, 'expiration_date'],
    [18, 'expiration_date'],
    [19, 'removal_date'],
  ] as const) {
    it(`do not count in Odoo ${version}, by their ${field}; in the very second of it they do`, async () => {
      const { sum, asked } = lots(version, [7, 0, '2026-12-24 00:00:00'], [5, 0, '2026-11-20 09:59:59'], [4, 0, now], [2, 0, false])
      assert.deepEqual(await sum(), { quantity: 13, reserved: 0, past: 5 })
      assert.ok(asked.find(({ model }) => model === 'stock.quant')?.fields.includes(field))
    })
  }

  it('that are reserved are taken off once', async () => {
    const { sum } = lots(19, [6, 1, false], [4, 3, '2026-11-01 00:00:00'])
    assert.deepEqual(await sum(), { quantity: 9, reserved: 4, past: 1 })
  })

  it('from which more was taken than was there add nothing', async () => {
    const { sum } = lots(19, [6, 0, false], [-2, 0, '2026-11-01 00:00:00'])
    assert.deepEqual(await sum(), { quantity: 4, reserved: 0 })
  })

  it('count where the product does not go by dates', async () => {
    const { sum, dateless } = lots(19, [4, 3, '2026-11-01 00:00:00'])
    dateless.push({ id: 2 })
    assert.deepEqual(await sum(), { quantity: 4, reserved: 3 })
  })

  it('are not asked for where the module is not installed', async () => {
    const { odoo, asked } = answersOdoo(() => [])
    await quantSums(odoo, watch, [2], { rule: await readStockRule(odoo), now })
    assert.deepEqual(asked.at(-1)?.fields, ['product_id', 'location_id', 'quantity', 'reserved_quantity'])
  })
})

describe('the date of a lot that passes', () => {
  let odoo: PolledOdoo
  let memory: PollMemory
  const poll = () => odoo.poll({ what: 'changes' }, { memory })
  beforeEach(async () => {
    odoo = new PolledOdoo()
    memory = new PollMemory()
    odoo.moduleFields = ['removal_date']
    odoo.quants = [
      { ...quant(1, 5, '2026-11-19 10:00:00'), removal_date: '2026-11-20 10:30:00' },
      { ...quant(2, 7, '2026-11-19 10:00:00'), removal_date: false },
    ]
    assert.deepEqual(ids(await poll()), [1, 2])
  })
  const passed = { pastRemoval: 5, quantity: 0 }

  it('is noticed by the next poll although no write_date moves, with no call more', async () => {
    odoo.now += 1_799_000
    assert.deepEqual(ids(await poll()), [])
    odoo.now += 2_000
    const [batch] = await poll()
    assert.partialDeepStrictEqual(batch?.pictures, [{ odoo: { productId: 1 }, stock: [passed] }])
    assert.deepEqual(ids(await poll()), [])
    assert.equal(odoo.asked.length, 3)
  })

  it('is noticed when it passed while nobody looked', async () => {
    odoo.now += 86_400_000
    memory = new PollMemory()
    assert.deepEqual(ids(await poll()), [1])
  })

  it('is noticed when an earlier look failed', async () => {
    odoo.now += 1_801_000
    const quants = odoo.quants
    odoo.quants = [{ ...quants[0], id: 10, quantity: 'many' }]
    await assert.rejects(poll(), { code: 'ODOO_ANSWER_INVALID' })
    odoo.quants = quants
    assert.deepEqual(ids(await poll()), [1])
  })

  it('lies ahead again when our clock was ahead', async () => {
    odoo.now += 7_200_000
    assert.partialDeepStrictEqual((await poll())[0]?.pictures[0]?.stock, [passed])
    odoo.now -= 7_100_000
    const [batch] = await poll()
    assert.deepEqual(batch?.pictures[0]?.stock[0]?.quantity, 5)
  })

  it('stays passed when our clock is set back behind what Odoo wrote since', async () => {
    odoo.now += 3_600_000
    odoo.quants = [...odoo.quants.slice(0, 1), { ...quant(2, 6, '2026-11-20 10:59:00'), removal_date: false }]
    assert.deepEqual(ids(await poll()), [1, 2])
    odoo.now -= 7_200_000
    assert.deepEqual(ids(await poll()), [])
    assert.partialDeepStrictEqual((await odoo.poll({ what: 'products', productIds: [1] }, { memory }))[0]?.pictures[0]?.stock, [passed])
  })

  it('is not asked for any more when the module was removed, without a restart', async () => {
    odoo.moduleFields = []
    odoo.quants = [quant(1, 5, '2026-11-19 10:00:00'), quant(2, 7, '2026-11-19 10:00:00')]
    await assert.rejects(poll(), { code: 'ODOO_ANSWER_INVALID' })
    assert.deepEqual(ids(await poll()), [])
  })
})
