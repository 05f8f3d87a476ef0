import assert from 'node:assert/strict'
import type { PictureLine } from '../../../src/base/messages/picture.ts'
import { applyMap } from '../../../src/rules/map/apply-map.ts'
import { readyMap } from '../../../src/rules/map/ready-map.ts'
import { isWatched } from '../../../src/rules/map/check-picture.ts'
import { english } from '../../support/english.ts'
import { mapOf, picture, place, row, stockAt } from '../../support/pictures.ts'

const nj = place('NJ/Stock', 1, 8)
const quarantine = place('NJ/Stock/Quarantine', 1, 8, 9)
const rack = place('NJ/Stock/Quarantine/Rack', 1, 8, 9, 10)
const checked = place('NJ/Stock/Quarantine/Checked', 1, 8, 9, 11)
const tx = place('TX/Stock', 1, 20)

const leaving = (...excluded: (typeof nj)[]): PictureLine => ({
  ...picture([nj, checked], [stockAt(nj, 5)]),
  excluded: excluded.map(({ locationId, location, path }) => ({ locationId, location, path })),
})

describe('whether a watch covers a source', () => {
  it('is so below a watched location, unless it is left out', () => {
    const seen = leaving(quarantine)
    assert.deepEqual(
      [nj, quarantine, rack, checked, tx].map((source) => isWatched(source, seen)),
      [true, false, false, true, false],
    )
  })

  it('is told by the name where the path is not known', () => {
    const seen = leaving(quarantine)
    const { locationId, location } = rack
    assert.equal(isWatched({ locationId, location }, seen), false)
    assert.equal(isWatched({ locationId, location }, leaving()), true)
  })

  it('decides between a failed job and a zero', () => {
    const map = readyMap(mapOf(row('rack', 1, [rack])), english)
    const { levels, failed } = applyMap(leaving(quarantine), map, english, '')
    assert.deepEqual([levels, failed.map((one) => one.code)], [[], ['MAP_SOURCE_NOT_WATCHED']])
  })
})
