import assert from 'node:assert/strict'
import fc from 'fast-check'
import { anyPlaces, compared, onAnyFloor, shownNow, wantedNow } from '../../support/reconcile/any-drift.ts'
import { nameOf, type Place } from '../../support/reconcile/place.ts'
import type { ShopFloor } from '../../support/reconcile/shop-floor.ts'

const seed = Number(process.env['SEED'] ?? Date.now() % 1_000_000)
const runs = Number(process.env['HISTORIES'] ?? 60)

const agree = (all: readonly Place[]): Place[] => all.map((place) => ({ ...place, shopify: place.odoo }))

describe('reconciling a shop', function () {
  this.timeout(300_000)
  before(() => console.log(`      seed ${seed}, ${runs} histories each (SEED and HISTORIES change them)`))

  it('finds all drift and nothing else, applies it, and rolls it back', async () => {
    await fc.assert(
      fc.asyncProperty(anyPlaces, fc.constantFrom('plan' as const, 'now' as const), async (all, apply) => {
        await onAnyFloor(all, {}, async (floor) => {
          const before = shownNow(floor, all)
          const { plan, found } = await compared(floor)
          const drifted = all.filter((place) => place.odoo !== place.shopify).map(nameOf)
          assert.deepEqual(new Set(found.keys()), new Set(drifted))
          assert.deepEqual(shownNow(floor, all), before, 'a dry run writes nothing')
          if (drifted.length === 0) return
          await floor.command({ action: 'approve', planId: plan, apply })
          assert.equal((await floor.finish()).plan?.state, 'applied')
          assert.deepEqual(shownNow(floor, all), wantedNow(all))
          assert.equal((await compared(floor)).found.size, 0)
          floor.rollingBack = true
          await floor.command({ action: 'rollback', planId: plan })
          assert.equal((await floor.finish()).plan?.state, 'rolled-back')
          await floor.deliver()
          assert.deepEqual(shownNow(floor, all), before)
        })
      }),
      { seed, numRuns: runs },
    )
  })

  it('finds what people change behind a live sync; what is missing is taken as sold until Odoo says otherwise', async () => {
    await fc.assert(
      fc.asyncProperty(anyPlaces, fc.array(fc.integer({ min: 0, max: 30 }), { minLength: 1, maxLength: 6 }), async (all, edits) => {
        const holdFor = 3_600_000
        await onAnyFloor(agree(all), { delivery: { holdFor } }, async (floor) => {
          await floor.goLive()
          for (const [index, quantity] of edits.entries()) floor.edit(all[index % all.length] ?? { product: 0, location: 0 }, quantity)
          const expected = all.flatMap((place) => {
            const shown = floor.available(place)
            if (shown === place.odoo) return []
            const outcome = shown < place.odoo ? 'held noted' : place.odoo === 0 ? 'oversell-risk planned' : 'differing planned'
            return [[nameOf(place), outcome] as const]
          })
          const { plan, found } = await compared(floor)
          assert.deepEqual(found, new Map(expected))
          if (expected.some(([, outcome]) => outcome.endsWith('planned'))) {
            await floor.command({ action: 'approve', planId: plan })
            await floor.finish()
          }
          const left = await compared(floor)
          assert.deepEqual(left.found, new Map(expected.filter(([, outcome]) => outcome === 'held noted')))
        })
      }),
      { seed, numRuns: runs },
    )
  })

  it('writes over no sale, whenever it happens', async () => {
    const sale = fc.record({ at: fc.integer({ min: 1, max: 40 }), which: fc.nat(29), quantity: fc.integer({ min: 1, max: 3 }) })
    await fc.assert(
      fc.asyncProperty(
        anyPlaces,
        fc.array(sale, { maxLength: 12 }),
        fc.constantFrom('plan' as const, 'now' as const),
        fc.boolean(),
        async (all, sales, apply, live) => {
          let step = 0
          let armed = false
          const holder: { floor?: ShopFloor } = {}
          // Units that were added before the first look hide sales that come between; after it they hide none.
          const gate = (): void => {
            if (!armed) return
            step++
            for (const { at, which, quantity } of sales)
              if (at === step) holder.floor?.sell(all[which % all.length] ?? { product: 0, location: 0 }, quantity)
          }
          await onAnyFloor(live ? agree(all) : all, { gate }, async (floor) => {
            holder.floor = floor
            if (live) await floor.goLive()
            all.forEach((place) => live && place.shopify > place.odoo && floor.edit(place, place.shopify))
            const { plan } = await compared(floor)
            armed = true
            const status = await floor.command({ action: 'status' })
            if ((status.lines.planned ?? 0) > 0) {
              await floor.command({ action: 'approve', planId: plan, apply })
              await floor.finish()
            }
            // What the delivery has never seen has no base to tell a sale from: only the plan of a moment ago gives it one.
            if (!live) return
            await floor.command({ action: 'start', dryRun: false })
            await floor.finish()
            await floor.deliver()
            for (const place of all) {
              const could = Math.max(0, place.odoo - (floor.sold.get(nameOf(place)) ?? 0))
              assert.ok(floor.available(place) <= could, `${nameOf(place)} shows ${floor.available(place)}, at most ${could} can be sold`)
            }
          })
        },
      ),
      { seed, numRuns: runs },
    )
  })

  it('comes to the same end when the process dies at any point', async () => {
    await fc.assert(
      fc.asyncProperty(anyPlaces, fc.array(fc.integer({ min: 1, max: 60 }), { minLength: 1, maxLength: 3 }), async (all, deaths) => {
        let step = 0
        const holder: { floor?: ShopFloor } = {}
        const dead = new Set(deaths.map((_, index) => deaths.slice(0, index + 1).reduce((sum, part) => sum + part, 0)))
        const gate = async (): Promise<void> => {
          if (holder.floor === undefined || !dead.delete(++step)) return
          // The next process begins at once; the dying one never hears the end of what it was doing.
          holder.floor.crash()
          await new Promise<never>(() => undefined)
        }
        await onAnyFloor(all, { gate }, async (floor) => {
          holder.floor = floor
          await startAnyway(floor)
          const status = await floor.finish()
          dead.clear()
          const drifted = all.some((place) => place.odoo !== place.shopify)
          assert.ok(status.plan)
          assert.equal(status.plan.state, drifted ? 'applied' : 'ready')
          assert.deepEqual(shownNow(floor, all), wantedNow(all))
          assert.equal(status.plan.counts.levels, all.length)
          assert.equal(status.plan.counts.outcomes.matched ?? 0, all.filter((place) => place.odoo === place.shopify).length)
        })
      }),
      { seed, numRuns: runs },
    )
  })
})

async function startAnyway(floor: ShopFloor): Promise<void> {
  await floor.store.transaction(async (tables) => {
    const plan = 'the-plan'
    await tables.plans.put({
      id: plan,
      shop: floor.ports.shopify.shop,
      createdAt: floor.clock.now(),
      state: 'comparing',
      scope: {},
      dryRun: false,
      counts: { levels: 0, outcomes: {}, causes: {}, unlinked: 0, unmapped: 0, unitsOver: 0, unitsUnder: 0 },
    })
    await tables.runs.put({
      id: 'the-run',
      shop: floor.ports.shopify.shop,
      node: 'reconcile',
      plan,
      kind: 'compare',
      way: 'now',
      state: 'running',
      cursor: { phase: 'pages', after: 0 },
      done: 0,
      total: null,
      startedAt: floor.clock.now(),
      worked: 0,
      endedAt: null,
      failure: null,
    })
  })
  floor.reconciler.work()
}
