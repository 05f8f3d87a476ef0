import assert from 'node:assert/strict'
import { applyMap } from '../../../src/rules/map/apply-map.ts'
import type { LocationMap } from '../../../src/rules/map/location-map.ts'
import { readyMap } from '../../../src/rules/map/ready-map.ts'
import type { PictureLine } from '../../../src/base/messages/picture.ts'
import { english, wordsOf } from '../../support/english.ts'
import { mapOf, picture, place, row, stockAt } from '../../support/pictures.ts'

const nj = place('WH_NJ/Stock', 1, 10, 11)
const tx = place('WH_TX/Stock', 1, 20, 21)
const uk = place('WH_UK/Stock', 1, 30, 31)
const threeWarehouses = picture([nj, tx, uk], [stockAt(nj, 320), stockAt(tx, 300), stockAt(uk, 180)])

function quantities(shown: PictureLine, map: LocationMap): Record<string, number> {
  const { levels, failed } = applyMap(shown, readyMap(map, english), english, '2026-03-01T10:05:00Z')
  assert.deepEqual(failed, [])
  return Object.fromEntries(levels.map((line) => [line.row ?? '', line.quantity]))
}

describe('mapping patterns', () => {
  it('one location, one warehouse: 320 in New Jersey is sold as 320, not as the 800 of three warehouses', () => {
    assert.deepEqual(quantities(threeWarehouses, mapOf(row('main', 1, [nj]))), { main: 320 })
    const each = mapOf(row('nj', 1, [nj]), row('tx', 2, [tx]), row('uk', 3, [uk]))
    assert.deepEqual(quantities(threeWarehouses, each), { nj: 320, tx: 300, uk: 180 })
  })

  it('one location, several warehouses: the sum, because the map says so', () => {
    assert.deepEqual(quantities(threeWarehouses, mapOf(row('main', 1, [nj, tx, uk]))), { main: 800 })
  })

  it('one location, chosen sub-locations: quarantine is not sold, also when it is nested', () => {
    const stock = place('WH/Stock', 1, 7, 8)
    const saleable = place('WH/Stock/Saleable', 1, 7, 8, 81)
    const zoneB = place('WH/Stock/Zone-B', 1, 7, 8, 82)
    const quarantine = place('WH/Stock/Zone-B/Quarantine', 1, 7, 8, 82, 83)
    const bin = place('WH/Stock/Zone-B/Quarantine/Bin-1', 1, 7, 8, 82, 83, 84)
    const shown = picture([stock], [stockAt(saleable, 40, 4), stockAt(zoneB, 10), stockAt(quarantine, 5), stockAt(bin, 6)])
    assert.deepEqual(quantities(shown, mapOf(row('main', 1, [saleable, zoneB], { exclude: [quarantine] }))), { main: 46 })
    assert.deepEqual(quantities(shown, mapOf(row('main', 1, [stock], { exclude: [quarantine] }))), { main: 46 })
    assert.deepEqual(quantities(shown, mapOf(row('main', 1, [stock]))), { main: 57 })
  })

  it('several locations, one warehouse, in full: both offer the same pool', () => {
    const shown = picture([nj], [stockAt(nj, 10, 3)])
    const map = readyMap(mapOf(row('web', 1, [nj], { sharedInFull: true }), row('pos', 2, [nj], { sharedInFull: true })), english)
    const { levels } = applyMap(shown, map, english, '2026-03-01T10:05:00Z')
    assert.deepEqual(
      levels.map((line) => line.quantity),
      [7, 7],
    )
    assert.equal(levels[0]?.pool, levels[1]?.pool)
    assert.match(wordsOf(levels[0]?.trace).at(-1) ?? '', /also sold at Location 2/)
  })

  it('several locations, one warehouse, by percent: no unit is lost and each row has a pool of its own', () => {
    const shown = picture([nj], [stockAt(nj, 10)])
    const map = readyMap(
      mapOf(row('a', 1, [nj], { share: 33.33 }), row('b', 2, [nj], { share: 33.33 }), row('c', 3, [nj], { share: 33.34 })),
      english,
    )
    const { levels } = applyMap(shown, map, english, '2026-03-01T10:05:00Z')
    assert.deepEqual(
      levels.map((line) => line.quantity),
      [3, 3, 4],
    )
    assert.equal(new Set(levels.map((line) => line.pool)).size, 3)
    assert.deepEqual(
      levels.map((line) => line.free),
      [10, 10, 10],
    )
  })

  it('drop-ship: 6 at one supplier and 4 at another offer 6, or 4, and never 10', () => {
    const a = place('Suppliers/A', 2, 40)
    const b = place('Suppliers/B', 2, 41)
    const shown = picture([a, b], [stockAt(a, 6), stockAt(b, 4)])
    const dropShip = { type: 'drop-ship' } as const
    assert.deepEqual(quantities(shown, mapOf(row('ds', 1, [a, b], { ...dropShip, aggregate: 'largest' }))), { ds: 6 })
    assert.deepEqual(quantities(shown, mapOf(row('ds', 1, [a, b], { ...dropShip, aggregate: 'smallest' }))), { ds: 4 })
    assert.throws(() => readyMap(mapOf(row('ds', 1, [a, b], dropShip)), english), /adds up several drop-ship suppliers/)
  })

  it('smallest over suppliers asks those who carry the product', () => {
    const a = place('Suppliers/A', 2, 40)
    const b = place('Suppliers/B', 2, 41)
    const map = mapOf(row('ds', 1, [a, b], { type: 'drop-ship', aggregate: 'smallest' }))
    assert.deepEqual(quantities(picture([a, b], [stockAt(a, 6)]), map), { ds: 6 })
    assert.deepEqual(quantities(picture([a, b], [stockAt(a, 6), stockAt(b, 0)]), map), { ds: 0 })
    assert.deepEqual(quantities(picture([a, b], []), map), { ds: 0 })
  })

  it('names the earlier of two suppliers that have the same', () => {
    const a = place('Suppliers/A', 2, 40)
    const b = place('Suppliers/B', 2, 41)
    for (const aggregate of ['largest', 'smallest'] as const) {
      const map = readyMap(mapOf(row('ds', 1, [b, a], { type: 'drop-ship', aggregate })), english)
      const { levels } = applyMap(picture([a, b], [stockAt(a, 5), stockAt(b, 5)]), map, english, '2026-03-01T10:05:00Z')
      assert.match(wordsOf(levels[0]?.trace).at(-1) ?? '', /Suppliers\/B$/)
    }
  })
})
