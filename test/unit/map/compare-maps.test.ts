import assert from 'node:assert/strict'
import { compareMaps } from '../../../src/rules/map/compare-maps.ts'
import { namedRow, oddRows } from '../../support/map/named-rows.ts'
import { shopifyLocation } from '../../support/pictures.ts'

describe('two maps', () => {
  it('are the same whatever the order of their rows and the names of locations', () => {
    const other = oddRows.toReversed().map((one) => ({ ...one, shopifyLocation: 'renamed', sharedInFull: one.sharedInFull ?? false }))
    assert.deepEqual(compareMaps(oddRows, other), [])
  })

  it('differ by location and column', () => {
    const before = [namedRow(1, { exclude: [{ location: 'NJ/Stock/Quarantine' }] }), namedRow(2), namedRow(3)]
    const after = [namedRow(1, { share: 10 }), namedRow(3), namedRow(9, { notes: 'new' })]
    const [changed, added, removed, ...more] = compareMaps(before, after)
    assert.deepEqual(changed, {
      locationId: shopifyLocation(1),
      location: 'Location 1',
      change: 'changed',
      columns: [
        { column: 'exclude', from: 'NJ/Stock/Quarantine', to: '' },
        { column: 'share', from: '', to: '10' },
      ],
    })
    assert.partialDeepStrictEqual(added, { locationId: shopifyLocation(9), location: 'Location 9', change: 'added' })
    assert.partialDeepStrictEqual(added?.columns.at(-1), { column: 'notes', from: '', to: 'new' })
    assert.partialDeepStrictEqual(removed, { locationId: shopifyLocation(2), location: 'Location 2', change: 'removed' })
    assert.deepEqual(more, [])
  })

  it('are compared row by row where a location has several, of which one is switched on', () => {
    const two = [namedRow(1), namedRow(1, { id: 'off', enabled: false })]
    assert.deepEqual(compareMaps(two, two), [])
    assert.partialDeepStrictEqual(compareMaps(two, two.slice(0, 1)), [{ location: 'Location 1', change: 'removed' }])
    assert.partialDeepStrictEqual(compareMaps(two, [...two.slice(0, 1), namedRow(1, { enabled: false, notes: 'why' })]), [
      { change: 'changed', columns: [{ column: 'notes', from: '', to: 'why' }] },
    ])
  })
})
