import assert from 'node:assert/strict'
import { keyLifetimeMs } from '../../../sandbox/shopify/model/idempotency.ts'
import { ManualClock } from './manual-clock.ts'
import { east, lamp, setOf, shelf, smallShop } from './small-shop.ts'

const fresh = setOf([{ quantity: 7, changeFromQuantity: 10 }])
const codes = (result: { userErrors: readonly { code: string | null }[] }) => result.userErrors.map((error) => error.code)

describe('idempotency keys', () => {
  it('give the stored answer and write nothing the second time, in mode replay', () => {
    const model = smallShop({ idempotency: 'replay' })
    const first = model.setQuantities(fresh, 'k')
    model.edit({ inventoryItemId: lamp, locationId: east }, 10)
    assert.deepEqual(model.setQuantities(fresh, 'k'), first)
    assert.equal(shelf(model, lamp, east).available, 10)
  })

  it('run again the second time, in mode reevaluate, so that a lost answer comes back as stale', () => {
    const model = smallShop({ idempotency: 'reevaluate' })
    assert.deepEqual(codes(model.setQuantities(fresh, 'k')), [])
    assert.deepEqual(codes(model.setQuantities(fresh, 'k')), ['CHANGE_FROM_QUANTITY_STALE'])
  })

  it('mean nothing in mode none', () => {
    const model = smallShop({ idempotency: 'none' })
    model.setQuantities(setOf([{ quantity: 7 }]), 'k')
    assert.deepEqual(codes(model.setQuantities(setOf([{ quantity: 8 }]), 'k')), [])
    assert.equal(shelf(model, lamp, east).available, 8)
  })

  for (const idempotency of ['replay', 'reevaluate'] as const) {
    it(`refuse other parameters, in mode ${idempotency}`, () => {
      const model = smallShop({ idempotency })
      model.setQuantities(setOf([{ quantity: 7 }]), 'k')
      assert.deepEqual(codes(model.setQuantities(setOf([{ quantity: 8 }]), 'k')), ['IDEMPOTENCY_KEY_PARAMETER_MISMATCH'])
      assert.equal(shelf(model, lamp, east).available, 7)
    })

    it(`refuse a second call while the first is under way, in mode ${idempotency}`, () => {
      const model = smallShop({ idempotency })
      const opening = model.openSet(fresh, 'k')
      assert.deepEqual(codes(model.setQuantities(fresh, 'k')), ['IDEMPOTENCY_CONCURRENT_REQUEST'])
      assert.deepEqual(codes(model.commitSet(opening, fresh)), [])
    })
  }

  it('tell large requests apart as well', () => {
    const model = smallShop()
    const large = (last: number) => setOf(Array.from({ length: 50 }, (_, row) => ({ quantity: row === 49 ? last : 0 })))
    model.setQuantities(large(1), 'k')
    assert.deepEqual(codes(model.setQuantities(large(2), 'k')), ['IDEMPOTENCY_KEY_PARAMETER_MISMATCH'])
  })

  it('are burnt by a refusal, unless it is set up otherwise', () => {
    const stale = setOf([{ quantity: 7, changeFromQuantity: 9 }])
    const burning = smallShop()
    burning.setQuantities(stale, 'k')
    assert.deepEqual(codes(burning.setQuantities(stale, 'k')), ['IDEMPOTENCY_PREVIOUS_ATTEMPT_FAILED'])
    const sparing = smallShop({ refusalsBurnKey: false })
    sparing.setQuantities(stale, 'k')
    assert.deepEqual(codes(sparing.setQuantities(stale, 'k')), ['CHANGE_FROM_QUANTITY_STALE'])
  })

  it('are forgotten a day after their first use', () => {
    const clock = new ManualClock()
    const model = smallShop({ clock })
    model.setQuantities(setOf([{ quantity: 7 }]), 'k')
    clock.advance(keyLifetimeMs - 1)
    assert.deepEqual(codes(model.setQuantities(setOf([{ quantity: 8 }]), 'k')), ['IDEMPOTENCY_KEY_PARAMETER_MISMATCH'])
    clock.advance(1)
    assert.deepEqual(codes(model.setQuantities(setOf([{ quantity: 8 }]), 'k')), [])
  })
})
