import assert from 'node:assert/strict'
import { demoLocations, demoProducts, seedDemoCatalogue } from '../../../sandbox/shopify/demo-catalogue.ts'
import { ShopifyModel } from '../../../sandbox/shopify/model/shopify-model.ts'
import { countingRandom, ManualClock } from './manual-clock.ts'
import { withSandbox } from './running-sandbox.ts'
import { call, drive, readLevel, setLevel } from './sandbox-client.ts'
import { chair, east, lamp, shelf, west } from './small-shop.ts'

describe('the driver of the simulated Shopify', () => {
  it('sells, fulfils and cancels over HTTP', () =>
    withSandbox({}, async (sandbox) => {
      const sold = await drive(sandbox, 'sell', { itemId: lamp, locationId: east, quantity: 3 })
      assert.equal(sold.at('sold'), true)
      await drive(sandbox, 'fulfil', { orderId: sold.at('order.id'), lines: [{ lineId: sold.at('order.lines.0.id'), quantity: 1 }] })
      assert.deepEqual(shelf(sandbox.model, lamp, east), { available: 7, onHand: 9, committed: 2 })
      await drive(sandbox, 'cancel', { orderId: sold.at('order.id'), restock: true })
      assert.deepEqual(shelf(sandbox.model, lamp, east), { available: 9, onHand: 9, committed: 0 })
      assert.equal((await drive(sandbox, 'sell', { itemId: lamp, locationId: east, quantity: 99 })).at('sold'), false)
    }))

  it('edits as a person does, adds products, and switches levels and locations off', () =>
    withSandbox({}, async (sandbox) => {
      await drive(sandbox, 'edit', { itemId: lamp, locationId: east, available: 42 })
      assert.equal(await readLevel(sandbox), 42)
      const variants = [{ sku: 'NEW', itemId: 'gid://shopify/InventoryItem/77', levels: [{ locationId: east, available: 2 }] }]
      await drive(sandbox, 'products', { title: 'New', variants })
      assert.equal(shelf(sandbox.model, 'gid://shopify/InventoryItem/77', east).available, 2)
      await drive(sandbox, 'deactivate-level', { itemId: lamp, locationId: west })
      assert.equal(sandbox.model.readLevels([{ inventoryItemId: lamp, locationId: west }])[0]?.active, false)
      await drive(sandbox, 'deactivate-location', { locationId: west })
      assert.equal((await drive(sandbox, 'state')).at('locations.1.active'), false)
    }))

  it('refuses a command that does not fit, and says why', () =>
    withSandbox({}, async (sandbox) => {
      const wrong = await drive(sandbox, 'edit', { itemId: lamp, locationId: east, available: 'many' })
      assert.deepEqual([wrong.status, wrong.at('error')], [400, 'available must be a number'])
      assert.equal((await drive(sandbox, 'deactivate-level', { itemId: chair, locationId: east })).status, 400)
      assert.equal((await drive(sandbox, 'explode', {})).status, 404)
    }))

  it('plans faults and takes the shop down over HTTP', () =>
    withSandbox({}, async (sandbox) => {
      await drive(sandbox, 'faults', { match: 'shop', count: 1, effect: { kind: 'status', status: 500, when: 'before' } })
      assert.equal((await call(sandbox, '{ shop { name } }')).status, 500)
      assert.equal((await drive(sandbox, 'faults', { effect: { kind: 'fire' } })).status, 400)
      await drive(sandbox, 'down', { mode: 'unavailable' })
      assert.equal((await call(sandbox, '{ shop { name } }')).status, 503)
      await drive(sandbox, 'down', { mode: 'up' })
      assert.equal((await call(sandbox, '{ shop { name } }')).status, 200)
    }))

  it('logs every request with its cost and its key, and counts them', () =>
    withSandbox({}, async (sandbox) => {
      await setLevel(sandbox, { quantity: 1 }, 'first')
      await setLevel(sandbox, { quantity: 2, changeFromQuantity: 9 }, 'second')
      const log = await drive(sandbox, 'requests')
      assert.deepEqual(
        [log.at('0.operation'), log.at('0.key'), log.at('0.outcome'), log.at('0.requestedCost')],
        ['SetLevels', 'first', 'ok', 10],
      )
      assert.equal(log.at('0.variables.input.quantities.0.quantity'), 1)
      assert.equal(log.at('1.outcome'), 'user-errors')
      assert.equal((await drive(sandbox, 'counters')).at('byField.inventorySetQuantities'), 2)
    }))

  it('starts over with a new shop', () =>
    withSandbox({}, async (sandbox) => {
      await setLevel(sandbox, { quantity: 1 }, 'k')
      sandbox.faults.add({ count: 5, effect: { kind: 'throttle' } })
      await drive(sandbox, 'reset', {})
      assert.equal(await readLevel(sandbox), 10)
      assert.equal(sandbox.log.counters.requests, 1)
    }))
})

describe('the demo catalogue', () => {
  it('holds what can be linked, and one of each kind of trouble', () => {
    const model = new ShopifyModel({ clock: new ManualClock(), random: countingRandom() })
    seedDemoCatalogue(model)
    const { items, variants, locations, levels } = model.snapshot()
    assert.deepEqual(
      locations.map(({ id, name }) => [id, name]),
      demoLocations.map(({ id, name }) => [id, name]),
    )
    assert.deepEqual([demoProducts[0]?.sku, demoProducts[11]?.sku], ['SKU-0001', 'SKU-0012'])
    assert.deepEqual([demoProducts[0]?.barcode, variants[11]?.barcode], ['4000000000001', '4000000000012'])
    assert.equal(items.filter((item) => item.components.length > 0).length, 1)
    assert.equal(items.filter((item) => !item.tracked).length, 1)
    assert.equal(items.filter((item) => item.sku === '').length, 1)
    assert.equal(items.filter((item) => model.state.catalogue.duplicateSkuCount(item) === 1).length, 2)
    assert.ok(levels.every((level) => level.available >= 0 && level.available < 5))
    assert.equal(levels.length, items.length * 3)
  })
})
