import assert from 'node:assert/strict'
import fc from 'fast-check'
import { backoffDelay } from '../../../src/rules/backoff.ts'

const always = (value: number) => ({ next: () => value, uuid: () => '' })

describe('backoff', () => {
  it('doubles with each attempt until the cap', () => {
    const waits = [0, 1, 2, 3, 4, 20, 2000].map((attempt) => backoffDelay(attempt, always(0), { base: 500, cap: 8000 }))
    assert.deepEqual(waits, [250, 500, 1000, 2000, 4000, 4000, 4000])
  })

  it('always waits between half and the whole of the ceiling, in whole milliseconds', () => {
    fc.assert(
      fc.property(fc.nat(60), fc.double({ min: 0, max: 0.999, noNaN: true }), (attempt, chance) => {
        const ceiling = Math.min(60_000, 1000 * 2 ** attempt)
        const wait = backoffDelay(attempt, always(chance), { base: 1000, cap: 60_000 })
        assert.ok(Number.isInteger(wait) && wait >= ceiling / 2 && wait <= ceiling)
      }),
    )
  })
})
