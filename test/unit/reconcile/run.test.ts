import assert from 'node:assert/strict'
import { setFrozen } from '../../../src/engine/delivery/freeze.ts'
import { at, on, planned, states } from '../../support/reconcile/on-floor.ts'
import { gidOf } from '../../support/reconcile/place.ts'
import { planId } from '../../support/reconcile/plan-id.ts'

describe('a run', () => {
  it('is the only one of its shop', () =>
    on(at([10, 15]), async (floor) => {
      await floor.command({ action: 'start' })
      await assert.rejects(floor.command({ action: 'start' }), { code: 'RECONCILE_BUSY' })
      await floor.finish()
      await floor.command({ action: 'start' })
    }))

  it('puts right what differs at once when it is no dry run', () =>
    on(at([10, 15], [3, 0], [5, 5]), async (floor) => {
      await floor.command({ action: 'start', dryRun: false })
      const status = await floor.finish()
      assert.equal(status.plan?.state, 'applied')
      assert.deepEqual(
        [1, 2, 3].map((product) => floor.available({ product, location: 1 })),
        [10, 3, 5],
      )
      assert.deepEqual(
        floor.events.map(({ what }) => what).filter((what) => what !== 'progress'),
        ['report', 'applied'],
      )
    }))

  it('pauses between two pages and goes on there, also in another process', () =>
    on(
      at(...Array.from({ length: 9 }, () => [1, 2] as const)),
      async (floor) => {
        await floor.command({ action: 'start' })
        await floor.clock.advance(250)
        await floor.command({ action: 'pause' })
        const asked = floor.asked.length
        await floor.clock.advance(60_000)
        assert.equal(floor.asked.length, asked)
        const paused = await floor.status()
        assert.equal(paused.run?.state, 'paused')
        assert.ok((paused.run.done ?? 0) > 0 && (paused.run.done ?? 0) < 9)
        floor.crash()
        await floor.clock.advance(60_000)
        assert.equal(floor.asked.length, asked, 'a paused run stays paused')
        await floor.command({ action: 'resume' })
        const status = await floor.finish()
        assert.equal(status.plan?.counts.levels, 9)
        const again = floor.asked.slice(asked).filter(({ after }) => after === 0)
        assert.deepEqual(again, [], 'it does not begin anew')
      },
      { pageSize: 2 },
    ))

  it('is cancelled at once; what was written stays, what was only ordered is taken back', () =>
    on(at([10, 15], [10, 15]), async (floor) => {
      const shop = floor.ports.shopify.shop
      const plan = await planned(floor)
      await floor.store.transaction((tables) => setFrozen(tables, shop, true, 0, ''))
      await floor.command({ action: 'approve', planId: plan })
      await floor.clock.advance(5000)
      await floor.command({ action: 'cancel' })
      assert.deepEqual(await states(floor, plan), { '1@1': 'planned', '2@1': 'planned' })
      await floor.store.transaction((tables) => setFrozen(tables, shop, false, 0, ''))
      await floor.deliver()
      assert.equal(floor.available({ product: 1, location: 1 }), 15)
      await floor.command({ action: 'approve', planId: plan })
      await floor.finish()
      assert.equal(floor.available({ product: 1, location: 1 }), 10)
    }))

  it('looks only where it is told to', () =>
    on(
      [1, 2].flatMap((location) => [1, 2, 3].map((product) => ({ product, location, odoo: 1, shopify: 2 }))),
      async (floor) => {
        const found = async (scope: object) => {
          await floor.command({ action: 'start', scope })
          return Object.keys(await states(floor, planId(await floor.finish())))
        }
        assert.deepEqual(await found({ locations: [gidOf(2)] }), ['1@2', '2@2', '3@2'])
        assert.deepEqual(await found({ skus: ['SKU-3', 'SKU-99'] }), ['3@1', '3@2'])
        assert.deepEqual(floor.asked.at(-2)?.skus, ['SKU-3', 'SKU-99'])
        assert.deepEqual(await found({ sample: 100 }), ['1@1', '1@2', '2@1', '2@2', '3@1', '3@2'])
      },
    ))

  it('asks again for what does not come, and fails with a job when it never does', () => {
    let deaf = true
    return on(
      at([10, 15]),
      async (floor) => {
        await floor.command({ action: 'start' })
        await floor.finish()
        const status = await floor.status()
        assert.deepEqual([status.run?.state, status.run?.failure], ['failed', 'RECONCILE_STALLED'])
        assert.equal(floor.asked.length, 3)
        assert.deepEqual(
          floor.failed.map((line) => [line.code, line.recorded]),
          [['RECONCILE_STALLED', true]],
        )
        deaf = false
        await floor.command({ action: 'resume' })
        assert.equal((await floor.finish()).plan?.state, 'ready')
      },
      { answers: () => !deaf, timing: { answer: 2000 } },
    )
  })

  it('does not report a level that was only on its way', () =>
    on(at([10, 10], [5, 5]), async (floor) => {
      await floor.goLive()
      floor.odoo.set('1@1', 8)
      await floor.command({ action: 'start' })
      await floor.clock.advance(1000)
      assert.equal((await floor.status()).lines.unproven, 1)
      await floor.clock.run(floor.delivery.accept(await floor.lines(at([8, 8])), 'live'))
      const status = await floor.finish()
      assert.deepEqual([status.lines, status.plan?.counts.outcomes.matched], [{}, 2])
    }))

  it('keeps a baseline of every level when it is asked to', () =>
    on(at([10, 15], [5, 5]), async (floor) => {
      await floor.command({ action: 'start', scope: { everyLevel: true } })
      const lines = await floor.planLines(planId(await floor.finish()))
      assert.deepEqual(
        lines.map((line) => [line.outcome, line.state, line.shown]),
        [
          ['differing', 'planned', 15],
          ['matched', 'noted', 5],
        ],
      )
    }))

  it('tells how far it is and how long it will take', () =>
    on(
      at(...Array.from({ length: 8 }, () => [1, 1] as const)),
      async (floor) => {
        await floor.store.transaction((tables) =>
          tables.links.put(
            Array.from({ length: 8 }, (_, index) => ({
              shop: floor.ports.shopify.shop,
              inventoryItemId: floor.item(index + 1),
              variantId: `gid://shopify/ProductVariant/${index}`,
              sku: `SKU-${index}`,
              odooDatabase: 'demo',
              odooProductId: index + 1,
              by: 'sku' as const,
              at: 0,
            })),
          ),
        )
        await floor.command({ action: 'start' })
        await floor.clock.advance(450)
        const { progress, remaining, run } = await floor.status()
        assert.equal(run?.total, 8)
        assert.equal(progress, run.done / 8)
        assert.ok(remaining !== null && remaining >= 0)
        await floor.finish()
        assert.ok(floor.events.some(({ what }) => what === 'progress'))
      },
      { pageSize: 2 },
    ))
})
