import assert from 'node:assert/strict'
import fc from 'fast-check'
import { anyPlaces, compared, onAnyFloor, shownNow, wantedNow } from '../../support/reconcile/any-drift.ts'
import { nameOf } from '../../support/reconcile/place.ts'
import type { ShopFloor } from '../../support/reconcile/shop-floor.ts'

const seed = Number(process.env['SEED'] ?? Date.now() % 1_000_000)
const runs = Number(process.env['HISTORIES'] ?? 60)

describe('approving a plan and taking it back', function () {
  this.timeout(300_000)
  before(() => console.log(`      seed ${seed}, ${runs} histories each (SEED and HISTORIES change them)`))

  it('restores every level, wherever the process dies on the way', async () => {
    const deaths = fc.array(fc.integer({ min: 1, max: 25 }), { minLength: 1, maxLength: 4 })
    await fc.assert(
      fc.asyncProperty(anyPlaces, fc.constantFrom('plan' as const, 'now' as const), deaths, async (all, apply, gaps) => {
        const holder: { floor?: ShopFloor } = {}
        let left = [...gaps]
        let steps = 0
        let armed = false
        const gate = async (): Promise<void> => {
          if (!armed || ++steps < (left[0] ?? Infinity)) return
          ;[left, steps] = [left.slice(1), 0]
          holder.floor?.crash()
          await new Promise<never>(() => undefined)
        }
        await onAnyFloor(all, { gate }, async (floor) => {
          holder.floor = floor
          const before = shownNow(floor, all)
          const { plan, found } = await compared(floor)
          if (found.size === 0) return
          const carryOut = async (action: 'approve' | 'rollback'): Promise<string | undefined> => {
            await floor.command({ action, planId: plan, ...(action === 'approve' ? { apply } : {}) })
            armed = true
            const status = await floor.finish()
            armed = false
            await floor.deliver()
            return status.plan?.state
          }
          assert.equal(await carryOut('approve'), 'applied')
          assert.deepEqual(shownNow(floor, all), wantedNow(all))
          floor.rollingBack = true
          assert.equal(await carryOut('rollback'), 'rolled-back')
          assert.deepEqual(shownNow(floor, all), before)
        })
      }),
      { seed, numRuns: runs },
    )
  })

  it('gives back no unit that was sold meanwhile', async () => {
    const sale = fc.record({ at: fc.integer({ min: 1, max: 20 }), which: fc.nat(29), quantity: fc.integer({ min: 1, max: 3 }) })
    await fc.assert(
      fc.asyncProperty(anyPlaces, fc.array(sale, { minLength: 1, maxLength: 8 }), async (all, sales) => {
        const holder: { floor?: ShopFloor } = {}
        let step = 0
        let armed = false
        const gate = (): void => {
          if (!armed) return
          step++
          for (const { at, which, quantity } of sales)
            if (at === step) holder.floor?.sell(all[which % all.length] ?? { product: 0, location: 0 }, quantity)
        }
        await onAnyFloor(all, { gate }, async (floor) => {
          holder.floor = floor
          const before = shownNow(floor, all)
          const { plan, found } = await compared(floor)
          if (found.size === 0) return
          await floor.command({ action: 'approve', planId: plan })
          await floor.finish()
          floor.rollingBack = true
          armed = true
          await floor.command({ action: 'rollback', planId: plan })
          await floor.finish()
          armed = false
          for (const place of all) {
            const name = nameOf(place)
            const sold = floor.sold.get(name) ?? 0
            const [restored, kept] = [(before[name] ?? 0) - sold, place.odoo - sold]
            const shown = floor.available(place)
            assert.ok(shown === restored || (sold > 0 && shown === kept), `${name} shows ${shown} after ${sold} were sold`)
          }
        })
      }),
      { seed, numRuns: runs },
    )
  })
})
