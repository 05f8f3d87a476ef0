import assert from 'node:assert/strict'
import fc from 'fast-check'
import { diffLevels } from '../../../src/rules/reconcile/diff.ts'
import type { LevelReading } from '../../../src/ports/shopify/shopify.ts'
import { english } from '../../support/english.ts'
import { linkedLine } from '../../support/levels.ts'

const levels = fc.uniqueArray(
  fc.record({
    item: fc.integer({ min: 1, max: 40 }),
    location: fc.integer({ min: 1, max: 4 }),
    quantity: fc.integer({ min: -5, max: 500 }),
    drift: fc.integer({ min: -600, max: 600 }),
  }),
  { selector: ({ item, location }) => `${item} ${location}`, maxLength: 60 },
)
type Level = { item: number; location: number; quantity: number; drift: number }

const wantedOf = (all: readonly Level[]) => all.map(({ item, location, quantity }) => linkedLine(item, location, quantity))
const shownBy = (all: readonly Level[], drifted: (level: Level) => number): LevelReading[] =>
  all.map((level) => {
    const { inventoryItemId, locationId } = linkedLine(level.item, level.location, 0).shopify
    const available = Math.max(0, level.quantity) + drifted(level)
    return { inventoryItemId, locationId, state: 'stocked', available, onHand: available }
  })

/** What is shown minus what should be: below zero nothing is wanted but what there is beyond what is owed. */
function differenceOf({ quantity }: Level, drift: number): number {
  const shown = Math.max(0, quantity) + drift
  const beyond = Math.max(0, quantity) + shown
  return shown >= 0 ? drift : beyond > 0 ? shown - beyond : 0
}

describe('finding drift', () => {
  it('finds exactly the levels that drifted, by exactly as much', () => {
    fc.assert(
      fc.property(levels, fc.nat(3), (all, every) => {
        const drifted = (level: Level) => (level.item % 4 === every ? level.drift : 0)
        const found = diffLevels(wantedOf(all), shownBy(all, drifted).toReversed(), english)
        assert.deepEqual(
          found.map(({ outcome, difference }) => [outcome === 'matched', difference]),
          all.map((level) => [drifted(level) === 0, differenceOf(level, drifted(level))]),
        )
      }),
      { numRuns: 300 },
    )
  })

  it('finds nothing after the found differences were written, where nothing is owed', () => {
    fc.assert(
      fc.property(levels, (some) => {
        const all = some.filter(({ quantity, drift }) => Math.max(0, quantity) + drift >= 0)
        const wanted = wantedOf(all)
        const found = diffLevels(
          wanted,
          shownBy(all, ({ drift }) => drift),
          english,
        )
        const mended = found.flatMap(({ shopify, wanted: quantity }): LevelReading[] =>
          shopify.inventoryItemId === undefined
            ? []
            : [
                {
                  inventoryItemId: shopify.inventoryItemId,
                  locationId: shopify.locationId,
                  state: 'stocked',
                  available: quantity,
                  onHand: quantity,
                },
              ],
        )
        assert.ok(diffLevels(wanted, mended, english).every(({ outcome }) => outcome === 'matched'))
      }),
      { numRuns: 200 },
    )
  })

  it('never tolerates what would sell without stock, nor hides what could be sold', () => {
    fc.assert(
      fc.property(levels, fc.nat(1000), fc.nat(100), (all, units, percent) => {
        const found = diffLevels(
          wantedOf(all),
          shownBy(all, ({ drift }) => drift),
          english,
          { tolerance: { units, percent } },
        )
        for (const { outcome, wanted, shown } of found) {
          if (shown === null || outcome !== 'tolerated') continue
          assert.ok(!(shown > 0 && wanted === 0) && !(shown <= 0 && wanted > 0))
          assert.ok(Math.abs(shown - wanted) <= units)
        }
      }),
      { numRuns: 300 },
    )
  })
})
