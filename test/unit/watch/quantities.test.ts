import assert from 'node:assert/strict'
import { wholeUnits } from '../../../src/rules/delivery/target.ts'
import type { OdooRow } from '../../../src/ports/odoo/odoo.ts'
import { applyMap } from '../../../src/rules/map/apply-map.ts'
import { readyMap } from '../../../src/rules/map/ready-map.ts'
import { readPictures } from '../../../src/engine/watch/read-pictures.ts'
import { resolveScope } from '../../../src/engine/watch/scope.ts'
import { english } from '../../support/english.ts'
import { mapOf, row } from '../../support/pictures.ts'
import { answersOdoo } from '../../support/watch/answers-odoo.ts'

const tree: OdooRow[] = [
  { id: 8, complete_name: 'NJ/Stock', parent_path: '1/8/', usage: 'internal' },
  { id: 20, complete_name: 'TX/Stock', parent_path: '1/20/', usage: 'internal' },
]
const watch = { name: 'w', locations: [{ locationId: 8 }, { locationId: 20 }] }
const product = { product: { database: 'shop@x', productId: 2, name: 'Cable, by the metre' }, stocked: true }
const places = [
  { locationId: 8, location: 'NJ/Stock' },
  { locationId: 20, location: 'TX/Stock' },
]

/** From quants to what is written at a location that sells both warehouses. */
async function written(...quants: readonly (readonly [location: number, quantity: number, reserved: number])[]): Promise<number> {
  const { odoo } = answersOdoo(({ model }) => {
    if (model === 'stock.move') return []
    if (model !== 'stock.quant') return tree
    return quants.map(([location_id, quantity, reserved_quantity], place) => ({
      id: place + 1,
      product_id: 2,
      location_id,
      quantity,
      reserved_quantity,
    }))
  })
  const { pictures } = await readPictures(odoo, watch, await resolveScope(odoo, watch), [product], { asOf: 1, startedAt: 0 })
  assert.ok(pictures[0] !== undefined)
  const [level] = applyMap(pictures[0], readyMap(mapOf(row('both', 1, places)), english), english, '').levels
  return wholeUnits(level?.quantity ?? Number.NaN)
}

describe('quantities from Odoo to Shopify', () => {
  it('are added up as fractions first and cut to whole units last, so that two halves are one', async () => {
    assert.equal(await written([8, 1.5, 0], [20, 2.5, 0]), 4)
    assert.equal(await written([8, 12.35, 0]), 12)
    assert.equal(await written([8, 0.1, 0], [8, 0.2, 0], [20, 0.7, 0]), 1, 'binary noise costs no unit')
    assert.equal(await written([8, 7.99, 0]), 7, 'nothing is rounded up')
  })

  it('below zero take from the others, and the sum is shown as zero at the least', async () => {
    assert.equal(await written([8, -3, 0], [20, 5, 0]), 2)
    assert.equal(await written([8, -3, 0], [20, 1, 0]), 0)
    assert.equal(await written([8, 5, 8]), 0)
    assert.equal(await written([8, 50, 5], [8, -5, -5]), 45, 'a doubled quant with a negative reservation')
  })

  it('that are absurd are refused with the number', async () => {
    await assert.rejects(written([8, 5_000_000_000, 0]), { code: 'QUANTITY_INVALID', values: { quantity: '5000000000' } })
    await assert.rejects(written([8, Number.NaN, 0]), { code: 'ODOO_ANSWER_INVALID' })
  })
})
