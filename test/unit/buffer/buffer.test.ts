import assert from 'node:assert/strict'
import { SyncError } from '../../../src/base/error/sync-error.ts'
import { applyBuffer } from '../../../src/rules/buffer/apply-buffer.ts'
import { findBuffer, readyBuffer } from '../../../src/rules/buffer/find-buffer.ts'
import { keepBack } from '../../../src/rules/buffer/amounts.ts'
import type { LevelLine } from '../../../src/base/messages/level.ts'
import { spoken, wordsOf } from '../../support/english.ts'
import { levelLine } from '../../support/levels.ts'
import { shopifyLocation } from '../../support/pictures.ts'

const here = shopifyLocation(1)
const there = shopifyLocation(2)
const buffered = (quantity: number, rules: unknown, more: Partial<LevelLine> = {}) =>
  applyBuffer({ ...levelLine(482, 1, quantity), ...more }, readyBuffer(rules))

describe('the buffer', () => {
  it('leaves 95 of 100 with 5 percent, and says so', () => {
    const line = buffered(100, { default: { percent: 5 } })
    assert.equal(line.quantity, 95)
    assert.equal(line.free, 100)
    assert.deepEqual(wordsOf(line.trace), ['5% buffer keeps back 5'])
  })

  it('keeps back whole units, rounded up', () => {
    assert.deepEqual(keepBack(99, { kind: 'percent', value: 5 }), { quantity: 94, kept: 5 })
    assert.deepEqual(keepBack(1, { kind: 'percent', value: 1 }), { quantity: 0, kept: 1 })
    assert.deepEqual(keepBack(10, { kind: 'fixed', value: 2.5 }), { quantity: 7, kept: 3 })
    assert.deepEqual(keepBack(100, { kind: 'percent', value: 7 }), { quantity: 93, kept: 7 })
    assert.deepEqual(keepBack(1000, { kind: 'percent', value: 33.3 }), { quantity: 667, kept: 333 })
    assert.deepEqual(keepBack(1_000_000_000, { kind: 'percent', value: 12.3456 }), { quantity: 876_544_000, kept: 123_456_000 })
  })

  it('keeps back what is sold in some days, and says so', () => {
    const sales = { days: 28, shipments: new Map([[482, [{ locationId: 8, quantity: 98 }]]]), places: new Map() }
    const rules = readyBuffer({ default: { salesDays: 2 } })
    const line = applyBuffer(levelLine(482, 1, 100), rules, { stated: new Map(), sales })
    assert.equal(line.quantity, 93)
    assert.deepEqual(wordsOf(line.trace), ['buffer of 2 days of sales (3.5 a day) keeps back 7'])
    // One in a year is not "0 a day".
    const rare = { ...sales, days: 365, shipments: new Map([[482, [{ locationId: 8, quantity: 1 }]]]) }
    const seldom = applyBuffer(levelLine(482, 1, 100), rules, { stated: new Map(), sales: rare })
    assert.deepEqual(wordsOf(seldom.trace), ['buffer of 2 days of sales (0.003 a day) keeps back 1'])
    assert.equal(applyBuffer(levelLine(483, 1, 100), rules, { stated: new Map(), sales }).quantity, 100)
    // Two units in 28 days, for 28 days: two, and not three for the sake of a third of a binary digit.
    assert.deepEqual(keepBack(10, { kind: 'sales', value: 28 }, 2 / 28), { quantity: 8, kept: 2 })
    assert.deepEqual(keepBack(10, { kind: 'sales', value: 1 }, 2 / 28), { quantity: 9, kept: 1 })
    assert.deepEqual(keepBack(3, { kind: 'sales', value: 7 }, 50), { quantity: 0, kept: 3 })
  })

  it('never leaves less than nothing, and keeps back no more than there is', () => {
    assert.deepEqual(keepBack(7, { kind: 'fixed', value: 10 }), { quantity: 0, kept: 7 })
    assert.deepEqual(keepBack(-4, { kind: 'fixed', value: 10 }), { quantity: 0, kept: 0 })
    assert.deepEqual(keepBack(50, { kind: 'percent', value: 100 }), { quantity: 0, kept: 50 })
  })

  it('makes whole units also without a rule, and says so when it changed something', () => {
    assert.deepEqual([buffered(7, {}).quantity, buffered(7, {}).trace], [7, []])
    assert.equal(buffered(7.8, {}).quantity, 7)
    assert.equal(wordsOf(buffered(7.8, {}).trace)[0], 'whole units that may be sold: 7')
    assert.equal(buffered(-2, {}).quantity, 0)
  })

  it('uses the most specific rule: product at location, product, location, default', () => {
    const rules = {
      default: { units: 1 },
      perLocation: [{ locationId: here, buffer: { units: 2 } }],
      perProduct: [{ sku: 'SKU-482', buffer: { units: 3 } }],
      perProductAtLocation: [{ sku: 'SKU-482', locationId: here, buffer: { units: 4 } }],
    }
    const examples = [
      { sku: 'SKU-482', locationId: here },
      { sku: 'SKU-482', locationId: there },
      { sku: 'other', locationId: here },
      { sku: 'other', locationId: there },
    ]
    assert.deepEqual(
      examples.map((example) => findBuffer(readyBuffer(rules), example)),
      [
        { rule: 'product-at-location', buffer: { kind: 'fixed', value: 4 } },
        { rule: 'product', buffer: { kind: 'fixed', value: 3 } },
        { rule: 'location', buffer: { kind: 'fixed', value: 2 } },
        { rule: 'default', buffer: { kind: 'fixed', value: 1 } },
      ],
    )
    assert.deepEqual(findBuffer(readyBuffer({}), { sku: 'other', locationId: here }), { rule: 'none', buffer: undefined })
  })

  it('a special rule can be smaller than a general one', () => {
    assert.equal(buffered(10, { default: { units: 5 }, perProduct: [{ productId: 482, buffer: { units: 0 } }] }).quantity, 10)
  })

  it('finds a product by its id before its SKU, and by the SKU of the variant when Odoo has none', () => {
    const rules = {
      perProduct: [
        { productId: 482, buffer: { units: 1 } },
        { sku: 'SKU-482', buffer: { units: 2 } },
        { sku: 'V', buffer: { units: 3 } },
      ],
    }
    assert.equal(buffered(10, rules).quantity, 9)
    const odoo = { database: 'd', productId: 5, name: 'no reference' }
    assert.equal(buffered(10, rules, { odoo, shopify: { locationId: here, location: 'Here', sku: 'V' } }).quantity, 7)
  })

  it('refuses rules that contradict each other or are none', () => {
    const refused = (rules: unknown): string => {
      try {
        readyBuffer(rules)
      } catch (error) {
        return error instanceof SyncError ? spoken(error) : ''
      }
      return 'accepted'
    }
    assert.match(refused({ default: { units: 1, percent: 2 } }), /BUFFER_RULE_INVALID.*rules\.default.*needs units, percent or salesDays/)
    assert.match(refused({ default: {} }), /needs units, percent or salesDays/)
    assert.match(refused({ default: { percent: 101 } }), /rules\.default\.percent.*must be at most 100/)
    assert.match(refused({ default: { units: -1 } }), /must be at least 0/)
    assert.match(refused({ perProduct: [{ buffer: { units: 1 } }] }), /needs sku or productId/)
    assert.match(
      refused({
        perLocation: [
          { locationId: here, buffer: { units: 1 } },
          { locationId: here, buffer: { units: 2 } },
        ],
      }),
      /appears twice/,
    )
    assert.match(refused(JSON.parse('{"__proto__":{"percent":5}}')), /not allowed/)
    assert.match(refused(null), /must be of type object/)
  })
})
