import assert from 'node:assert/strict'
import fc from 'fast-check'
import { SyncError } from '../../../src/base/error/sync-error.ts'
import { anyPlaces, onAnyFloor, shownNow, wantedNow } from '../../support/reconcile/any-drift.ts'
import type { ShopFloor } from '../../support/reconcile/shop-floor.ts'

const seed = Number(process.env['SEED'] ?? Date.now() % 1_000_000)
const runs = Number(process.env['HISTORIES'] ?? 400)

/** What people do to a reconciliation, with time in between; a crash can come at any moment of it. */
const deed = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom('start', 'approve', 'approve now', 'rollback', 'pause', 'resume', 'cancel') },
  { weight: 3, arbitrary: fc.constantFrom('wait a moment', 'wait', 'wait long') },
  { weight: 1, arbitrary: fc.constant('crash') },
)
const waits: Readonly<Record<string, number>> = { 'wait a moment': 50, wait: 700, 'wait long': 20_000 }

async function does(floor: ShopFloor, what: string): Promise<void> {
  const wait = waits[what]
  if (wait !== undefined) return await floor.clock.advance(wait)
  if (what === 'crash') return floor.crash()
  const planId = (await floor.status()).plan?.id ?? ''
  const [action = '', way] = what.split(' ')
  try {
    if (action === 'approve') await floor.command({ action, planId, apply: way === 'now' ? 'now' : 'plan' })
    else if (action === 'rollback') await floor.command({ action, planId })
    else if (action === 'start' || action === 'pause' || action === 'resume' || action === 'cancel') await floor.command({ action })
  } catch (error) {
    // What does not fit the moment is refused in words.
    assert.ok(error instanceof SyncError && error.code.startsWith('RECONCILE_'), String(error))
  }
}

describe('whatever people do to a reconciliation', function () {
  this.timeout(300_000)
  before(() => console.log(`      seed ${seed}, ${runs} histories (SEED and HISTORIES change them)`))

  it('leaves no line half done, and the next reconciliation puts everything right', async () => {
    await fc.assert(
      fc.asyncProperty(anyPlaces, fc.array(deed, { minLength: 3, maxLength: 16 }), async (all, deeds) => {
        await onAnyFloor(all, {}, async (floor) => {
          // Taking a plan back shows again what Shopify showed, whatever Odoo can ship.
          floor.rollingBack = true
          for (const what of deeds) await does(floor, what)
          await does(floor, 'cancel')
          await floor.deliver()
          const plans = await floor.store.transaction((tables) => tables.plans.list(floor.ports.shopify.shop, 100))
          for (const { id, state } of plans) {
            assert.ok(!['applying', 'rolling-back', 'comparing'].includes(state), `${id} is ${state}`)
            const open = (await floor.planLines(id)).filter((line) => line.state === 'ordered' || line.state === 'returning')
            assert.deepEqual(open, [])
          }
          await does(floor, 'start')
          await floor.finish()
          await does(floor, 'approve')
          await floor.finish()
          assert.deepEqual(shownNow(floor, all), wantedNow(all))
        })
      }),
      { seed, numRuns: runs },
    )
  })
})
