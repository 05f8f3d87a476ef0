import assert from 'node:assert/strict'
import { MemoryStore } from '../../../src/adapters/store/memory/memory-store.ts'
import { keepTidy } from '../../../src/adapters/store/tidy.ts'
import { VirtualClock } from '../../support/virtual-clock.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR
const retention = { auditDays: 1, closedJobDays: 1 }

async function addFrozen(store: MemoryStore, at: number): Promise<void> {
  await store.transaction(({ audit }) => audit.add([{ at, shop: 'a-shop', what: 'frozen' }]))
}

describe('keeping the store tidy', () => {
  it('deletes at once what is old, and later what has become old, until it is told to stop', async () => {
    const clock = new VirtualClock()
    const store = new MemoryStore()
    const start = clock.now()
    const kept = (): number => store.snapshot().audit.size
    await addFrozen(store, start - 2 * DAY)
    await addFrozen(store, start - DAY + HOUR)
    const stop = new AbortController()
    const tidying = keepTidy(store, retention, clock, stop.signal, () => assert.fail('a fault'))
    await clock.advance(0)
    assert.equal(kept(), 1)
    await clock.advance(6 * HOUR)
    assert.equal(kept(), 0)
    stop.abort()
    await tidying
    assert.equal(clock.sleeping, 0)
  })

  it('reports a fault and tries again the next time', async () => {
    const clock = new VirtualClock()
    const store = new MemoryStore()
    await store.close()
    const faults: unknown[] = []
    const stop = new AbortController()
    const tidying = keepTidy(store, retention, clock, stop.signal, (fault) => faults.push(fault))
    await clock.advance(12 * HOUR)
    assert.equal(faults.length, 3)
    stop.abort()
    await tidying
  })
})
