import assert from 'node:assert/strict'
import { bundle, chair, east, lamp, setOf, shelf, smallShop, west } from './small-shop.ts'

const codes = (result: { userErrors: readonly { code: string | null }[] }) => result.userErrors.map((error) => error.code)

describe('setting quantities', () => {
  it('writes when the quantity is the expected one, and moves on hand along', () => {
    const model = smallShop()
    const result = model.setQuantities(setOf([{ quantity: 7, changeFromQuantity: 10 }]))
    assert.deepEqual(result.userErrors, [])
    assert.deepEqual(
      result.group?.changes.map(({ name, delta }) => [name, delta]),
      [
        ['available', -3],
        ['on_hand', -3],
      ],
    )
    assert.deepEqual(shelf(model, lamp, east), { available: 7, onHand: 7, committed: 0 })
  })

  it('refuses as stale when a sale came between, and keeps the sale', () => {
    const model = smallShop()
    model.sell({ locationId: east, lines: [{ itemId: lamp, quantity: 4 }] })
    const result = model.setQuantities(setOf([{ quantity: 12, changeFromQuantity: 10 }]))
    assert.deepEqual(
      result.userErrors.map(({ field, code }) => [field, code]),
      [[['input', 'quantities', '0', 'changeFromQuantity'], 'CHANGE_FROM_QUANTITY_STALE']],
    )
    assert.equal(result.group, null)
    assert.deepEqual(shelf(model, lamp, east), { available: 6, onHand: 10, committed: 4 })
  })

  it('says stale once and without a row when it is set up to', () => {
    const model = smallShop({ staleErrors: 'unindexed' })
    const rows = [{ changeFromQuantity: 1 }, { inventoryItemId: chair, changeFromQuantity: 1 }]
    assert.deepEqual(
      model.setQuantities(setOf(rows)).userErrors.map(({ field, code }) => [field, code]),
      [[null, 'CHANGE_FROM_QUANTITY_STALE']],
    )
  })

  it('overwrites without comparing when the expected quantity is null', () => {
    const model = smallShop()
    model.sell({ locationId: east, lines: [{ itemId: lamp, quantity: 4 }] })
    assert.deepEqual(codes(model.setQuantities(setOf([{ quantity: 12 }]))), [])
    assert.deepEqual(shelf(model, lamp, east), { available: 12, onHand: 16, committed: 4 })
  })

  it('sets available to what is left when on hand is set', () => {
    const model = smallShop()
    model.sell({ locationId: east, lines: [{ itemId: lamp, quantity: 4 }] })
    model.setQuantities(setOf([{ quantity: 3, changeFromQuantity: 10 }], { name: 'on_hand' }))
    assert.deepEqual(shelf(model, lamp, east), { available: -1, onHand: 3, committed: 4 })
  })

  it('applies nothing of a batch with one bad row', () => {
    const model = smallShop()
    const result = model.setQuantities(setOf([{ quantity: 1 }, { inventoryItemId: bundle, quantity: 1 }]))
    assert.deepEqual(
      result.userErrors.map(({ field, code }) => [field, code]),
      [[['input', 'quantities', '1', 'inventoryItemId'], 'NON_MUTABLE_INVENTORY_ITEM']],
    )
    assert.equal(result.group, null)
    assert.equal(shelf(model, lamp, east).available, 10)
  })

  it('applies the good rows of a batch when it is set up to', () => {
    const model = smallShop({ batchBehaviour: 'partial' })
    const result = model.setQuantities(setOf([{ quantity: 1 }, { inventoryItemId: bundle, quantity: 1 }]))
    assert.deepEqual(codes(result), ['NON_MUTABLE_INVENTORY_ITEM'])
    assert.notEqual(result.group, null)
    assert.equal(shelf(model, lamp, east).available, 1)
  })

  it('names both rows of a doubled pair', () => {
    const result = smallShop().setQuantities(setOf([{ quantity: 1 }, { inventoryItemId: chair }, { quantity: 2 }]))
    assert.deepEqual(
      result.userErrors.map(({ field, code }) => [field?.[2], field?.[3], code]),
      ['0', '2'].map((row) => [row, 'locationId', 'NO_DUPLICATE_INVENTORY_ITEM_ID_GROUP_ID_PAIR']),
    )
  })

  it('refuses unknown items and locations, and quantities out of bounds', () => {
    const rows = [
      { inventoryItemId: 'gid://shopify/InventoryItem/999' },
      { locationId: 'gid://shopify/Location/999' },
      { quantity: 1_000_000_001 },
      { inventoryItemId: chair, quantity: -1_000_000_001 },
    ]
    const result = smallShop().setQuantities(setOf(rows))
    const expected = ['INVALID_INVENTORY_ITEM', 'INVALID_LOCATION', 'INVALID_QUANTITY_TOO_HIGH', 'INVALID_QUANTITY_TOO_LOW']
    assert.deepEqual(codes(result), expected)
  })

  it('lets available be negative but not on hand', () => {
    const model = smallShop()
    assert.deepEqual(codes(model.setQuantities(setOf([{ quantity: -5 }]))), [])
    assert.deepEqual(codes(model.setQuantities(setOf([{ quantity: -5 }], { name: 'on_hand' }))), ['INVALID_QUANTITY_NEGATIVE'])
  })

  it('refuses a name, a reason or a document that it does not know', () => {
    const result = smallShop().setQuantities(setOf([{}], { name: 'committed', reason: 'sync', referenceDocumentUri: 'gid://app/Move' }))
    assert.deepEqual(codes(result), ['INVALID_NAME', 'INVALID_REASON', 'INVALID_REFERENCE_DOCUMENT'])
  })

  it('answers without a group and without errors when nothing changes', () => {
    assert.deepEqual(smallShop().setQuantities(setOf([{ quantity: 10, changeFromQuantity: 10 }])), { group: null, userErrors: [] })
  })

  it('refuses where the item is not stocked before 2026-10', () => {
    for (const apiVersion of ['2026-04', '2026-07']) {
      const result = smallShop().setQuantities(setOf([{ inventoryItemId: chair, locationId: west, quantity: 3 }], { apiVersion }))
      assert.deepEqual(codes(result), ['ITEM_NOT_STOCKED_AT_LOCATION'])
    }
  })

  it('sets where the item is not stocked from 2026-10 on, without stocking it', () => {
    const model = smallShop()
    const row = { inventoryItemId: chair, locationId: west, quantity: 3, changeFromQuantity: 0 }
    assert.deepEqual(codes(model.setQuantities(setOf([row]))), [])
    const [level] = model.readLevels([{ inventoryItemId: chair, locationId: west }])
    assert.deepEqual([level?.available, level?.active], [3, false])
    assert.equal(model.sell({ locationId: west, lines: [{ itemId: chair, quantity: 1 }] }), null)
  })

  it('refuses a location that was switched off', () => {
    const model = smallShop()
    model.setLocationActive(west, false)
    assert.deepEqual(codes(model.setQuantities(setOf([{ locationId: west }]))), ['INVALID_LOCATION'])
  })

  it('keeps the document that a change refers to', () => {
    const model = smallShop()
    model.setQuantities(setOf([{ quantity: 1 }], { referenceDocumentUri: 'gid://node-red-odoo/Move/123' }))
    assert.equal(model.state.history.at(-1)?.referenceDocumentUri, 'gid://node-red-odoo/Move/123')
  })
})
