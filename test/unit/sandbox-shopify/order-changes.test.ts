import assert from 'node:assert/strict'
import type { Order } from '../../../sandbox/shopify/model/order.ts'
import type { ShopifyModel } from '../../../sandbox/shopify/model/shopify-model.ts'
import { ManualClock } from './manual-clock.ts'
import { withSandbox } from './running-sandbox.ts'
import { call, drive } from './sandbox-client.ts'
import { chair, east, lamp, setOf, shelf, smallShop, west } from './small-shop.ts'

function sold(model: ShopifyModel, quantity: number): { order: Order; line: string } {
  const order = model.sell({ locationId: east, lines: [{ itemId: lamp, quantity }] })
  assert.ok(order)
  return { order, line: order.lines[0]?.id ?? '' }
}

describe('changes of an order', () => {
  it('commit more when a line is edited up, and at its location when one is added', () => {
    const model = smallShop()
    const { order, line } = sold(model, 3)
    model.editLine(order.id, line, 5, false)
    assert.deepEqual(shelf(model, lamp, east), { available: 5, onHand: 10, committed: 5 })
    model.addLine(order.id, { itemId: chair, quantity: 2 }, east)
    assert.deepEqual(shelf(model, chair, east), { available: 8, onHand: 10, committed: 2 })
    model.fulfil(order.id)
    assert.deepEqual([shelf(model, lamp, east).onHand, shelf(model, chair, east).onHand], [5, 8])
  })

  it('give units of a line that is edited down back with a restock only', () => {
    const model = smallShop()
    const { order, line } = sold(model, 5)
    model.editLine(order.id, line, 4, true)
    assert.deepEqual(shelf(model, lamp, east), { available: 6, onHand: 10, committed: 4 })
    model.editLine(order.id, line, 2, false)
    assert.deepEqual(shelf(model, lamp, east), { available: 6, onHand: 8, committed: 2 })
    model.fulfil(order.id, [{ lineId: line, quantity: 1 }])
    assert.throws(() => model.editLine(order.id, line, 0, true), /cannot be changed/)
  })

  it('put refunded units back by the way they are restocked, elsewhere if so asked', () => {
    const model = smallShop()
    const { order, line } = sold(model, 5)
    model.fulfil(order.id, [{ lineId: line, quantity: 2 }])
    model.refund(order.id, [{ lineId: line, quantity: 1, restock: 'cancel' }])
    assert.deepEqual(shelf(model, lamp, east), { available: 6, onHand: 8, committed: 2 })
    model.refund(order.id, [{ lineId: line, quantity: 1, restock: 'return', locationId: west }])
    assert.deepEqual(shelf(model, lamp, east), { available: 6, onHand: 8, committed: 2 })
    assert.deepEqual(shelf(model, lamp, west), { available: 6, onHand: 6, committed: 0 })
    model.refund(order.id, [{ lineId: line, quantity: 2, restock: 'no_restock' }])
    assert.deepEqual(shelf(model, lamp, east), { available: 6, onHand: 8, committed: 2 })
    assert.throws(() => model.refund(order.id, [{ lineId: line, quantity: 2, restock: 'return' }]), /cannot be refunded/)
    model.fulfil(order.id)
    assert.deepEqual(shelf(model, lamp, east), { available: 6, onHand: 6, committed: 0 })
  })

  it('commit the units of a draft order that reserves them, until it is released or becomes an order', () => {
    const model = smallShop()
    const draft = model.reserveDraft({ locationId: east, lines: [{ itemId: lamp, quantity: 4 }] })
    assert.deepEqual(shelf(model, lamp, east), { available: 6, onHand: 10, committed: 4 })
    const order = model.completeDraft(draft?.id ?? '')
    assert.deepEqual(shelf(model, lamp, east), { available: 6, onHand: 10, committed: 4 })
    assert.equal(model.state.orders.get(order.id)?.sourceName, 'shopify_draft_order')
    const other = model.reserveDraft({ locationId: east, lines: [{ itemId: lamp, quantity: 1 }] })
    model.releaseDraft(other?.id ?? '')
    assert.deepEqual(shelf(model, lamp, east), { available: 6, onHand: 10, committed: 4 })
    assert.throws(() => model.releaseDraft(other?.id ?? ''), /no draft order/)
    assert.equal(model.reserveDraft({ locationId: east, lines: [{ itemId: lamp, quantity: 7 }] }), null)
  })
})

describe('the moment at which available last changed', () => {
  const clock = new ManualClock()
  const model = smallShop({ clock })
  const changedAt = (): number | undefined => model.state.levels.get(lamp, east)?.availableAt
  const later = (): number => {
    clock.advance(1000)
    return clock.now()
  }

  it('moves with sets, adjustments, sales, cancellations, restocks and edits', () => {
    const { order, line } = sold(model, 4)
    assert.equal(changedAt(), clock.now())
    const moved: (() => unknown)[] = [
      () => model.setQuantities(setOf([{ quantity: 9 }])),
      () => {
        const change = { inventoryItemId: lamp, locationId: east, delta: -1, changeFromQuantity: null }
        return model.adjustQuantities({ name: 'available', reason: 'correction', apiVersion: '2026-10', changes: [change] })
      },
      () => model.editLine(order.id, line, 3, true),
      () => model.refund(order.id, [{ lineId: line, quantity: 1, restock: 'cancel' }]),
      () => model.edit({ inventoryItemId: lamp, locationId: east }, 40),
      () => model.cancel(order.id, true),
    ]
    for (const move of moved) {
      const now = later()
      move()
      assert.equal(changedAt(), now, String(move))
    }
  })

  it('stays when only other quantities change, or when the same value is written', () => {
    const { order } = sold(model, 2)
    const then = changedAt()
    later()
    model.fulfil(order.id, [{ lineId: order.lines[0]?.id ?? '', quantity: 1 }])
    model.setQuantities(setOf([{ quantity: shelf(model, lamp, east).available }]))
    model.cancel(order.id, false)
    assert.equal(changedAt(), then)
  })

  it('is told of available and of no other quantity', () =>
    withSandbox({ clock }, async (sandbox) => {
      const then = new Date(clock.now()).toISOString().replace('.000Z', 'Z')
      later()
      const names = '["available", "on_hand", "committed", "incoming"]'
      const document = `{ inventoryItem(id: "${lamp}") { inventoryLevel(locationId: "${east}") { quantities(names: ${names}) { name quantity updatedAt } } } }`
      const quantity = (place: number) => `data.inventoryItem.inventoryLevel.quantities.${place}`
      const before = await call(sandbox, document)
      assert.deepEqual(before.at(quantity(0)), { name: 'available', quantity: 10, updatedAt: then })
      assert.deepEqual(before.at(quantity(1)), { name: 'on_hand', quantity: 10, updatedAt: null })
      assert.equal(before.at(`${quantity(3)}.updatedAt`), null)
      const lines = [{ itemId: lamp, quantity: 3 }]
      assert.equal((await drive(sandbox, 'draft', { locationId: east, lines })).status, 200)
      const after = await call(sandbox, document)
      assert.deepEqual(after.at(`${quantity(0)}.quantity`), 7)
      assert.notEqual(after.at(`${quantity(0)}.updatedAt`), then)
      assert.deepEqual(after.at(quantity(2)), { name: 'committed', quantity: 3, updatedAt: null })
    }))
})
