import assert from 'node:assert/strict'
import { applyMap, type Mapped } from '../../../src/rules/map/apply-map.ts'
import { checkLines } from '../../../src/base/messages/check.ts'
import type { PictureLine } from '../../../src/base/messages/picture.ts'
import { checkMap } from '../../../src/rules/map/check-map.ts'
import type { LocationMap } from '../../../src/rules/map/location-map.ts'
import { odooLocationOf } from '../../../src/rules/map/odoo-location-of.ts'
import { readyMap } from '../../../src/rules/map/ready-map.ts'
import { english, saying, wordsOf } from '../../support/english.ts'
import { mapOf, picture, place, row, shopifyLocation, stockAt } from '../../support/pictures.ts'

const at = '2026-03-01T10:05:00Z'
const nj = place('NJ/Stock', 1, 7, 8)
const quarantine = place('NJ/Stock/Quarantine', 1, 7, 8, 9)
const tx = place('TX/Stock', 1, 20, 21)
const apply = (shown: PictureLine, map: LocationMap): Mapped => applyMap(shown, readyMap(map, english), english, at)

describe('applying the location map', () => {
  it('makes lines that fit the schema of level lines, and failed lines that fit theirs', () => {
    const { levels, failed } = apply(picture([nj], [stockAt(nj, 5, 1)]), {
      ...mapOf(row('nj', 1, [nj]), row('tx', 2, [tx])),
      shop: 'a.myshopify.com',
    })
    assert.equal(checkLines('level', levels)[0]?.shopify.shop, 'a.myshopify.com')
    assert.equal(checkLines('failed', failed).length, 1)
  })

  it('says in the trace what stands where, what is left out, and how it became one number', () => {
    const shown = {
      ...picture([nj, tx], [stockAt(nj, 40, 3), stockAt(quarantine, 5), stockAt(tx, 20)]),
      trace: [{ by: 'watch', code: 'read', text: 'read' }],
    }
    const { levels } = apply(shown, mapOf(row('main', 1, [nj, tx], { exclude: [quarantine] })))
    assert.deepEqual(wordsOf(levels[0]?.trace), [
      'read',
      'free 37 at NJ/Stock (40 there, 3 reserved)',
      'free 20 at TX/Stock',
      '5 at NJ/Stock/Quarantine left out',
      '57 in 2 places together',
    ])
  })

  it('leaves out what is past its date, on hand too, and says so', () => {
    const shown = picture(
      [nj],
      [
        { ...stockAt(nj, 9, 3), pastRemoval: 1 },
        { ...stockAt(quarantine, 0), pastRemoval: 4 },
      ],
    )
    const [free, onHand] = apply(
      shown,
      mapOf(row('nj', 1, [nj], { sharedInFull: true }), row('all', 2, [nj], { quantityName: 'on_hand', sharedInFull: true })),
    ).levels
    assert.deepEqual([free?.quantity, free?.reserved, onHand?.quantity], [6, 3, 9])
    assert.deepEqual(wordsOf(free?.trace).slice(0, 2), [
      'free 6 at NJ/Stock (9 there, 3 reserved)',
      '5 of NJ/Stock past their removal date, left out: Odoo reserves them for no order',
    ])
    const old = apply(picture([nj], [{ ...stockAt(nj, 0), pastExpiration: 2 }]), mapOf(row('nj', 1, [nj]))).levels[0]
    assert.equal(old?.quantity, 0)
    assert.match(wordsOf(old?.trace)[1] ?? '', /2 of NJ\/Stock past their expiration date/)
  })

  it('carries the kind of event, the age of the reading and the sums of free and reserved', () => {
    const shown: PictureLine = { ...picture([nj], [stockAt(nj, 10, 4)]), event: 'return' }
    const line = apply(shown, mapOf(row('nj', 1, [nj]))).levels[0]
    assert.deepEqual([line?.event, line?.asOf, line?.free, line?.reserved, line?.quantity], ['return', 7, 6, 4, 6])
  })

  it('writes the physical quantity where the row says so, and keeps free as it is', () => {
    const line = apply(picture([nj], [stockAt(nj, 10, 4)]), mapOf(row('nj', 1, [nj], { quantityName: 'on_hand' }))).levels[0]
    assert.deepEqual([line?.quantityName, line?.free, line?.reserved, line?.quantity], ['on_hand', 6, 4, 10])
  })

  it('sums negative stock as it is, and takes the noise out of decimals', () => {
    const bin = place('NJ/Stock/Bin', 1, 7, 8, 12)
    assert.equal(apply(picture([nj], [stockAt(nj, 10), stockAt(bin, -3)]), mapOf(row('nj', 1, [nj]))).levels[0]?.quantity, 7)
    assert.equal(apply(picture([nj], [stockAt(nj, 0.1), stockAt(bin, 0.2)]), mapOf(row('nj', 1, [nj]))).levels[0]?.quantity, 0.3)
  })

  it('gives zero, and says so, where a watched source has nothing', () => {
    const line = apply(picture([nj], []), mapOf(row('nj', 1, [nj]))).levels[0]
    assert.equal(line?.quantity, 0)
    assert.equal(wordsOf(line?.trace)[0], 'nothing at NJ/Stock')
  })

  it('makes no line of a row whose source is not watched, and fails the row and not the product', () => {
    const { levels, failed } = apply(picture([nj], [stockAt(nj, 5)]), mapOf(row('nj', 1, [nj]), row('both', 2, [tx])))
    assert.deepEqual(
      levels.map((line) => line.row),
      ['nj'],
    )
    assert.equal(failed[0]?.code, 'MAP_SOURCE_NOT_WATCHED')
    assert.equal(failed[0]?.text, 'Location 2 takes its stock from TX/Stock, which odoo-quant-watch does not read')
    assert.equal(failed[0]?.subject.odooProductId, undefined)
  })

  it('takes a source below a watched location for watched, by path or by name, and one above it not', () => {
    const bin = place('NJ/Stock/Bin', 1, 7, 8, 12)
    for (const source of [bin, { locationId: 12, location: 'NJ/Stock/Bin' }, { locationId: 12, location: 'renamed', path: [8, 12] }]) {
      assert.equal(apply(picture([nj], []), mapOf(row('bin', 1, [source]))).levels.length, 1, JSON.stringify(source))
    }
    assert.equal(
      apply(picture([nj], [stockAt(bin, 2)]), mapOf(row('bin', 1, [{ locationId: 12, location: 'renamed' }]))).levels[0]?.quantity,
      2,
    )
    assert.equal(apply(picture([nj], []), mapOf(row('wh', 1, [place('NJ', 1, 7)]))).levels.length, 0)
    assert.equal(apply(picture([nj], []), mapOf(row('near', 1, [place('NJ/Stock2', 1, 7, 99)]))).levels.length, 0)
  })

  it('refuses a drop-ship row whose source has suppliers below it, and one that adds up nothing not', () => {
    const [all, a, b] = [place('DS/Stock', 1, 30), place('DS/Stock/A', 1, 30, 31), place('DS/Stock/B', 1, 30, 32)]
    const shown = picture([all], [stockAt(a, 6), stockAt(b, 4)])
    const dropShip = { type: 'drop-ship' as const }
    for (const aggregate of ['sum', 'largest', 'smallest'] as const) {
      const { levels, failed } = apply(shown, mapOf(row('ds', 1, [all], { ...dropShip, aggregate }), row('nj', 2, [nj])))
      assert.deepEqual([levels.map((level) => level.row), failed[0]?.code], [[], 'MAP_ROW_INVALID'])
      assert.match(failed[0]?.text ?? '', /DS\/Stock\/A.*one order goes to one supplier/)
    }
    const single = apply(shown, mapOf(row('ds', 1, [a, b], { ...dropShip, aggregate: 'largest' }))).levels
    assert.deepEqual(single[0]?.quantity, 6)
    const left = apply(shown, mapOf(row('ds', 1, [all], { ...dropShip, exclude: [a, b] })))
    assert.deepEqual([left.levels[0]?.quantity, left.failed], [0, []])
  })

  it('takes an aggregation that it does not know for none', () => {
    const map = readyMap(mapOf(row('ds', 1, [nj, tx])), english)
    const [ready] = map.rows
    assert.ok(ready !== undefined)
    const odd = { ...map, rows: [{ ...ready, row: { ...ready.row, ...JSON.parse('{"aggregate":"average"}') } }] }
    assert.throws(() => applyMap(picture([nj, tx], [stockAt(nj, 5)]), odd, english, at), { code: 'UNEXPECTED' })
  })

  it('reports stock that no row uses or excludes, and stays silent about the rest', () => {
    const shown = picture([nj, tx], [stockAt(nj, 5), stockAt(quarantine, 2), stockAt(tx, 3)])
    const { findings } = apply(shown, mapOf(row('nj', 1, [nj], { exclude: [quarantine] })))
    assert.deepEqual(
      findings.map(({ code, location }) => [code, location]),
      [['stock-unmapped', 'TX/Stock']],
    )
    assert.deepEqual(apply(shown, mapOf(row('nj', 1, [nj]), row('later', 2, [tx], { enabled: false }))).findings, [])
  })

  it('refuses rows that would sell the same stock when the picture shows it', () => {
    const bin = { locationId: 12, location: 'NJ/Stock/Bin' }
    const map = mapOf(row('nj', 1, [{ locationId: 8, location: 'NJ/Stock' }]), row('bin', 2, [bin]), row('tx', 3, [tx]))
    const { levels, failed } = apply(picture([nj, tx], [stockAt(place('NJ/Stock/Bin', 1, 7, 8, 12), 5)]), map)
    assert.deepEqual(
      levels.map((line) => line.row),
      ['tx'],
    )
    assert.deepEqual(
      failed.map(({ code }) => code),
      ['MAP_ROW_INVALID', 'MAP_ROW_INVALID'],
    )
    assert.match(failed[0]?.text ?? '', /would both sell the stock of NJ\/Stock\/Bin/)
  })

  it('leaves out rows that are excluded or switched off', () => {
    const map = mapOf(
      row('nj', 1, [nj]),
      row('off', 2, [tx], { enabled: false }),
      row('no', 3, [], { outcome: 'excluded', reason: 'own stock' }),
    )
    assert.deepEqual(
      apply(picture([nj], []), map).levels.map((line) => line.row),
      ['nj'],
    )
  })

  it('splits nothing of negative stock', () => {
    const map = mapOf(row('a', 1, [nj], { share: 60 }), row('b', 2, [nj], { share: 40 }))
    assert.deepEqual(
      apply(picture([nj], [stockAt(nj, -5)]), map).levels.map((line) => line.quantity),
      [0, 0],
    )
  })
})

describe('the form of the location map', () => {
  it('is checked with the row and the field in words', () => {
    const bad: unknown = { rows: [row('a', 1, [nj]), { ...row('b', 2, [nj]), aggregate: 'all' }] }
    assert.throws(() => checkMap(bad), saying(/"row":"2","problem":"map\.rows\[1\]\.aggregate must be one of: sum, largest, smallest"/))
    assert.throws(() => checkMap(JSON.parse('{"rows":[],"__proto__":{}}')), /MAP_ROW_INVALID/)
    assert.throws(() => checkMap('[]'), saying(/must be of type object/))
    assert.equal(checkMap(mapOf(row('a', 1, [nj]))).rows.length, 1)
  })
})

describe('the map in the other direction', () => {
  const map = mapOf(
    row('a', 1, [nj, tx], { companyId: 3 }),
    row('b', 2, [tx], { adjust: { locationId: 50, location: 'TX/Stock/Front' } }),
    row('c', 3, [], { outcome: 'excluded', reason: 'none' }),
  )

  it('names the Odoo location that an adjustment hits', () => {
    assert.deepEqual(odooLocationOf(map, shopifyLocation(1)), { row: 'a', locationId: 8, location: 'NJ/Stock', companyId: 3 })
    assert.deepEqual(odooLocationOf(map, shopifyLocation(2)), { row: 'b', locationId: 50, location: 'TX/Stock/Front' })
  })

  it('has no default warehouse', () => {
    assert.equal(odooLocationOf(map, shopifyLocation(3)), undefined)
    assert.throws(() => odooLocationOf(map, shopifyLocation(4)), /MAP_UNDECIDED/)
  })
})
