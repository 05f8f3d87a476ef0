import assert from 'node:assert/strict'
import { ShopifyModel } from '../../../sandbox/shopify/model/shopify-model.ts'
import { SyncError } from '../../../src/base/error/sync-error.ts'
import { fixedRandom } from '../../support/fixed-random.ts'
import { InMemoryShopify, type ShopifyCall, type ShopifyFate } from '../../support/in-memory-shopify.ts'
import { VirtualClock } from '../../support/virtual-clock.ts'
import { available, batch, item, place, row, seedShop, type ShopRules, type ShopWorld } from './shop-world.ts'
import { servesLinking } from './shopify-links.ts'
import { showsTheShop } from './shopify-reads.ts'
import { setsQuantities, survivesLostAnswers, tellsHowABatchWasTreated } from './shopify-writes.ts'

function open(rules: ShopRules): ShopWorld {
  const model = new ShopifyModel({ ...rules, clock: new VirtualClock(), random: fixedRandom })
  seedShop(model)
  const fates: { call: ShopifyCall; fate: ShopifyFate }[] = []
  const fate = (call: ShopifyCall): ShopifyFate => (fates[0]?.call === call ? (fates.shift()?.fate ?? 'carried-out') : 'carried-out')
  return {
    model,
    shopify: new InMemoryShopify(model, { apiVersion: rules.apiVersion, fate }),
    loseNextSet: (when) => void fates.push({ call: 'setQuantities', fate: `lost-${when}` }),
    nextReadIsStale: (writesAgo) => void fates.push({ call: 'readLevels', fate: { staleByWrites: writesAgo } }),
    close: () => Promise.resolve(),
  }
}

for (const apiVersion of ['2026-04', '2026-07', '2026-10']) {
  for (const idempotency of ['replay', 'reevaluate', 'none'] as const) {
    describe(`the Shopify port in memory, API ${apiVersion}, keys: ${idempotency}`, () => {
      const rules = { apiVersion, idempotency }
      let world: ShopWorld
      beforeEach(() => {
        world = open(rules)
      })
      showsTheShop(rules, () => world)
      servesLinking(() => world)
      setsQuantities(rules, () => world)
      survivesLostAnswers(rules, () => world)
      tellsHowABatchWasTreated((more) => Promise.resolve(open({ ...rules, ...more })))
    })
  }
}

describe('the Shopify port in memory', () => {
  const shop = () => {
    const { model } = open({ apiVersion: '2026-10', idempotency: 'replay' })
    return model
  }

  it('can be unreachable, and then nothing was carried out', async () => {
    const model = shop()
    const shopify = new InMemoryShopify(model, { fate: () => 'unreachable' })
    await assert.rejects(
      shopify.setQuantities(batch([row(1, 10, 5)])),
      (error) => error instanceof SyncError && error.code === 'SHOPIFY_UNREACHABLE',
    )
    assert.equal(model.readLevels([{ inventoryItemId: item(1), locationId: place(1) }])[0]?.available, 10)
  })

  it('can refuse a batch for a reason of the test', async () => {
    const refused = [{ index: 0, code: 'INVALID_LOCATION', message: 'gone' }]
    const shopify = new InMemoryShopify(shop(), { fate: () => ({ refused }) })
    assert.deepEqual(await shopify.setQuantities(batch([row(1, 10, 5)])), { outcome: 'refused', refusals: refused, appliedSome: false })
  })

  it('passes the gate before and after every call, so that a crash can come at either', async () => {
    const model = shop()
    const world = { ...open({ apiVersion: '2026-10', idempotency: 'replay' }), model }
    const passed: string[] = []
    for (const crash of ['before', 'after'] as const) {
      const gate = (moment: string, call: string): Promise<void> => {
        passed.push(`${moment} ${call}`)
        return moment === crash ? Promise.reject(new Error('crash')) : Promise.resolve()
      }
      await assert.rejects(new InMemoryShopify(model, { gate }).setQuantities(batch([row(1, 10, 5)])), /crash/)
      assert.equal(available(world, 1), crash === 'before' ? 10 : 5)
    }
    assert.deepEqual(passed, ['before setQuantities', 'before setQuantities', 'after setQuantities'])
  })
})
