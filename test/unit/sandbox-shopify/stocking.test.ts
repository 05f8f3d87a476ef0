import assert from 'node:assert/strict'
import { chair, east, lamp, smallShop, west } from './small-shop.ts'

describe('stocking items at locations', () => {
  it('brings the old numbers back', () => {
    const model = smallShop()
    assert.deepEqual(model.deactivate(model.levelId(lamp, west)), [])
    assert.equal(model.readLevels([{ inventoryItemId: lamp, locationId: west }])[0]?.active, false)
    const { level, userErrors } = model.activate({ inventoryItemId: lamp, locationId: west })
    assert.deepEqual([level?.active, level?.available, userErrors], [true, 5, []])
  })

  it('keeps the last location of an item', () => {
    const model = smallShop()
    assert.match(model.deactivate(model.levelId(chair, east))[0]?.message ?? '', /minimum of 1 location/)
  })

  it('refuses an opening quantity where the item is stocked already, and shows the level all the same', () => {
    const { level, userErrors } = smallShop().activate({ inventoryItemId: lamp, locationId: east, available: 3 })
    assert.deepEqual(
      userErrors.map(({ field, message }) => [field, message]),
      [[['available'], 'Not allowed to set available quantity when the item is already active at the location.']],
    )
    assert.equal(level?.available, 10)
  })

  it('refuses both opening quantities together, and one that is out of bounds', () => {
    const model = smallShop()
    const address = { inventoryItemId: chair, locationId: west }
    const both = model.activate({ ...address, available: 3, onHand: 3 }).userErrors
    assert.deepEqual(
      both.map(({ field }) => field),
      [['available'], ['onHand']],
    )
    assert.match(both[0]?.message ?? '', /stocked at West because not allowed to set available and on_hand/)
    assert.match(model.activate({ ...address, onHand: 1_000_000_001 }).userErrors[0]?.message ?? '', /between -1 billion and 1 billion/)
    const active = model.activate({ inventoryItemId: lamp, locationId: east, onHand: 3 }).userErrors[0]
    assert.equal(active?.message, 'Not allowed to set an on_hand quantity when the item is already active at the location.')
  })

  it('names no field when a level that is not there, or the last one of an item, is deactivated', () => {
    const model = smallShop()
    const [gone] = model.deactivate('gid://shopify/InventoryLevel/1?inventory_item_id=11')
    assert.deepEqual([gone?.field, gone?.message], [null, "The product couldn't be unstocked because the product was deleted."])
    assert.equal(model.deactivate(model.levelId(chair, east))[0]?.field, null)
  })

  it('refuses an unknown location', () => {
    const { level, userErrors } = smallShop().activate({ inventoryItemId: lamp, locationId: 'gid://shopify/Location/9' })
    assert.equal(level, null)
    assert.deepEqual(userErrors[0]?.field, ['locationId'])
  })

  it('names levels by a number that is not the location and is shared by its items', () => {
    const model = smallShop()
    const [one, other] = [model.levelId(lamp, east), model.levelId(chair, east)]
    assert.match(one, /^gid:\/\/shopify\/InventoryLevel\/\d{6,}\?inventory_item_id=11$/)
    assert.equal(one.split('?')[0], other.split('?')[0])
    assert.equal(model.levelNamed(one)?.itemId, lamp)
    assert.equal(model.levelNamed('gid://shopify/InventoryLevel/1?inventory_item_id=11'), undefined)
  })
})
