import assert from 'node:assert/strict'
import fc from 'fast-check'
import type { Buffer } from '../../../src/buffer/buffer-rules.ts'
import { keepBack } from '../../../src/buffer/keep-back.ts'

const quantity = fc.oneof(fc.integer({ min: -100, max: 1_000_000_000 }), fc.double({ min: -1e3, max: 1e9, noNaN: true }))
const buffer: fc.Arbitrary<Buffer | undefined> = fc.oneof(
  fc.constant(undefined),
  fc.double({ min: 0, max: 1e6, noNaN: true }).map((units) => ({ units })),
  fc.double({ min: 0, max: 100, noNaN: true }).map((percent) => ({ percent })),
  fc.integer({ min: 0, max: 10_000 }).map((hundredths) => ({ percent: hundredths / 100 })),
)

describe('laws of the buffer', () => {
  it('leaves whole units, never negative, never more than there is', () => {
    fc.assert(
      fc.property(quantity, buffer, (units, rule) => {
        const left = keepBack(units, rule).quantity
        assert.ok(Number.isSafeInteger(left) && left >= 0)
        assert.ok(left <= Math.max(0, units))
      }),
      { numRuns: 1000 },
    )
  })

  it('never leaves less of more', () => {
    fc.assert(
      fc.property(quantity, fc.double({ min: 0, max: 1e6, noNaN: true }), buffer, (units, extra, rule) => {
        assert.ok(keepBack(units, rule).quantity <= keepBack(units + extra, rule).quantity)
      }),
      { numRuns: 1000 },
    )
  })

  it('keeps back at least what the rule asks for, and less than one unit more', () => {
    fc.assert(
      fc.property(fc.nat(100_000_000), fc.integer({ min: 0, max: 10_000 }), (units, hundredths) => {
        const exact = (BigInt(units) * BigInt(hundredths)) / 10_000n
        const remainder = (BigInt(units) * BigInt(hundredths)) % 10_000n
        assert.equal(BigInt(keepBack(units, { percent: hundredths / 100 }).kept), remainder === 0n ? exact : exact + 1n)
      }),
      { numRuns: 1000 },
    )
  })

  it('a larger buffer never leaves more', () => {
    fc.assert(
      fc.property(
        quantity,
        fc.double({ min: 0, max: 100, noNaN: true }),
        fc.double({ min: 0, max: 100, noNaN: true }),
        (units, one, other) => {
          const [small, large] = one <= other ? [one, other] : [other, one]
          assert.ok(keepBack(units, { percent: large }).quantity <= keepBack(units, { percent: small }).quantity)
          assert.ok(keepBack(units, { units: large }).quantity <= keepBack(units, { units: small }).quantity)
        },
      ),
      { numRuns: 500 },
    )
  })
})
