import assert from 'node:assert/strict'
import { data, installed } from '../../support/scripted-admin.ts'
import { setBatch } from '../../support/set-batch.ts'
import { failure, shopifyScene } from '../../support/shopify-scene.ts'

const payload = (inventoryAdjustmentGroup: object | null = { id: 'g' }, userErrors: object[] = []) =>
  data({ inventorySetQuantities: { inventoryAdjustmentGroup, userErrors } })

describe('the API version', () => {
  it('stops writes when Shopify answers with another one', async () => {
    const { clock, admin, shopify } = shopifyScene(installed('2027-01'))
    const error = await failure(clock, shopify.setQuantities(setBatch(1)))
    assert.equal(error.code, 'SHOPIFY_VERSION_MISMATCH')
    assert.deepEqual([error.values['expected'], error.values['actual']], ['2026-10', '2027-01'])
    assert.equal(admin.asked.length, 1)
  })

  it('stops writes when Shopify does not tell it', async () => {
    const { clock, shopify } = shopifyScene(installed(null))
    assert.equal((await failure(clock, shopify.setQuantities(setBatch(1)))).code, 'SHOPIFY_VERSION_MISMATCH')
  })

  it('names the cause when the one that is used has ended, and not before', async () => {
    for (const [ahead, code] of [
      [-1, 'SHOPIFY_VERSION_MISMATCH'],
      [0, 'SHOPIFY_VERSION_ENDED'],
    ] as const) {
      const { clock, shopify } = shopifyScene(installed('2027-01'))
      clock.set(Date.UTC(2027, 9, 16, 15) + ahead - clock.now())
      const { code: told, values } = await failure(clock, shopify.setQuantities(setBatch(1)))
      assert.equal(told, code)
      if (ahead === 0) assert.partialDeepStrictEqual(values, { version: '2026-10', actual: '2027-01', date: '2027-10-16' })
    }
    const { clock, shopify } = shopifyScene(installed(null))
    clock.set(Date.UTC(2028, 0) - clock.now())
    assert.equal((await failure(clock, shopify.setQuantities(setBatch(1)))).code, 'SHOPIFY_VERSION_MISMATCH')
  })

  it('does not stop reads', async () => {
    const { clock, shopify } = shopifyScene(installed('2027-01'))
    assert.equal((await clock.run(shopify.installation())).apiVersion, '2027-01')
  })

  it('stops writes from the answer on that shows another one', async () => {
    const { clock, admin, shopify } = shopifyScene(installed(), payload(), installed('2027-01'))
    await clock.run(shopify.setQuantities(setBatch(1)))
    await clock.run(shopify.installation())
    assert.equal((await failure(clock, shopify.setQuantities(setBatch(1)))).code, 'SHOPIFY_VERSION_MISMATCH')
    assert.equal(admin.asked.length, 3)
  })

  it('stops the first write after a pause when it has changed meanwhile, not the one after it', async () => {
    const { clock, admin, shopify } = shopifyScene(installed(), payload(), installed('2027-01'))
    await clock.run(shopify.setQuantities(setBatch(1)))
    await clock.advance(10_000)
    assert.equal((await failure(clock, shopify.setQuantities(setBatch(1)))).code, 'SHOPIFY_VERSION_MISMATCH')
    assert.deepEqual(
      admin.asked.map(({ query }) => /(?:query|mutation) (\w+)/.exec(query)?.[1]),
      ['Installation', 'SetQuantities', 'Installation'],
    )
  })

  it('costs no read while answers keep coming', async () => {
    const { clock, admin, shopify } = shopifyScene(installed(), payload(), payload(), payload())
    for (let write = 0; write < 3; write++) {
      await clock.run(shopify.setQuantities(setBatch(1)))
      await clock.advance(9_999)
    }
    assert.equal(admin.asked.length, 4)
  })

  it('stops a write that still waits for its points when another answer shows it', async () => {
    const { clock, admin, budget, shopify } = shopifyScene(installed(), payload(), installed('2027-01'))
    await clock.run(shopify.setQuantities(setBatch(1)))
    const status = { maximumAvailable: 20, currentlyAvailable: 0, restoreRate: 1 }
    ;(await budget.take(1)).report({ requested: 1, actual: 1, status })
    const waiting = failure(clock, shopify.setQuantities(setBatch(1)))
    const seen = shopify.installation()
    assert.equal((await waiting).code, 'SHOPIFY_VERSION_MISMATCH')
    await clock.run(seen)
    assert.equal(admin.asked.length, 3)
  })

  it('is asked again after a minute, and writes go on when it is right', async () => {
    const { clock, shopify } = shopifyScene(installed('2027-01'), installed(), payload())
    await failure(clock, shopify.setQuantities(setBatch(1)))
    await clock.advance(60_000)
    assert.deepEqual(await clock.run(shopify.setQuantities(setBatch(1))), { outcome: 'applied' })
  })

  it('is proved by one read for several first writes', async () => {
    const { clock, admin, shopify } = shopifyScene(installed(), payload(), payload())
    await clock.run(Promise.all([shopify.setQuantities(setBatch(1)), shopify.setQuantities(setBatch(1))]))
    assert.equal(admin.asked.length, 3)
  })
})
