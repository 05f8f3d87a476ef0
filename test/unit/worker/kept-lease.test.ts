import assert from 'node:assert/strict'
import { MemoryStore } from '../../../src/adapters/store/memory/memory-store.ts'
import { KeptLease, leaseFor } from '../../../src/engine/worker/kept-lease.ts'
import { VirtualClock } from '../../support/virtual-clock.ts'

const hour = 3_600_000
const name = 'delivery shop.example.com'

interface Two {
  readonly clock: VirtualClock
  readonly store: MemoryStore
  readonly first: KeptLease
  readonly second: KeptLease
}

function two(): Two {
  const clock = new VirtualClock()
  const store = new MemoryStore()
  const lease = (owner: string): KeptLease => new KeptLease({ store, clock }, name, owner)
  return { clock, store, first: lease('first'), second: lease('second') }
}

/** How long somebody who asks every second waits for the lease, in milliseconds, while another may ask as well. */
async function waits({ clock }: Two, asking: KeptLease, meanwhile?: KeptLease): Promise<number> {
  for (let waited = 0; waited <= 3 * leaseFor; waited += 1000) {
    await meanwhile?.keep()
    if (await asking.keep()) return waited
    await clock.advance(1000)
  }
  return Number.POSITIVE_INFINITY
}

describe('a lease', () => {
  for (const by of [-2 * hour, -30_000, 0]) {
    it(`whose owner has gone ends by its time when the clock is set by ${by / 1000} s`, async () => {
      const scene = two()
      assert.equal(await scene.first.keep(), true)
      assert.equal(await scene.second.keep(), false)
      scene.clock.set(by)
      assert.ok((await waits(scene, scene.second)) <= leaseFor + 1000)
    })

    it(`stays with an owner that prolongs it when the clock is set by ${by / 1000} s`, async () => {
      const scene = two()
      await scene.first.keep()
      scene.clock.set(by)
      assert.equal(await waits(scene, scene.second, scene.first), Number.POSITIVE_INFINITY)
    })
  }

  it('is lost to who asks when the clock is set ahead, and comes back when that one ends it', async () => {
    const { clock, store, first, second } = two()
    await first.keep()
    clock.set(24 * hour)
    assert.equal(await second.keep(), true)
    await assert.rejects(
      store.transaction((tables) => first.check(tables)),
      { code: 'LEASE_LOST' },
    )
    assert.equal(await first.keep(), false)
    await second.end()
    assert.equal(await first.keep(), true)
  })

  it('is not begun anew while something of the one before is under way', async () => {
    const { clock, store, first, second } = two()
    await first.keep()
    clock.set(24 * hour)
    await second.keep()
    await second.end()
    await clock.advance(16_000)
    // Another lane of the first worker asks, while one goes on with what it knew before the second had the lease.
    assert.equal(await first.keep(false), false)
    await assert.rejects(
      store.transaction((tables) => first.check(tables)),
      { code: 'LEASE_LOST' },
    )
    assert.equal(await first.keep(false), false)
    assert.equal(await first.keep(true), true)
    await store.transaction((tables) => first.check(tables))
  })
})
