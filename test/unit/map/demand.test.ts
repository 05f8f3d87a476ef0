import assert from 'node:assert/strict'
import type { DemandAt, PictureLine, StockAt } from '../../../src/base/messages/picture.ts'
import { applyMap } from '../../../src/rules/map/apply-map.ts'
import type { MapRow, OdooPlace } from '../../../src/rules/map/location-map.ts'
import { lintMap } from '../../../src/rules/map/lint-map.ts'
import { readyMap } from '../../../src/rules/map/ready-map.ts'
import { english, wordsOf } from '../../support/english.ts'
import { mapOf, picture, place, row, stockAt } from '../../support/pictures.ts'

const stock = place('NJ/Stock', 1, 7, 8)
const saleable = place('NJ/Stock/Saleable', 1, 7, 8, 9)
const overflow = place('NJ/Stock/Overflow', 1, 7, 8, 10)
const quarantine = place('NJ/Stock/Quarantine', 1, 7, 8, 11)
const tx = place('TX/Stock', 1, 20, 21)
const safe = { basis: 'free-minus-demand' } as const

const owedAt = (at: OdooPlace & { path: number[] }, quantity: number): DemandAt => ({ ...stockAt(at, quantity), quantity })

function levels(rows: readonly MapRow[], there: StockAt[], demand: DemandAt[], more: Partial<PictureLine> = {}) {
  return applyMap({ ...picture([stock, tx], there), demand, ...more }, readyMap(mapOf(...rows), english), english, '').levels
}
const shown = (...asked: Parameters<typeof levels>): number[] => levels(...asked).map((level) => level.quantity)

describe('the basis of a row', () => {
  it('takes off what customers are owed and Odoo has not reserved, and says so', () => {
    const [level] = levels([row('nj', 1, [stock], safe)], [stockAt(stock, 10, 1)], [owedAt(stock, 4)])
    assert.deepEqual([level?.quantity, level?.free, level?.reserved, level?.demand, level?.basis], [5, 9, 1, 4, 'free-minus-demand'])
    assert.deepEqual(wordsOf(level?.trace), [
      'free 9 at NJ/Stock (10 there, 1 reserved)',
      'of these, 4 at NJ/Stock are for confirmed deliveries that Odoo has not reserved: taken off',
    ])
  })

  it('shows the same when the units are reserved later, and nothing of them is counted twice', () => {
    const rows = [row('nj', 1, [stock], safe)]
    assert.deepEqual(shown(rows, [stockAt(stock, 10, 0)], [owedAt(stock, 4)]), [6])
    assert.deepEqual(shown(rows, [stockAt(stock, 10, 3)], [owedAt(stock, 1)]), [6])
    assert.deepEqual(shown(rows, [stockAt(stock, 10, 4)], []), [6])
  })

  it('stays what it was where none is stated: free, or on hand for a row that writes that; and it is told', () => {
    const { basis: _, ...unstated } = row('nj', 1, [stock])
    const map = readyMap(mapOf(unstated), english)
    const { levels: made, findings } = applyMap({ ...picture([stock], [stockAt(stock, 10)]), demand: [owedAt(stock, 4)] }, map, english, '')
    assert.deepEqual([made[0]?.quantity, made[0]?.basis, made[0]?.demand], [10, 'free', undefined])
    assert.match(wordsOf(made[0]?.trace).at(-1) ?? '', /4 at NJ\/Stock are for confirmed deliveries .* the row counts them as free/)
    assert.deepEqual(
      findings.map(({ code, location }) => [code, location]),
      [['demand-offered', 'Location 1']],
    )
    assert.deepEqual(shown([row('nj', 1, [stock], { quantityName: 'on_hand' })], [stockAt(stock, 10, 3)], [owedAt(stock, 4)]), [10])
    assert.deepEqual(
      lintMap(mapOf(unstated), english).map(({ severity, code }) => `${severity} ${code}`),
      ['warning basis-unstated'],
    )
  })

  it('is told no more once somebody has chosen to offer them', () => {
    const map = readyMap(mapOf(row('nj', 1, [stock], { basis: 'free' })), english)
    const { findings } = applyMap({ ...picture([stock], [stockAt(stock, 10)]), demand: [owedAt(stock, 4)] }, map, english, '')
    assert.deepEqual(findings, [])
  })

  it('goes below zero when more is owed than there is, so that what comes in goes to those who wait', () => {
    const rows = [row('both', 1, [stock, tx], safe)]
    assert.deepEqual(shown(rows, [stockAt(stock, 3), stockAt(tx, 10)], [owedAt(stock, 5)]), [8])
    assert.deepEqual(shown([row('nj', 1, [stock], safe)], [], [owedAt(stock, 5)]), [-5])
  })

  it('fits the quantity that the row writes, and is one where rows share units', () => {
    const found = (...rows: MapRow[]): string[] => lintMap(mapOf(...rows), english).map(({ severity, code }) => `${severity} ${code}`)
    assert.deepEqual(found(row('nj', 1, [stock], { basis: 'on-hand' })), ['error basis-on-hand'])
    assert.ok(found(row('nj', 1, [stock], { quantityName: 'on_hand', basis: 'free' })).includes('error basis-on-hand'))
    const full = { sharedInFull: true }
    assert.deepEqual(found(row('nj', 1, [stock], { ...safe, ...full }), row('pickup', 2, [stock], full)), ['warning basis-differs'])
    assert.deepEqual(found(row('nj', 1, [stock], { ...safe, share: 50 }), row('tx', 2, [stock], { share: 50 })), ['error split-differs'])
  })
})

describe('demand on stock that rows sell in parts', () => {
  const rows = [row('shop', 1, [overflow], safe), row('online', 2, [saleable], safe)]

  it('is taken off once, where most is free', () => {
    assert.deepEqual(shown(rows, [stockAt(overflow, 5), stockAt(saleable, 60)], [owedAt(stock, 4)]), [5, 56])
    assert.deepEqual(shown(rows, [stockAt(overflow, 60), stockAt(saleable, 5)], [owedAt(stock, 4)]), [56, 5])
  })

  it('goes on to the next when there is not enough, and stays owed when there is not enough anywhere', () => {
    assert.deepEqual(shown(rows, [stockAt(overflow, 5), stockAt(saleable, 60)], [owedAt(stock, 63)]), [2, 0])
    assert.deepEqual(shown(rows, [stockAt(overflow, 5), stockAt(saleable, 60)], [owedAt(stock, 70)]), [0, -5])
    assert.deepEqual(shown(rows, [], [owedAt(stock, 4)]), [-4, 0], 'at the first row, so that it counts once')
  })

  it('is not covered by stock that nobody sells', () => {
    const there = [stockAt(quarantine, 100), stockAt(stock, 40), stockAt(saleable, 60)]
    assert.deepEqual(shown(rows, there, [owedAt(stock, 4)]), [0, 56])
    const except = [row('nj', 1, [stock], { ...safe, exclude: [quarantine] })]
    assert.deepEqual(shown(except, there, [owedAt(stock, 4)]), [96])
    assert.deepEqual(shown(except, there, [owedAt(quarantine, 4)]), [100], 'nor is its own demand taken off elsewhere')
  })

  it('is first taken from the part that is asked for by name, so that none of it is owed twice', () => {
    const there = [stockAt(overflow, 5), stockAt(saleable, 6)]
    assert.deepEqual(shown(rows, there, [owedAt(stock, 5), owedAt(saleable, 4)]), [0, 2])
  })

  it('lowers every row that sells the same units, whichever sources they name', () => {
    const shared = { ...safe, sharedInFull: true }
    const overlapping = [row('all', 1, [stock], shared), row('shelf', 2, [saleable], shared)]
    assert.deepEqual(shown(overlapping, [stockAt(overflow, 20), stockAt(saleable, 60)], [owedAt(stock, 4)]), [76, 56])
  })

  it('is split by percent after it is taken off', () => {
    const split = [row('one', 1, [stock], { ...safe, share: 50 }), row('two', 2, [stock], { ...safe, share: 50 })]
    assert.deepEqual(shown(split, [stockAt(stock, 10)], [owedAt(stock, 4)]), [3, 3])
  })

  it('of other warehouses is no business of the row', () => {
    assert.deepEqual(shown([row('nj', 1, [stock], safe)], [stockAt(stock, 10)], [owedAt(tx, 4)]), [10])
  })
})

describe('demand for the parts of a kit', () => {
  it('is counted where the parts lie, in whole kits', () => {
    const part = (productId: number, per: number, there: StockAt[], demand: DemandAt[] = []) =>
      ({ productId, name: `Part ${productId}`, per, stock: there, ...(demand.length === 0 ? {} : { demand }) }) as const
    const kit = { components: [part(1, 2, [stockAt(stock, 10)], [owedAt(stock, 4)]), part(2, 1, [stockAt(stock, 9)], [owedAt(stock, 2)])] }
    const [level] = levels([row('nj', 1, [stock], safe)], [], [], { kit })
    assert.deepEqual([level?.quantity, level?.free, level?.demand], [3, 5, 2])
    assert.deepEqual(shown([row('nj', 1, [stock])], [], [], { kit }), [5])
  })
})
