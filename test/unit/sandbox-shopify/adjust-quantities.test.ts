import assert from 'node:assert/strict'
import type { AdjustRequest, AdjustRow } from '../../../sandbox/shopify/model/adjust-quantities.ts'
import { bundle, east, lamp, shelf, smallShop } from './small-shop.ts'

describe('adjusting quantities', () => {
  it('adds to what is there', () => {
    const model = smallShop()
    const result = model.adjustQuantities(adjustmentOf([{ delta: -3, changeFromQuantity: 10 }]))
    assert.deepEqual(result.userErrors, [])
    assert.equal(shelf(model, lamp, east).available, 7)
  })

  it('refuses as stale when the quantity is not the expected one', () => {
    const model = smallShop()
    const result = model.adjustQuantities(adjustmentOf([{ delta: -3, changeFromQuantity: 9 }]))
    assert.deepEqual(
      result.userErrors.map(({ field, code }) => [field?.[1], code]),
      [['changes', 'CHANGE_FROM_QUANTITY_STALE']],
    )
    assert.equal(shelf(model, lamp, east).available, 10)
  })

  it('applies nothing when one row is bad', () => {
    const model = smallShop()
    model.adjustQuantities(adjustmentOf([{ delta: 1 }, { inventoryItemId: bundle, delta: 1 }]))
    assert.equal(shelf(model, lamp, east).available, 10)
  })

  it('wants a ledger document for damaged goods and none for available ones', () => {
    const model = smallShop()
    const codes = (request: AdjustRequest) => model.adjustQuantities(request).userErrors.map((error) => error.code)
    assert.deepEqual(codes(adjustmentOf([{ ledgerDocumentUri: 'gid://app/Entry/1' }])), ['INVALID_AVAILABLE_DOCUMENT'])
    assert.deepEqual(codes(adjustmentOf([{}], 'damaged')), ['INVALID_QUANTITY_DOCUMENT'])
    assert.deepEqual(codes(adjustmentOf([{ ledgerDocumentUri: 'gid://shopify/Order/1' }], 'damaged')), ['INTERNAL_LEDGER_DOCUMENT'])
    assert.deepEqual(codes(adjustmentOf([{ ledgerDocumentUri: 'gid://app/Entry/1', delta: 2 }], 'damaged')), [])
    assert.deepEqual(shelf(model, lamp, east), { available: 10, onHand: 12, committed: 0 })
  })

  it('never writes committed', () => {
    assert.deepEqual(
      smallShop()
        .adjustQuantities(adjustmentOf([{}], 'committed'))
        .userErrors.map((error) => error.code),
      ['INVALID_QUANTITY_NAME'],
    )
  })
})

function adjustmentOf(rows: readonly Partial<AdjustRow>[], name = 'available'): AdjustRequest {
  const changes = rows.map((row) => ({ inventoryItemId: lamp, locationId: east, delta: 1, changeFromQuantity: null, ...row }))
  return { name, reason: 'correction', apiVersion: '2026-10', changes }
}
