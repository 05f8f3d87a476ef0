import assert from 'node:assert/strict'
import fc from 'fast-check'
import { happen, histories, plainly } from '../../support/delivery/history.ts'
import { SharedWorld, type Places } from '../../support/delivery/shared-world.ts'

const runs = Number(process.env['HISTORIES'] ?? 400)
const seed = Number(process.env['SEED'] ?? Date.now() % 1_000_000)
const batchBehaviours = fc.constantFrom('all-or-nothing' as const, 'partial' as const)
const staleErrorKinds = fc.constantFrom('indexed' as const, 'unindexed' as const)
/** The same places, a part in common, one inside the other's. */
const sharings: fc.Arbitrary<Places> = fc.constantFrom(
  [[0], [0]],
  [
    [0, 1],
    [1, 2],
  ],
  [[0, 1], [1]],
)
/** Longer than any hold lasts. */
const veryLong = 2e12

/** Faults stop: everything on its way arrives, and both deliveries work until nothing is left to do. */
async function finish(world: SharedWorld): Promise<void> {
  for (let idle = 0; idle < 4;) {
    while (world.busy) await world.meet(0, 'answer', 0)
    world.clock.pass(120_000)
    const before = world.calls
    await world.work()
    idle = !world.busy && world.calls === before ? idle + 1 : 0
    assert.ok(world.calls < 5000, 'the deliveries never come to rest')
  }
}

describe('simulated histories of two shops that sell one stock', function () {
  this.timeout(600_000)
  const met = { judged: 0, bounded: 0 }
  before(() => console.log(`      seed ${seed}, ${runs} histories (SEED and HISTORIES change them)`))
  after(() => console.log(`      ${met.judged} writes judged, ${met.bounded} just at what the other shop left`))

  it('never sell in the one what is known to be sold in the other, and end at the truth in both', async () => {
    await fc.assert(
      fc.asyncProperty(
        histories(2, 'shoppers').map(plainly),
        sharings,
        batchBehaviours,
        staleErrorKinds,
        async (history, places, batchBehaviour, staleErrors) => {
          const world = new SharedWorld({ batchBehaviour, staleErrors }, places)
          await world.readAll()
          await finish(world)
          for (const happening of history) {
            await happen(world, happening)
            assert.deepEqual(world.judge.violations, [])
          }
          await finish(world)
          for (const _ of world.orders) await world.arrive()
          for (const _ of world.orders) await world.reserve()
          await world.readAll()
          await finish(world)
          world.clock.pass(veryLong)
          await finish(world)
          assert.deepEqual(world.judge.violations, [])
          for (const shop of [0, 1]) assert.equal(world.available(shop), Math.max(0, world.free(shop)), `shop ${shop}`)
          met.judged += world.judge.count.judged
          met.bounded += world.judge.count.bounded
        },
      ),
      { seed, numRuns: runs },
    )
  })
})
