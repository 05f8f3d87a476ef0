import assert from 'node:assert/strict'
import fc from 'fast-check'
import { coincidence, reservedBeforeItWasSeen, type Beginning } from '../../support/delivery/beginnings.ts'
import { happen, histories, plainly, type Happening } from '../../support/delivery/history.ts'
import { asked, catchUp, finish, finishWithoutHolds, quiesce } from '../../support/delivery/world-end.ts'
import { World } from '../../support/delivery/world.ts'
import type { WorldSettings } from '../../support/delivery/world-settings.ts'

const runs = Number(process.env['HISTORIES'] ?? 400)
const seed = Number(process.env['SEED'] ?? Date.now() % 1_000_000)
const items = 2
/** Every way in which Shopify may treat a repeated key, a batch with a bad row, and a compare that fails (shopify-facts 1.3 to 1.5). */
const idempotencies = fc.constantFrom('replay' as const, 'reevaluate' as const, 'none' as const)
const batchBehaviours = fc.constantFrom('all-or-nothing' as const, 'partial' as const)
const staleErrorKinds = fc.constantFrom('indexed' as const, 'unindexed' as const)
const orderKinds = fc.constantFrom('named' as const, 'unnamed' as const)

/** What the judges of all histories have met. */
const met = { coincidences: 0, judged: 0, afterOne: 0, excused: 0 }

function count({ judge }: World): void {
  met.coincidences += judge.count.coincidences
  met.judged += judge.count.judged
  met.afterOne += judge.count.afterOne
  met.excused += judge.count.excused
}

async function play(settings: WorldSettings, history: readonly Happening[], begin?: Beginning): Promise<World> {
  const world = new World(settings)
  for (const item of world.stock.keys()) if (settings.owed !== undefined) world.sell(item, settings.owed)
  for (const item of world.stock.keys()) await world.photograph(item)
  for (const _ of world.stock) await world.accept(0)
  await finish(world)
  await begin?.(world)
  for (const happening of history) {
    await happen(world, happening)
    assert.deepEqual(world.judge.violations, [])
  }
  return world
}

/** What the delivery has to do something about: a picture, a change at Shopify, an order, a fault. */
function isFelt(happening: Happening): boolean {
  if (happening.what === 'answer') return happening.fate !== 'answer' || happening.stale > 0
  return ['accept', 'sell', 'edit', 'arrive', 'reserve', 'crash'].includes(happening.what)
}

function showsTruth(world: World): void {
  for (const item of world.stock.keys()) assert.equal(world.available(item), Math.max(0, world.free(item)), `item ${item}`)
}

describe('simulated histories of the delivery', function () {
  this.timeout(600_000)
  before(() => console.log(`      seed ${seed}, ${runs} histories each (SEED and HISTORIES change them)`))
  after(() => {
    const { coincidences, judged, afterOne, excused } = met
    console.log(`      ${judged} rows judged; ${coincidences} coincidences that nobody can tell apart,`)
    console.log(`      ${afterOne} rows of their items judged after them, ${excused} of these excused`)
  })

  for (const orders of ['named', 'unnamed'] as const) {
    for (const idempotency of ['replay', 'reevaluate', 'none'] as const) {
      it(`never sell what Odoo cannot ship, and end at the truth (${orders} orders, keys: ${idempotency})`, async () => {
        await fc.assert(
          fc.asyncProperty(histories(items, 'shoppers'), batchBehaviours, staleErrorKinds, async (history, batchBehaviour, staleErrors) => {
            const world = await play({ orders, idempotency, items, batchBehaviour, staleErrors }, history)
            await quiesce(world)
            assert.deepEqual(world.judge.violations, [])
            showsTruth(world)
            count(world)
          }),
          { seed, numRuns: runs },
        )
      })
    }
  }

  it('never sell what Odoo cannot ship, beyond what a coincidence that nobody can tell excuses', async () => {
    await fc.assert(
      fc.asyncProperty(
        histories(items, 'shoppers'),
        fc.constantFrom('lowers' as const, 'raises' as const),
        fc.integer({ min: 1, max: 5 }),
        fc.boolean(),
        orderKinds,
        idempotencies,
        batchBehaviours,
        staleErrorKinds,
        async (history, way, units, known, orders, idempotency, batchBehaviour, staleErrors) => {
          const settings = { orders, idempotency, items, batchBehaviour, staleErrors }
          const world = await play(settings, history, coincidence(way, units, known))
          await quiesce(world)
          assert.deepEqual(world.judge.violations, [])
          showsTruth(world)
          const noticed = way === 'lowers' || idempotency === 'replay'
          const { judge } = await play(settings, [], coincidence(way, units, true))
          assert.equal(judge.count.coincidences > 0, !noticed, 'the coincidence alone')
          count(world)
        },
      ),
      { seed, numRuns: runs },
    )
  })

  it('never sell what Odoo cannot ship where a picture shows the reservation of a sale that was seen only after it', async () => {
    await fc.assert(
      fc.asyncProperty(histories(1, 'shoppers'), fc.integer({ min: 1, max: 5 }), idempotencies, async (history, units, idempotency) => {
        const world = await play({ orders: 'unnamed', idempotency, items: 1 }, history, reservedBeforeItWasSeen(units))
        await quiesce(world)
        assert.deepEqual(world.judge.violations, [])
        showsTruth(world)
        count(world)
      }),
      { seed, numRuns: runs },
    )
  })

  for (const orders of ['named', 'unnamed'] as const) {
    it(`never raise to zero what shoppers are owed, and keep it back when stock arrives (${orders} orders)`, async () => {
      await fc.assert(
        fc.asyncProperty(
          histories(items, 'shoppers').map(plainly),
          fc.integer({ min: 1, max: 5 }),
          idempotencies,
          batchBehaviours,
          staleErrorKinds,
          async (history, owed, idempotency, batchBehaviour, staleErrors) => {
            const settings = { orders, idempotency, items, batchBehaviour, staleErrors, oversells: true, owed }
            const world = await play(settings, history)
            await quiesce(world)
            assert.deepEqual(world.judge.violations, [])
            for (const item of world.stock.keys()) {
              const free = world.free(item)
              if (free > 0) assert.equal(world.available(item), free, `item ${item}`)
              else assert.ok(world.available(item) <= 0, `item ${item}`)
            }
            count(world)
          },
        ),
        { seed, numRuns: runs },
      )
    })
  }

  it('deliver the newest accepted picture, whatever is lost on the way, without anybody looking again', async () => {
    await fc.assert(
      fc.asyncProperty(
        histories(items, 'nobody'),
        idempotencies,
        batchBehaviours,
        staleErrorKinds,
        async (history, idempotency, batchBehaviour, staleErrors) => {
          const world = await play({ orders: 'unnamed', idempotency, items, batchBehaviour, staleErrors }, history)
          await finishWithoutHolds(world)
          for (const item of world.stock.keys()) assert.equal(world.available(item), asked(world, item), `item ${item}`)
        },
      ),
      { seed, numRuns: runs },
    )
  })

  for (const orders of ['named', 'unnamed'] as const) {
    it(`leave no sale unnoticed that Odoo has reserved, without anybody looking again (${orders} orders)`, async () => {
      await fc.assert(
        fc.asyncProperty(
          histories(items, 'shoppers').map(plainly),
          idempotencies,
          batchBehaviours,
          staleErrorKinds,
          async (history, idempotency, batchBehaviour, staleErrors) => {
            const world = await play({ orders, idempotency, items, batchBehaviour, staleErrors }, history)
            await catchUp(world, (item) =>
              assert.equal(world.available(item), Math.max(0, asked(world, item) - world.held(item)), `item ${item}`),
            )
          },
        ),
        { seed, numRuns: runs },
      )
    })
  }

  it('write at most once, and read at most once, for every thing that happened', async () => {
    await fc.assert(
      fc.asyncProperty(
        histories(items, 'everybody'),
        idempotencies,
        batchBehaviours,
        staleErrorKinds,
        orderKinds,
        async (history, idempotency, batchBehaviour, staleErrors, orders) => {
          const world = new World({ orders, idempotency, items, batchBehaviour, staleErrors })
          for (const happening of history) await happen(world, happening)
          await finishWithoutHolds(world)
          const happened = history.filter(isFelt).length
          const { sets, reads } = world.calls
          assert.ok(sets <= happened && reads <= happened, `${sets} writes and ${reads} readings for ${happened} things that happened`)
        },
      ),
      { seed, numRuns: runs },
    )
  })

  it('end at the truth when people edit quantities in Shopify, whichever way a batch is treated', async () => {
    await fc.assert(
      fc.asyncProperty(
        histories(items, 'everybody'),
        batchBehaviours,
        staleErrorKinds,
        orderKinds,
        async (history, batchBehaviour, staleErrors, orders) => {
          const world = new World({ orders, items, batchBehaviour, staleErrors })
          for (const happening of history) await happen(world, happening)
          await quiesce(world)
          showsTruth(world)
        },
      ),
      { seed, numRuns: runs },
    )
  })
})
