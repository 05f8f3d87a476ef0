import assert from 'node:assert/strict'
import { DeliveryScene } from './support/delivery-scene.ts'

const copy = { database: 'shop-copy@odoo.example.com', productId: 1, name: 'Product 1', sku: 'SKU-1' }

describe('the environment guard', () => {
  it('refuses what another Odoo database says, with both names, and writes nothing of it', async () => {
    const scene = new DeliveryScene()
    await scene.deliver(1, 1, 10)
    const count = await scene.delivery.accept([await scene.read(1, 1, 3, { odoo: copy }), await scene.read(1, 1, 9)], 'node')
    assert.deepEqual(count, { accepted: 1, older: 0, refused: 1 })
    await scene.work()
    assert.equal(scene.available(1), 9)
    const [job] = await scene.jobs()
    assert.ok(job)
    assert.deepEqual([job.failure.code, job.failure.retry], ['GUARD_PAIR_CHANGED', 'when-fixed'])
    assert.match(job.failure.text, /shop@odoo\.example\.com.*shop-copy@odoo\.example\.com/)
    assert.deepEqual(
      [job.failure.subject.sku, job.failure.subject.shopifyLocation, job.failure.subject.shop],
      ['SKU-1', 'Location 1', scene.shopify.shop],
    )
    assert.deepEqual(
      scene.auditOfShop().map(({ what, note }) => [what, note]),
      [['guard-refused', copy.database]],
    )
  })

  it('lets the other database through when a person has paired the shop with it, and refuses the first one then', async () => {
    const scene = new DeliveryScene()
    await scene.deliver(1, 1, 10)
    await scene.delivery.pair(copy.database)
    await scene.deliver(1, 1, 3, { odoo: copy })
    assert.equal(scene.available(1), 3)
    await scene.deliver(1, 1, 8)
    assert.equal(scene.available(1), 3)
    assert.deepEqual(
      scene.auditOfShop().map(({ what, note }) => [what, note]),
      [
        ['paired', copy.database],
        ['guard-refused', 'shop@odoo.example.com'],
      ],
    )
  })

  it('remembers the pair across a restart', async () => {
    const scene = new DeliveryScene()
    await scene.deliver(1, 1, 10)
    await scene.delivery.stop()
    const next = new DeliveryScene({}, scene.store)
    const count = await next.delivery.accept([await next.read(1, 1, 3, { odoo: copy })], 'node')
    assert.equal(count.refused, 1)
  })

  it('refuses a line that was linked for another shop', async () => {
    const scene = new DeliveryScene()
    const line = await scene.read(1, 1, 10)
    const count = await scene.delivery.accept([{ ...line, shopify: { ...line.shopify, shop: 'other.myshopify.com' } }], 'node')
    assert.deepEqual(count, { accepted: 0, older: 0, refused: 1 })
    const [job] = await scene.jobs()
    assert.equal(job?.failure.code, 'MESSAGE_MALFORMED')
    assert.match(job?.failure.text ?? '', /shopify\.shop must be one of: sandbox\.myshopify\.com/)
    await scene.accept([{ ...line, shopify: { ...line.shopify, shop: scene.shopify.shop } }])
    assert.equal(scene.available(1), 10)
  })
})
