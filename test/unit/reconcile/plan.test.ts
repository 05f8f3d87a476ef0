import assert from 'node:assert/strict'
import { setFrozen } from '../../../src/engine/delivery/freeze.ts'
import { at, on, planned, states } from '../../support/reconcile/on-floor.ts'
import { gidOf } from '../../support/reconcile/place.ts'

describe('a plan', () => {
  it('is applied exactly: what moved since is left alone and said', () =>
    on(at([10, 15], [10, 15], [10, 15], [10, 12]), async (floor) => {
      const plan = await planned(floor)
      floor.edit({ product: 2, location: 1 }, 20)
      floor.sell({ product: 3, location: 1 }, 2)
      floor.edit({ product: 4, location: 1 }, 10)
      await floor.command({ action: 'approve', planId: plan })
      await floor.finish()
      assert.deepEqual(await states(floor, plan), { '1@1': 'written', '2@1': 'moved', '3@1': 'moved', '4@1': 'moved' })
      assert.deepEqual(
        [1, 2, 3, 4].map((product) => floor.available({ product, location: 1 })),
        [10, 20, 13, 10],
      )
      const moved = (await floor.planLines(plan)).filter((line) => line.state === 'moved')
      assert.deepEqual(
        moved.map((line) => line.note),
        ['20', '13', '10'],
      )
      await floor.deliver()
      assert.equal(floor.available({ product: 2, location: 1 }), 20, 'nobody asked for it since')
    }))

  it('is not applied where Odoo has moved on; live delivery brings the newer number', () =>
    on(at([10, 15]), async (floor) => {
      const plan = await planned(floor)
      floor.odoo.set('1@1', 7)
      await floor.clock.run(floor.delivery.accept(await floor.lines(at([10, 15])), 'live'))
      await floor.command({ action: 'approve', planId: plan })
      await floor.finish()
      await floor.deliver()
      assert.equal(floor.available({ product: 1, location: 1 }), 7)
      assert.deepEqual(await states(floor, plan), { '1@1': 'moved' })
    }))

  it('can be applied as what is true now, whatever moved', () =>
    on(at([10, 15], [10, 15]), async (floor) => {
      const plan = await planned(floor)
      floor.edit({ product: 1, location: 1 }, 20)
      floor.sell({ product: 2, location: 1 }, 2)
      await floor.command({ action: 'approve', planId: plan, apply: 'now' })
      await floor.finish()
      assert.deepEqual([floor.available({ product: 1, location: 1 }), floor.available({ product: 2, location: 1 })], [10, 8])
    }))

  it('is rolled back where Shopify still shows what was written, and stays so until Odoo has news', () =>
    on(at([10, 15], [10, 15]), async (floor) => {
      const plan = await planned(floor)
      await floor.command({ action: 'approve', planId: plan })
      await floor.finish()
      floor.sell({ product: 2, location: 1 }, 1)
      floor.rollingBack = true
      await floor.command({ action: 'rollback', planId: plan })
      await floor.finish()
      await floor.deliver()
      assert.deepEqual(await states(floor, plan), { '1@1': 'restored', '2@1': 'kept' })
      assert.deepEqual([floor.available({ product: 1, location: 1 }), floor.available({ product: 2, location: 1 })], [15, 9])
      floor.odoo.set('1@1', 4)
      await floor.goLive()
      assert.equal(floor.available({ product: 1, location: 1 }), 4)
    }))

  it('cannot be approved twice, nor rolled back before anything was written', () =>
    on(at([10, 15]), async (floor) => {
      const plan = await planned(floor)
      await assert.rejects(floor.command({ action: 'rollback', planId: plan }), { code: 'RECONCILE_PLAN_STATE' })
      await floor.command({ action: 'approve', planId: plan })
      await floor.finish()
      await assert.rejects(floor.command({ action: 'approve', planId: plan }), { code: 'RECONCILE_PLAN_STATE' })
      await assert.rejects(floor.command({ action: 'approve', planId: 'nobody' }), { code: 'RECONCILE_PLAN_UNKNOWN' })
    }))

  it('is bounded by the breaker of its location until a person approves the run', () =>
    on(
      at(...Array.from({ length: 10 }, () => [0, 5] as const)),
      async (floor) => {
        const plan = await planned(floor)
        await floor.command({ action: 'approve', planId: plan })
        await floor.clock.advance(20_000)
        assert.equal((await floor.status()).run?.state, 'running')
        assert.deepEqual(new Set(Object.values(await states(floor, plan))), new Set(['ordered']))
        assert.deepEqual(
          floor.failed.map((line) => line.code),
          ['BREAKER_TRIPPED'],
        )
        await floor.clock.run(floor.delivery.approve(gidOf(1)))
        await floor.finish()
        assert.deepEqual(new Set(Object.values(await states(floor, plan))), new Set(['written']))
      },
      { delivery: { breaker: { zeroShare: 0.3, changeShare: 0, minimum: 3, window: 60_000 } } },
    ))

  it('waits while the shop is frozen, and goes on when it is released', () =>
    on(at([10, 15]), async (floor) => {
      const shop = floor.ports.shopify.shop
      await floor.store.transaction((tables) => setFrozen(tables, shop, true, 0, 'opening stock'))
      const plan = await planned(floor)
      await floor.command({ action: 'approve', planId: plan })
      await floor.clock.advance(30_000)
      assert.equal(floor.available({ product: 1, location: 1 }), 15)
      assert.equal((await floor.status()).frozen, true)
      await floor.store.transaction((tables) => setFrozen(tables, shop, false, 0, ''))
      await floor.finish()
      assert.equal(floor.available({ product: 1, location: 1 }), 10)
    }))
})
