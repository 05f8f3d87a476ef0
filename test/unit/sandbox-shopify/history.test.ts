import assert from 'node:assert/strict'
import fc from 'fast-check'
import type { IdempotencyMode } from '../../../sandbox/shopify/model/idempotency.ts'
import { unfulfilled } from '../../../sandbox/shopify/model/order.ts'
import type { ShopifyModel } from '../../../sandbox/shopify/model/shopify-model.ts'
import { chair, east, lamp, setOf, shelf, smallShop, west } from './small-shop.ts'

type Step =
  | { readonly do: 'sell'; readonly item: string; readonly at: string; readonly quantity: number }
  | { readonly do: 'fulfil' | 'cancel' | 'write-off'; readonly order: number }
  | { readonly do: 'edit'; readonly item: string; readonly at: string; readonly quantity: number }
  | { readonly do: 'set'; readonly item: string; readonly at: string; readonly quantity: number; readonly expected: number }

const place = { item: fc.constantFrom(lamp, chair), at: fc.constantFrom(east, west) }
const steps: fc.Arbitrary<Step[]> = fc.array(
  fc.oneof(
    fc.record({ do: fc.constant('sell' as const), ...place, quantity: fc.integer({ min: 1, max: 4 }) }),
    fc.record({ do: fc.constantFrom('fulfil' as const, 'cancel' as const, 'write-off' as const), order: fc.nat(9) }),
    fc.record({ do: fc.constant('edit' as const), ...place, quantity: fc.integer({ min: 0, max: 12 }) }),
    fc.record({
      do: fc.constant('set' as const),
      ...place,
      quantity: fc.integer({ min: 0, max: 12 }),
      expected: fc.integer({ min: 0, max: 12 }),
    }),
  ),
  { maxLength: 40 },
)

describe('any history of the simulated shop', () => {
  it('keeps committed equal to what open orders still wait for', () => {
    fc.assert(
      fc.property(steps, (history) => {
        const model = smallShop()
        for (const step of history) play(model, step)
        const open = [...model.state.orders.values()].flatMap((order) => order.lines)
        for (const item of [lamp, chair]) {
          const waiting = (at: string) => sum(open.filter((line) => line.itemId === item && line.locationId === at).map(unfulfilled))
          for (const { locationId, committed, available, on_hand } of model.snapshot().levels.filter((level) => level.itemId === item)) {
            assert.equal(committed, waiting(locationId))
            assert.equal(on_hand, available + committed)
          }
        }
      }),
    )
  })

  it('changes nothing but by the difference from the expected quantity, whatever the keys do', () => {
    const modes = fc.constantFrom<IdempotencyMode>('replay', 'reevaluate', 'none')
    fc.assert(
      fc.property(steps, modes, fc.integer({ min: 0, max: 12 }), (history, idempotency, quantity) => {
        const model = smallShop({ idempotency })
        for (const step of history) play(model, step)
        const before = shelf(model, lamp, east)
        const request = setOf([{ quantity, changeFromQuantity: before.available }])
        model.setQuantities(request, 'key')
        model.setQuantities(request, 'key')
        assert.deepEqual(shelf(model, lamp, east), { ...before, available: quantity, onHand: quantity + before.committed })
      }),
    )
  })

  it('can be looked back at, write by write', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 99 }), { minLength: 1, maxLength: 20 }), fc.nat(19), (values, back) => {
        const model = smallShop()
        for (const value of values) model.edit({ inventoryItemId: lamp, locationId: east }, value)
        const expected = [10, ...values].at(-1 - Math.min(back, values.length))
        assert.equal(model.readLevels([{ inventoryItemId: lamp, locationId: east }], Math.min(back, values.length))[0]?.available, expected)
      }),
    )
  })
})

function play(model: ShopifyModel, step: Step): void {
  switch (step.do) {
    case 'sell':
      model.sell({ locationId: step.at, lines: [{ itemId: step.item, quantity: step.quantity }] })
      return
    case 'edit':
      model.edit({ inventoryItemId: step.item, locationId: step.at }, step.quantity)
      return
    case 'set':
      model.setQuantities(
        setOf([{ inventoryItemId: step.item, locationId: step.at, quantity: step.quantity, changeFromQuantity: step.expected }]),
      )
      return
    case 'fulfil':
    case 'cancel':
    case 'write-off': {
      const order = [...model.state.orders.values()].filter((known) => known.cancelledAt === null)[step.order]
      if (order === undefined) return
      if (step.do === 'fulfil') model.fulfil(order.id)
      else model.cancel(order.id, step.do === 'cancel')
    }
  }
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0)
}
