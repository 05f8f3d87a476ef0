import assert from 'node:assert/strict'
import type { KnownOrders } from '../../../src/base/messages/level.ts'
import type { KitComponent, OrdersAt, PictureLine } from '../../../src/base/messages/picture.ts'
import { applyMap } from '../../../src/rules/map/apply-map.ts'
import type { MapRow } from '../../../src/rules/map/location-map.ts'
import { readyMap } from '../../../src/rules/map/ready-map.ts'
import { english } from '../../support/english.ts'
import { mapOf, picture, place, row, stockAt } from '../../support/pictures.ts'

const stock = place('NJ/Stock', 1, 7, 8)
const shelf = place('NJ/Stock/Shelf', 1, 7, 8, 9)
const output = place('NJ/Output', 1, 7, 12)
const warehouse = place('NJ', 1, 7)
const ordersCount = { since: '2026-11-01T00:00:00.000Z' }
const safe = { basis: 'free-minus-demand' } as const

function known(rows: readonly MapRow[], orders: OrdersAt[], more: Partial<PictureLine> = {}): (KnownOrders | undefined)[] {
  const read = { ...picture([warehouse, stock, output], [stockAt(stock, 10, 2)]), ordersCount, orders, ...more }
  return applyMap(read, readyMap(mapOf(...rows), english), english, '').levels.map((level) => level.orders)
}

describe('what a row knows of orders', () => {
  it('is what they have reserved at its sources and have had sent from them, below too', () => {
    const orders = [
      { ...stock, reserved: 2, sent: 5 },
      { ...shelf, sent: 1 },
      { ...output, reserved: 4 },
    ]
    assert.deepEqual(known([row('nj', 1, [stock])], orders), [{ reserved: 2, sent: 6, ...ordersCount }])
  })

  it('does not call sent what has only gone on to another place that it sells', () => {
    const orders = [
      { ...stock, sent: 3, to: output.path },
      { ...output, reserved: 3 },
    ]
    assert.deepEqual(known([row('stock', 1, [stock])], orders), [{ reserved: 0, sent: 3, ...ordersCount }])
    assert.deepEqual(known([row('all', 1, [warehouse])], orders), [{ reserved: 3, sent: 0, ...ordersCount }])
  })

  it('has what is owed where the basis takes that off, and then only of the orders that count', () => {
    const demand = [{ ...stock, quantity: 4 }]
    assert.deepEqual(known([row('nj', 1, [stock], safe)], [{ ...stock, reserved: 2 }], { demand }), [
      { reserved: 2, sent: 0, owed: 4, ...ordersCount },
    ])
    const own = { ordersCount: { ...ordersCount, of: 'name S' }, demand }
    const some = [
      { ...stock, reserved: 1 },
      { ...stock, owed: 3 },
    ]
    assert.deepEqual(known([row('nj', 1, [stock], safe)], some, own), [{ reserved: 1, sent: 0, owed: 3, ...own.ordersCount }])
    assert.deepEqual(known([row('nj', 1, [stock])], some, own), [{ reserved: 1, sent: 0, ...own.ordersCount }])
  })

  it('rises by one for each kit that is sold and sent, and not for what is sold of one part alone', () => {
    const part = (productId: number, per: number, units: Partial<OrdersAt>): KitComponent => ({
      productId,
      name: `Part ${productId}`,
      per,
      stock: [stockAt(stock, 20)],
      orders: [{ ...stock, ...units }],
    })
    const sums = (one: Partial<OrdersAt>, other: Partial<OrdersAt>): number => {
      const [level] = known([row('nj', 1, [stock])], [], { stock: [], kit: { components: [part(1, 2, one), part(2, 1, other)] } })
      return (level?.reserved ?? 0) + (level?.sent ?? 0)
    }
    assert.deepEqual(
      [sums({ reserved: 4 }, { reserved: 2 }), sums({ sent: 4 }, { sent: 2 }), sums({ reserved: 2, sent: 4 }, { reserved: 1, sent: 2 })],
      [2, 2, 3],
    )
    assert.equal(sums({ reserved: 2, sent: 4 }, { reserved: 0, sent: 2 }), 2)
  })

  it('is not said where the watch does not count it', () => {
    const { ordersCount: _, ...uncounted } = { ...picture([stock], [stockAt(stock, 10, 2)]), ordersCount }
    const { levels } = applyMap(uncounted, readyMap(mapOf(row('nj', 1, [stock])), english), english, '')
    assert.ok(levels[0] !== undefined && !('orders' in levels[0]))
  })
})
