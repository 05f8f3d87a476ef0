import assert from 'node:assert/strict'
import type { OdooRow } from '../../../src/ports/odoo/odoo.ts'
import { lateOperations } from '../../../src/adapters/odoo/late-operations.ts'
import { lintMap } from '../../../src/rules/map/lint-map.ts'
import { english } from '../../support/english.ts'
import { mapOf, place, row } from '../../support/pictures.ts'
import { answersOdoo, comparedWith } from '../../support/watch/answers-odoo.ts'

const houses: OdooRow[] = [
  { id: 1, name: 'New Jersey', delivery_steps: 'ship_only', lot_stock_id: 8, out_type_id: 2, pick_type_id: 3 },
  { id: 2, name: 'Texas', delivery_steps: 'pick_ship', lot_stock_id: 20, out_type_id: 12, pick_type_id: 13 },
]
const types: OdooRow[] = [
  { id: 2, name: 'Delivery Orders', reservation_method: 'manual', reservation_days_before: 0 },
  { id: 3, name: 'Pick', reservation_method: 'manual', reservation_days_before: 0 },
  { id: 12, name: 'Delivery Orders', reservation_method: 'manual', reservation_days_before: 0 },
  { id: 13, name: 'Pick', reservation_method: 'by_date', reservation_days_before: 3 },
]
const stocks: OdooRow[] = [
  { id: 8, parent_path: '1/7/8/' },
  { id: 20, parent_path: '1/19/20/' },
]

const server = (late: readonly OdooRow[] = types) =>
  answersOdoo(({ model, domain }) => {
    if (model === 'stock.warehouse') return houses
    if (model === 'stock.location') return stocks
    const ids = comparedWith(domain, 'id')
    return late.filter((type) => Array.isArray(ids) && ids.includes(type.id))
  })

describe('operation types that do not reserve at confirmation', () => {
  it('are those that take sold goods from the stock: the delivery, or the pick where that is the first step', async () => {
    assert.deepEqual(await lateOperations(server().odoo), [
      { operation: 'New Jersey: Delivery Orders', method: 'manual', days: 0, path: [1, 7, 8] },
      { operation: 'Texas: Pick', method: 'by_date', days: 3, path: [1, 19, 20] },
    ])
  })

  it('take two small calls when there are none', async () => {
    const { odoo, asked } = server([])
    assert.deepEqual([await lateOperations(odoo), asked.length], [[], 2])
  })

  it('are told with the rows that offer what is owed, at that stock, below or above it', async () => {
    const operations = await lateOperations(server().odoo)
    const [nj, shelf, house] = [place('NJ/Stock', 1, 7, 8), place('NJ/Stock/Shelf', 1, 7, 8, 9), place('TX', 1, 19)]
    const rows = [row('nj', 1, [nj], { basis: 'free-minus-demand' }), row('shelf', 2, [shelf]), row('house', 3, [house])]
    const found = lintMap(mapOf(...rows), english, { operations }).filter(({ code }) => code === 'operation-unreserved')
    assert.deepEqual(
      found.map(({ severity, row: id }) => `${severity} ${id}`),
      ['warning shelf', 'warning house'],
    )
    assert.match(found[0]?.text ?? '', /^New Jersey: Delivery Orders in Odoo does not reserve .* \(by hand\), and Location 2 counts/)
    assert.match(found[1]?.text ?? '', /^Texas: Pick .* \(3 days before the scheduled date\)/)
  })
})
