import assert from 'node:assert/strict'
import type { KitComponent, PictureLine, StockAt } from '../../../src/base/messages/picture.ts'
import { checkLines } from '../../../src/base/messages/check.ts'
import { wholeUnits } from '../../../src/rules/delivery/target.ts'
import { applyMap } from '../../../src/rules/map/apply-map.ts'
import type { MapRow } from '../../../src/rules/map/location-map.ts'
import { readyMap } from '../../../src/rules/map/ready-map.ts'
import { english, wordsOf } from '../../support/english.ts'
import { mapOf, picture, place, row, stockAt } from '../../support/pictures.ts'

const nj = place('NJ/Stock', 1, 8)
const quarantine = place('NJ/Stock/Quarantine', 1, 8, 9)
const tx = place('TX/Stock', 1, 20)
const at = '2026-03-01T10:04:09Z'

const part = (productId: number, per: number, stock: StockAt[]): KitComponent => ({
  productId,
  name: `Product ${productId}`,
  sku: `SKU-000${productId}`,
  per,
  stock,
})
const kit = (...components: KitComponent[]): PictureLine => ({ ...picture([nj, tx], []), kit: { components } })
const mapped = (line: PictureLine, ...rows: MapRow[]) => applyMap(line, readyMap(mapOf(...rows), english), english, at)
const numbers = (line: PictureLine, ...rows: MapRow[]) =>
  mapped(line, ...rows).levels.map(({ quantity, free, reserved }) => [quantity, free, reserved])

describe('a kit at the map', () => {
  it('is what the scarcest part allows, and says which', () => {
    const [level] = mapped(kit(part(1, 2, [stockAt(nj, 85)]), part(2, 1, [stockAt(nj, 50, 10)])), row('nj', 1, [nj])).levels
    assert.deepEqual([level?.quantity, level?.free, level?.reserved], [40, 40, 2])
    assert.deepEqual(wordsOf(level?.trace), [
      'SKU-0001: free 85, 2 per kit, enough for 42',
      'SKU-0002: free 40, 1 per kit, enough for 40',
      '40 kits; the bottleneck is SKU-0002',
    ])
    assert.deepEqual(checkLines('level', level), [level])
  })

  it('says what of a part is past its date', () => {
    const [level] = mapped(kit(part(1, 2, [{ ...stockAt(nj, 9, 3), pastRemoval: 1 }])), row('nj', 1, [nj])).levels
    assert.equal(level?.quantity, 3)
    assert.equal(wordsOf(level?.trace)[1], '1 of SKU-0001 past their removal date, left out: Odoo reserves them for no order')
  })

  it('is counted over all sources of a row together, because the parts may lie apart', () => {
    const apart = kit(part(1, 1, [stockAt(nj, 5)]), part(2, 1, [stockAt(tx, 3)]))
    assert.deepEqual(numbers(apart, row('both', 1, [nj, tx])), [[3, 3, 0]])
    assert.deepEqual(numbers(apart, row('nj', 1, [nj]), row('tx', 2, [tx])), [
      [0, 0, 0],
      [0, 0, 0],
    ])
  })

  it('of suppliers is counted at each by itself', () => {
    const parts = kit(part(1, 1, [stockAt(nj, 5), stockAt(tx, 2)]), part(2, 1, [stockAt(nj, 4), stockAt(tx, 9)]))
    assert.deepEqual(numbers(parts, row('most', 1, [nj, tx], { type: 'drop-ship', aggregate: 'largest' }))[0]?.[0], 4)
    assert.deepEqual(numbers(parts, row('least', 1, [nj, tx], { type: 'drop-ship', aggregate: 'smallest' }))[0]?.[0], 2)
  })

  it('does not count what a row excludes', () => {
    const parts = kit(part(1, 1, [stockAt(nj, 5), stockAt(quarantine, 7)]), part(2, 1, [stockAt(nj, 20)]))
    assert.deepEqual(numbers(parts, row('nj', 1, [nj], { exclude: [quarantine] }))[0]?.[0], 5)
  })

  it('counts fractions of a part without losing a kit to binary noise, and never more than there are', () => {
    const of = (quantity: number, per: number) => numbers(kit(part(1, per, [stockAt(nj, quantity)])), row('nj', 1, [nj]))[0]?.[0]
    assert.deepEqual([of(0.3, 0.1), of(2, 2 / 3), of(1.99, 2 / 3), of(12.35, 2.5)], [3, 3, 2, 4])
  })

  it('that is short of a part is below zero as Odoo is, and shown as zero', () => {
    const [level] = mapped(kit(part(1, 2, [stockAt(nj, -3)]), part(2, 1, [stockAt(nj, 9)])), row('nj', 1, [nj])).levels
    assert.equal(level?.quantity, -2)
    assert.equal(wholeUnits(level.quantity), 0)
  })

  it('writes what could be made of the physical stock where the row writes on hand', () => {
    const parts = kit(part(1, 1, [stockAt(nj, 9, 4)]), part(2, 1, [stockAt(nj, 7)]))
    assert.deepEqual(numbers(parts, row('nj', 1, [nj], { quantityName: 'on_hand' })), [[7, 5, 2]])
  })

  it('reserves one more kit when Odoo reserves the parts of one', () => {
    const reserved = (count: number) =>
      numbers(kit(part(1, 2, [stockAt(nj, 20, 2 * count)]), part(2, 1, [stockAt(nj, 30, count)])), row('nj', 1, [nj]))[0]
    assert.deepEqual(
      [reserved(0), reserved(1), reserved(4)],
      [
        [10, 10, 0],
        [9, 9, 1],
        [6, 6, 4],
      ],
    )
  })

  it('that cannot be counted makes a failed job, and no zero', () => {
    const line = { ...picture([nj], []), kit: { components: [], problem: 'SKU-7 contains itself' } }
    const { levels, failed } = mapped(line, row('nj', 1, [nj]))
    assert.deepEqual(levels, [])
    assert.equal(failed[0]?.code, 'KIT_UNCOUNTABLE')
    assert.equal(failed[0].text, 'The kit ABC-RED-M cannot be counted: SKU-7 contains itself')
    assert.deepEqual([failed[0].subject.odooProductId, failed[0].line?.['asOf']], [482, 7])
  })

  it('is not split in the same units by two rows that do not say so', () => {
    const parts = kit(part(1, 1, [stockAt(quarantine, 5)]))
    const rows = [row('whole', 1, [place('NJ/Stock', 8)]), row('part', 2, [place('NJ/Stock/Quarantine', 9)])]
    const { levels, failed } = mapped(parts, ...rows)
    assert.deepEqual([levels.length, failed.map((one) => one.code)], [0, ['MAP_ROW_INVALID', 'MAP_ROW_INVALID']])
  })
})
