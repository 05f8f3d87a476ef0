import assert from 'node:assert/strict'
import { checkLines } from '../../../src/base/messages/check.ts'
import type { LinkedLevelLine } from '../../../src/base/messages/level.ts'
import { diffLevels, type DiffOptions } from '../../../src/rules/reconcile/diff.ts'
import { countReport } from '../../../src/rules/reconcile/report-summary.ts'
import type { LevelReading } from '../../../src/ports/shopify/shopify.ts'
import { english } from '../../support/english.ts'
import { inventoryItem, linkedLine } from '../../support/levels.ts'
import { shopifyLocation } from '../../support/pictures.ts'

const reading = (item: number, location: number, available: number, more: Partial<LevelReading> = {}): LevelReading => ({
  inventoryItemId: inventoryItem(item),
  locationId: shopifyLocation(location),
  state: 'stocked',
  available,
  onHand: available,
  ...more,
})

const outcomes = (wanted: LinkedLevelLine[], readings: LevelReading[], options: DiffOptions = {}) =>
  diffLevels(wanted, readings, english, options).map(({ outcome }) => outcome)

describe('comparing levels', () => {
  it('makes report lines that fit their schema and say what was found', () => {
    const lines = diffLevels([linkedLine(1, 1, 320)], [reading(1, 1, 800)], english)
    assert.equal(checkLines('report', lines)[0]?.text, 'SKU SKU-1 at Location 1 shows 800 and should show 320')
    assert.equal(lines[0]?.difference, 480)
  })

  it('tells matched, differing, risk to oversell, suppressed and below zero apart', () => {
    assert.deepEqual(outcomes([linkedLine(1, 1, 5)], [reading(1, 1, 5)]), ['matched'])
    assert.deepEqual(outcomes([linkedLine(1, 1, 5)], [reading(1, 1, 4)]), ['differing'])
    assert.deepEqual(outcomes([linkedLine(1, 1, 0)], [reading(1, 1, 3)]), ['oversell-risk'])
    assert.deepEqual(outcomes([linkedLine(1, 1, -2)], [reading(1, 1, 3)]), ['oversell-risk'])
    assert.deepEqual(outcomes([linkedLine(1, 1, 3)], [reading(1, 1, 0)]), ['suppressed'])
    assert.deepEqual(outcomes([linkedLine(1, 1, 0)], [reading(1, 1, -3)]), ['below-zero'])
    assert.deepEqual(outcomes([linkedLine(1, 1, 2)], [reading(1, 1, -3)]), ['below-zero'])
    const [owing] = diffLevels([linkedLine(1, 1, 9)], [reading(1, 1, -3)], english)
    assert.deepEqual([owing?.outcome, owing?.wanted, owing?.difference], ['below-zero', 6, -9])
    assert.deepEqual(outcomes([linkedLine(1, 1, 0, { free: 4 })], [reading(1, 1, 2)]), ['differing'])
  })

  it('compares whole units, with held orders taken off', () => {
    assert.deepEqual(outcomes([linkedLine(1, 1, 5.9)], [reading(1, 1, 5)]), ['matched'])
    assert.deepEqual(outcomes([linkedLine(1, 1, 5)], [reading(1, 1, 3)], { held: () => 2 }), ['matched'])
    assert.deepEqual(outcomes([linkedLine(1, 1, 5)], [reading(1, 1, 0)], { held: () => 9 }), ['matched'])
  })

  it('reads the quantity that the row writes', () => {
    const line = linkedLine(1, 1, 10, { quantityName: 'on_hand' })
    assert.deepEqual(outcomes([line], [reading(1, 1, 4, { onHand: 10 })]), ['matched'])
  })

  it('names levels that Shopify does not have', () => {
    const line = [linkedLine(1, 1, 5)]
    assert.deepEqual(outcomes(line, []), ['unread'])
    for (const state of ['not-stocked', 'missing', 'untracked'] as const) {
      const [found] = diffLevels(line, [reading(1, 1, 0, { state })], english)
      assert.deepEqual([found?.outcome, found?.shown, found?.difference], [state, null, null])
    }
  })

  it('tolerates small differences only where told to, and risks never', () => {
    assert.deepEqual(outcomes([linkedLine(1, 1, 100)], [reading(1, 1, 99)]), ['differing'])
    assert.deepEqual(outcomes([linkedLine(1, 1, 100)], [reading(1, 1, 98)], { tolerance: { units: 2 } }), ['tolerated'])
    assert.deepEqual(outcomes([linkedLine(1, 1, 100)], [reading(1, 1, 97)], { tolerance: { units: 2 } }), ['differing'])
    assert.deepEqual(outcomes([linkedLine(1, 1, 100)], [reading(1, 1, 105)], { tolerance: { percent: 5 } }), ['tolerated'])
    assert.deepEqual(outcomes([linkedLine(1, 1, 100)], [reading(1, 1, 106)], { tolerance: { percent: 5 } }), ['differing'])
    assert.deepEqual(outcomes([linkedLine(1, 1, 100)], [reading(1, 1, 103)], { tolerance: { percent: 5, units: 2 } }), ['differing'])
    assert.deepEqual(outcomes([linkedLine(1, 1, 0)], [reading(1, 1, 1)], { tolerance: { units: 2 } }), ['oversell-risk'])
    assert.deepEqual(outcomes([linkedLine(1, 1, 1)], [reading(1, 1, 0)], { tolerance: { units: 2 } }), ['suppressed'])
  })

  it('recognises three warehouses added up into one location', () => {
    const wanted = [linkedLine(1, 1, 320), linkedLine(1, 2, 300), linkedLine(1, 3, 180)]
    const readings = [reading(1, 1, 800), reading(1, 2, 300), reading(1, 3, 180)]
    assert.deepEqual(
      diffLevels(wanted, readings, english).map(({ cause }) => cause),
      ['location-mapping', undefined, undefined],
    )
  })

  it('guesses the class of cause, and none where nothing speaks for one', () => {
    const cause = (line: LinkedLevelLine, shown: number, options: DiffOptions = {}) =>
      diffLevels([line], [reading(1, 1, shown)], english, options)[0]?.cause
    assert.equal(cause(linkedLine(1, 1, 95, { free: 100 }), 100), 'buffer-or-reservation')
    assert.equal(cause(linkedLine(1, 1, 95, { free: 100, reserved: 20 }), 120), 'buffer-or-reservation')
    assert.equal(cause(linkedLine(1, 1, 95), 80, { lastWritten: () => 80 }), 'throttling-or-delay')
    assert.equal(cause(linkedLine(1, 1, 95), 81, { lastWritten: () => 80 }), 'direction-conflict')
    assert.equal(cause(linkedLine(1, 1, 95), 81), undefined)
    assert.equal(diffLevels([linkedLine(1, 1, 5)], [reading(1, 1, 0, { state: 'missing' })], english)[0]?.cause, 'product-identity')
  })

  it('sums a report up batch by batch', () => {
    const counter = countReport()
    counter.add(diffLevels([linkedLine(1, 1, 5), linkedLine(2, 1, 5)], [reading(1, 1, 5), reading(2, 1, 9)], english))
    counter.add(
      diffLevels([linkedLine(3, 1, 0), linkedLine(4, 1, 7)], [reading(3, 1, 2), reading(4, 1, 0, { state: 'not-stocked' })], english),
    )
    counter.addUnlinked(3)
    counter.addUnmapped(1)
    const { outcomes: counts, ...figures } = counter.summary()
    assert.deepEqual(
      Object.entries(counts).filter(([, count]) => count > 0),
      [
        ['matched', 1],
        ['differing', 1],
        ['oversell-risk', 1],
        ['not-stocked', 1],
      ],
    )
    assert.deepEqual(figures, {
      levels: 4,
      unlinked: 3,
      unmapped: 1,
      unitsOver: 6,
      unitsUnder: 0,
      causes: [{ cause: 'location-mapping', count: 1 }],
    })
  })
})
