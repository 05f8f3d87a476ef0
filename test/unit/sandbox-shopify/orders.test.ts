import assert from 'node:assert/strict'
import { bundle, chair, east, gift, lamp, shelf, smallShop, west } from './small-shop.ts'

describe('orders', () => {
  it('move available to committed when they come, and take the goods away when they are sent', () => {
    const model = smallShop()
    const order = model.sell({ locationId: east, lines: [{ itemId: lamp, quantity: 3 }] })
    assert.deepEqual(shelf(model, lamp, east), { available: 7, onHand: 10, committed: 3 })
    assert.ok(order)
    model.fulfil(order.id, [{ lineId: order.lines[0]?.id ?? '', quantity: 1 }])
    assert.deepEqual(shelf(model, lamp, east), { available: 7, onHand: 9, committed: 2 })
    model.fulfil(order.id)
    assert.deepEqual(shelf(model, lamp, east), { available: 7, onHand: 7, committed: 0 })
  })

  it('put back what is not sent yet when they are cancelled with a restock', () => {
    const model = smallShop()
    const order = model.sell({ locationId: east, lines: [{ itemId: lamp, quantity: 3 }] })
    assert.ok(order)
    model.fulfil(order.id, [{ lineId: order.lines[0]?.id ?? '', quantity: 1 }])
    model.cancel(order.id, true)
    assert.deepEqual(shelf(model, lamp, east), { available: 9, onHand: 9, committed: 0 })
    assert.throws(() => model.cancel(order.id, true), /cancelled/)
  })

  it('lose the goods when they are cancelled without a restock', () => {
    const model = smallShop()
    const order = model.sell({ locationId: east, lines: [{ itemId: lamp, quantity: 3 }] })
    model.cancel(order?.id ?? '', false)
    assert.deepEqual(shelf(model, lamp, east), { available: 7, onHand: 7, committed: 0 })
  })

  it('are not taken when too little is there, unless they may oversell', () => {
    const model = smallShop()
    const sale = { locationId: west, lines: [{ itemId: lamp, quantity: 6 }] }
    assert.equal(model.sell(sale), null)
    assert.deepEqual(shelf(model, lamp, west), { available: 5, onHand: 5, committed: 0 })
    assert.ok(model.sell({ ...sale, oversell: true }))
    assert.equal(shelf(model, lamp, west).available, -1)
  })

  it('are taken whole or not at all', () => {
    const model = smallShop()
    const lines = [
      { itemId: lamp, quantity: 1 },
      { itemId: chair, quantity: 11 },
    ]
    assert.equal(model.sell({ locationId: east, lines }), null)
    assert.equal(shelf(model, lamp, east).available, 10)
  })

  it('count one item on two lines twice', () => {
    const model = smallShop()
    const lines = [
      { itemId: lamp, quantity: 6 },
      { itemId: lamp, quantity: 5 },
    ]
    assert.equal(model.sell({ locationId: east, lines }), null)
  })

  it('take the components of a bundle', () => {
    const model = smallShop()
    const order = model.sell({ locationId: east, lines: [{ itemId: bundle, quantity: 2 }] })
    assert.deepEqual(
      order?.lines.map((line) => [line.sku, line.quantity]),
      [
        ['LAMP', 2],
        ['CHAIR', 2],
      ],
    )
    assert.equal(shelf(model, chair, east).available, 8)
  })

  it('do not count what is not tracked', () => {
    const model = smallShop()
    const order = model.sell({ locationId: east, lines: [{ itemId: gift, quantity: 2 }] })
    model.fulfil(order?.id ?? '')
    assert.deepEqual(shelf(model, gift, east), { available: 0, onHand: 0, committed: 0 })
  })

  it('do not sell at a location that is switched off or does not stock the item', () => {
    const model = smallShop()
    model.setLocationActive(west, false)
    assert.equal(model.sell({ locationId: west, lines: [{ itemId: lamp, quantity: 1 }] }), null)
    assert.equal(model.sell({ locationId: west, lines: [{ itemId: chair, quantity: 1 }] }), null)
  })
})
