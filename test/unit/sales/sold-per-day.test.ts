import assert from 'node:assert/strict'
import type { CountedAt } from '../../../src/base/messages/level.ts'
import type { RecentSales, ShippingPlace } from '../../../src/rules/sales/recent-sales.ts'
import { soldPerDay } from '../../../src/rules/sales/sold-per-day.ts'
import { levelLine } from '../../support/levels.ts'

/**
 * Warehouse 1: view 10, stock 11 with shelf 12 and its quarantine 13, output 14. Warehouse 2: view 20, stock 21, output 22.
 * Location 30 belongs to no warehouse.
 */
const places = new Map<number, ShippingPlace>([
  [11, { path: [10, 11], warehouseId: 1, inStock: true }],
  [12, { path: [10, 11, 12], warehouseId: 1, inStock: true }],
  [13, { path: [10, 11, 12, 13], warehouseId: 1, inStock: true }],
  [14, { path: [10, 14], warehouseId: 1, inStock: false }],
  [21, { path: [20, 21], warehouseId: 2, inStock: true }],
  [22, { path: [20, 22], warehouseId: 2, inStock: false }],
  [30, { path: [30], warehouseId: undefined, inStock: false }],
])

const left = (...shipments: readonly (readonly [locationId: number, quantity: number])[]) =>
  shipments.map(([locationId, quantity]) => ({ locationId, quantity }))

/** One unit from 11, two from 12, four from 13 and so on, each in ten days. */
const everywhere: RecentSales = {
  days: 10,
  shipments: new Map([[5, left([11, 1], [12, 2], [13, 4], [14, 8], [21, 16], [22, 32], [30, 64], [99, 128])]]),
  places,
}

const at = (sources: number[], excluded: number[] = [], share?: number): CountedAt => ({
  sources,
  excluded,
  ...(share === undefined ? {} : { share }),
})
const sold = (countedAt: CountedAt | undefined, sales = everywhere): number =>
  10 * soldPerDay(levelLine(5, 1, 100, countedAt === undefined ? {} : { countedAt }), sales)

describe('what a line sells a day', () => {
  // What Odoo does not show (99) counts always.
  for (const [what, countedAt, units] of [
    ['its source with everything below it, and what left through the output of the warehouse', at([11]), 1 + 2 + 4 + 8 + 128],
    ['a shelf, without what is excluded below it', at([12], [13]), 2 + 8 + 128],
    ['a source below what is excluded', at([11, 13], [12]), 1 + 4 + 8 + 128],
    ['two warehouses together', at([11, 21]), 1 + 2 + 4 + 8 + 16 + 32 + 128],
    ['a place that belongs to no warehouse', at([30]), 64 + 128],
    ['the output also when it is excluded from the stock', at([10, 11], [14]), 1 + 2 + 4 + 8 + 128],
    ['its share of a stock that is split', at([30], [], 25), 48],
    ['everything, where the line does not say what it counts', undefined, 255],
  ] as const) {
    it(`counts ${what}`, () => assert.equal(sold(countedAt), units))
  }

  it('is nothing for what was not sold', () => {
    assert.equal(soldPerDay(levelLine(6, 1, 100, { countedAt: at([11]) }), everywhere), 0)
  })

  it('is, of a kit, what its fastest part allows', () => {
    const shipments = new Map([
      [7, left([11, 30])],
      [8, left([11, 10], [21, 99])],
    ])
    const sales = { days: 10, shipments, places }
    const parts = [
      { productId: 7, per: 2 },
      { productId: 8, per: 1 },
    ]
    const kit = { countedAt: at([11]), parts }
    assert.equal(soldPerDay(levelLine(5, 1, 100, kit), sales), 1.5)
    assert.equal(soldPerDay(levelLine(5, 1, 100, { ...kit, parts: [] }), sales), 0)
  })
})
