import assert from 'node:assert/strict'
import type { OdooRow } from '../../../src/ports/odoo/odoo.ts'
import { everyRow } from '../../../src/engine/watch/odoo-reading.ts'
import { allOf } from '../../support/all-of.ts'
import { answersOdoo, comparedWith } from '../../support/watch/answers-odoo.ts'
import { PolledOdoo, product } from './support/polled-odoo.ts'

const rows = (...ids: readonly number[]): OdooRow[] => ids.map((id) => ({ id }))
const idsOf = async (odoo: Parameters<typeof everyRow>[0]): Promise<number[]> =>
  (await allOf(everyRow(odoo, 'res.partner', [], [], { pageSize: 2 }))).flat().map(({ id }) => id)

describe('reading every row of Odoo', () => {
  it('goes page by page in the order of ids', async () => {
    const all = rows(3, 5, 8, 9, 12)
    const { odoo, asked } = answersOdoo(({ domain }) => all.filter(({ id }) => id > Number(comparedWith(domain, 'id'))))
    assert.deepEqual(await idsOf(odoo), [3, 5, 8, 9, 12])
    assert.equal(asked.length, 3)
  })

  for (const [name, page] of [
    ['the same page again and again', (): OdooRow[] => rows(3, 5)],
    ['rows that were there before among others', (last: number): OdooRow[] => rows(3, last + 1)],
    ['an id that is no id', (): OdooRow[] => rows(3, 1.5)],
  ] as const) {
    it(`ends with an invalid answer when a server gives ${name}`, async () => {
      const { odoo, asked } = answersOdoo(({ domain }) => {
        if (asked.length > 20) throw new Error('it never ends')
        return page(Number(comparedWith(domain, 'id')))
      })
      await assert.rejects(idsOf(odoo), { code: 'ODOO_ANSWER_INVALID' })
      assert.ok(asked.length <= 2)
    })
  }

  it('ends in the look at every product too', async () => {
    const world = new PolledOdoo()
    const odoo: PolledOdoo['odoo'] = {
      ...world.odoo,
      searchRead: async (model, domain, fields, options) => {
        if (world.asked.length > 100) throw new Error('it never ends')
        const given = await world.odoo.searchRead(model, domain, fields, options)
        return model === 'product.product' ? [product(1), product(2)] : given
      },
    }
    const all = allOf(world.polling({ request: { what: 'everything' }, pageSize: 2 }, { odoo }))
    await assert.rejects(all, { code: 'ODOO_ANSWER_INVALID' })
  })
})
