import assert from 'node:assert/strict'
import fc from 'fast-check'
import { keepBack, type BufferAmount } from '../../../src/rules/buffer/amounts.ts'

const quantity = fc.oneof(fc.integer({ min: -100, max: 1_000_000_000 }), fc.double({ min: -1e3, max: 1e9, noNaN: true }))
const buffer: fc.Arbitrary<BufferAmount | undefined> = fc.oneof(
  fc.constant(undefined),
  fc.double({ min: 0, max: 1e6, noNaN: true }).map((value) => ({ kind: 'fixed' as const, value })),
  fc.double({ min: 0, max: 100, noNaN: true }).map((value) => ({ kind: 'percent' as const, value })),
  fc.integer({ min: 0, max: 10_000 }).map((hundredths) => ({ kind: 'percent' as const, value: hundredths / 100 })),
  fc.double({ min: 0, max: 365, noNaN: true }).map((value) => ({ kind: 'sales' as const, value })),
)
const perDay = fc.double({ min: 0, max: 1e5, noNaN: true })

describe('laws of the buffer', () => {
  it('leaves whole units, never negative, never more than there is', () => {
    fc.assert(
      fc.property(quantity, buffer, perDay, (units, rule, sold) => {
        const left = keepBack(units, rule, sold).quantity
        assert.ok(Number.isSafeInteger(left) && left >= 0)
        assert.ok(left <= Math.max(0, units))
      }),
      { numRuns: 1000 },
    )
  })

  it('never leaves less of more', () => {
    fc.assert(
      fc.property(quantity, fc.double({ min: 0, max: 1e6, noNaN: true }), buffer, perDay, (units, extra, rule, sold) => {
        assert.ok(keepBack(units, rule, sold).quantity <= keepBack(units + extra, rule, sold).quantity)
      }),
      { numRuns: 1000 },
    )
  })

  it('keeps back at least what the rule asks for, and less than one unit more', () => {
    fc.assert(
      fc.property(fc.nat(100_000_000), fc.integer({ min: 0, max: 10_000 }), (units, hundredths) => {
        const exact = (BigInt(units) * BigInt(hundredths)) / 10_000n
        const remainder = (BigInt(units) * BigInt(hundredths)) % 10_000n
        assert.equal(BigInt(keepBack(units, { kind: 'percent', value: hundredths / 100 }).kept), remainder === 0n ? exact : exact + 1n)
      }),
      { numRuns: 1000 },
    )
  })

  it('keeps back the sales of some days, and less than one unit more', () => {
    const asked = fc.record({ sold: fc.nat(1_000_000), window: fc.integer({ min: 1, max: 365 }), days: fc.nat(365) })
    fc.assert(
      fc.property(asked, ({ sold, window, days }) => {
        const kept = BigInt(keepBack(1e9, { kind: 'sales', value: days }, sold / window).kept)
        const [exact, remainder] = [BigInt(sold * days) / BigInt(window), BigInt(sold * days) % BigInt(window)]
        assert.equal(kept, remainder === 0n ? exact : exact + 1n)
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
          assert.ok(
            keepBack(units, { kind: 'percent', value: large }).quantity <= keepBack(units, { kind: 'percent', value: small }).quantity,
          )
          assert.ok(keepBack(units, { kind: 'fixed', value: large }).quantity <= keepBack(units, { kind: 'fixed', value: small }).quantity)
          assert.ok(
            keepBack(units, { kind: 'sales', value: large }, 3.7).quantity <=
              keepBack(units, { kind: 'sales', value: small }, 3.7).quantity,
          )
          assert.ok(
            keepBack(units, { kind: 'sales', value: 2 }, large).quantity <= keepBack(units, { kind: 'sales', value: 2 }, small).quantity,
          )
        },
      ),
      { numRuns: 500 },
    )
  })
})
