import assert from 'node:assert/strict'
import type { OdooRow } from '../../../src/ports/odoo/odoo.ts'
import { quantSums } from '../../../src/engine/watch/quant-sums.ts'
import { answersOdoo, comparedWith } from '../../support/watch/answers-odoo.ts'

const watch = { name: 'w', locations: [{ locationId: 8 }] }
const quant = (id: number, product_id: number, location_id: number, quantity: number, reserved_quantity: number): OdooRow => ({
  id,
  product_id,
  location_id,
  quantity,
  reserved_quantity,
})

describe('sums of quants', () => {
  it('adds up duplicates, also with negative rows, and never looks at the id of a quant', async () => {
    const { odoo } = answersOdoo(() => [quant(988, 2, 8, 50, 5), quant(2269, 2, 8, -5, -5), quant(3, 2, 36, 1, 0)])
    const sums = await quantSums(odoo, watch, [2])
    assert.deepEqual(
      [...(sums.get(2) ?? [])],
      [
        [8, { quantity: 45, reserved: 0 }],
        [36, { quantity: 1, reserved: 0 }],
      ],
    )
  })

  it('leaves stock of others out unless told otherwise', async () => {
    const { odoo, asked } = answersOdoo(() => [])
    await quantSums(odoo, watch, [2])
    await quantSums(odoo, { ...watch, includeConsigned: true }, [2])
    assert.deepEqual(
      asked.map(({ domain }) => comparedWith(domain, 'owner_id')),
      [false, undefined],
    )
    assert.deepEqual(comparedWith(asked[0]?.domain ?? [], 'location_id'), [8])
  })

  it('asks for fewer products at a time when there are too many rows, so that one product is always read by one call', async () => {
    const rows = Array.from({ length: 24_000 }, (_, place) => quant(place + 1, 1 + (place % 4), 8, 1, 0))
    const { odoo, asked } = answersOdoo(({ domain }) => {
      const wanted = comparedWith(domain, 'product_id')
      return rows.filter((row) => Array.isArray(wanted) && wanted.includes(row['product_id']))
    })
    const sums = await quantSums(odoo, watch, [1, 2, 3, 4])
    for (const product of [1, 2, 3, 4]) assert.equal(sums.get(product)?.get(8)?.quantity, 6000)
    assert.deepEqual(
      asked.map(({ domain }) => comparedWith(domain, 'product_id')),
      [[1, 2, 3, 4], [1, 2], [1], [2], [3, 4], [3], [4]],
    )
  })

  it('refuses an answer that is none', async () => {
    const { odoo } = answersOdoo(() => [{ id: 1, product_id: 2, location_id: 8, quantity: 'many', reserved_quantity: 0 }])
    await assert.rejects(quantSums(odoo, watch, [2]), { code: 'ODOO_ANSWER_INVALID' })
  })
})
