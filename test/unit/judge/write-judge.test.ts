import assert from 'node:assert/strict'
import { JudgedLevel } from './support/judged-level.ts'

const told = (units: RegExp, violations: readonly string[]): void => {
  assert.equal(violations.length, 1, JSON.stringify(violations))
  assert.match(violations[0] ?? '', units)
}

/** A write from 10 to 8 never arrives; two are sold; asked again, the write is refused, and the level reads 8. */
function coincidence(): JudgedLevel {
  const level = new JudgedLevel(10)
  level.odoo(8, 0)
  level.loses('one')
  level.sells(2)
  level.isRefused('one', 10, 8)
  level.isRead()
  assert.equal(level.judge.count.coincidences, 1)
  return level
}

describe('the judge of simulated writes', () => {
  it('lets a write pass that leaves what Odoo can ship, less what is sold and not reserved', () => {
    const level = new JudgedLevel(10)
    level.sells(2)
    level.odoo(12, 0)
    level.writes('one', 10)
    assert.deepEqual(level.judge.violations, [])
  })

  it('tells of a write that is one unit above it', () => {
    const level = new JudgedLevel(10)
    level.sells(2)
    level.odoo(12, 0)
    level.writes('one', 11)
    told(/wrote 11 for item 0, at most 10 could be sold$/, level.judge.violations)
  })

  it('excuses the sale that was taken for a write', () => {
    const level = coincidence()
    level.odoo(11, 0)
    level.writes('two', 11)
    assert.deepEqual(level.judge.violations, [])
    assert.deepEqual(level.judge.count, { coincidences: 1, judged: 1, afterOne: 1, excused: 1 })
  })

  it('does not excuse another sale of the same item', () => {
    const level = coincidence()
    level.odoo(11, 0)
    level.sells(1)
    level.writes('two', 11)
    told(/at most 10 could be sold, 2 excused/, level.judge.violations)
  })

  it('does not excuse a sale of another item', () => {
    const level = coincidence()
    level.sells(2, 1)
    level.odoo(10, 0, 1)
    level.writes('two', 10, 1)
    told(/item 1, at most 8/, level.judge.violations)
  })

  it('excuses it no longer when a write has left the level right and at rest', () => {
    const level = coincidence()
    level.odoo(7, 0)
    level.writes('two', 5)
    level.rests()
    level.odoo(8, 0)
    level.writes('three', 8)
    told(/at most 6 could be sold$/, level.judge.violations)
  })

  it('excuses it no longer when Odoo has reserved the sale, whatever is sold then', () => {
    const level = coincidence()
    level.odoo(8, 2)
    level.writes('two', 6)
    level.sells(1)
    level.writes('three', 6)
    told(/at most 5 could be sold$/, level.judge.violations)
  })

  it('excuses it no longer when the level has come to rest without a write', () => {
    const level = coincidence()
    level.odoo(10, 2)
    level.rests()
    level.sells(1)
    level.writes('two', 8)
    told(/at most 7 could be sold$/, level.judge.violations)
  })

  it('goes on excusing while the level shows more than a lagging reading told', () => {
    const level = new JudgedLevel(10)
    level.odoo(11, 0)
    level.writes('one', 11)
    level.sells(1)
    level.writes('one', 11)
    level.rests(10)
    level.sells(1)
    level.odoo(10, 0)
    level.writes('two', 9)
    assert.deepEqual(level.judge.violations, [])
  })

  it('goes on excusing while Odoo reserves the sale and another one goes without a hold for it', () => {
    const level = coincidence()
    level.sells(3)
    level.odoo(8, 0)
    level.writes('two', 5)
    level.odoo(8, 2)
    level.writes('three', 5)
    assert.deepEqual(level.judge.violations, [])
    level.rests()
    level.odoo(8, 5)
    level.writes('four', 3)
    level.sells(1)
    level.writes('five', 3)
    told(/at most 2 could be sold$/, level.judge.violations)
  })

  it('adds up what several coincidences excuse', () => {
    const level = coincidence()
    level.odoo(7, 0)
    level.loses('two')
    level.sells(1)
    level.isRefused('two', 8, 7)
    level.isRead()
    level.odoo(12, 0)
    level.writes('three', 12)
    assert.deepEqual(level.judge.violations, [])
    level.writes('four', 13)
    told(/at most 12 could be sold, 3 excused/, level.judge.violations)
  })

  it('excuses nothing where the delivery was told that the row was refused', () => {
    const level = new JudgedLevel(10)
    level.odoo(8, 0)
    level.sells(2)
    level.isRefused('one', 10, 8)
    level.isRead()
    level.odoo(9, 0)
    level.writes('two', 9)
    told(/at most 7/, level.judge.violations)
  })

  it('excuses nothing where a row stood alone in an attempt that is said to have failed', () => {
    const level = new JudgedLevel(10)
    level.odoo(8, 0)
    level.loses('one')
    level.sells(2)
    level.isRefused('one', 10, 8, [{ index: null, code: 'IDEMPOTENCY_PREVIOUS_ATTEMPT_FAILED', message: '' }])
    level.isRead()
    assert.equal(level.judge.count.coincidences, 0)
  })

  it('excuses a row of a batch that was refused in part, when the answer does not name it', () => {
    for (const [index, units] of [
      [null, 1],
      [0, 0],
    ] as const) {
      const level = new JudgedLevel(10)
      level.odoo(8, 0)
      level.sells(2)
      level.isRefused('one', 10, 8, [{ index, code: 'CHANGE_FROM_QUANTITY_STALE', message: '' }], true)
      level.isRead()
      assert.equal(level.judge.count.coincidences, units)
    }
  })

  it('excuses the sale that an increase writes over when it is carried out twice, and no other', () => {
    const level = new JudgedLevel(5)
    level.odoo(8, 0)
    level.writes('one', 8)
    level.sells(3)
    level.writes('one', 8)
    assert.deepEqual(level.judge.violations, [])
    level.sells(1)
    level.writes('two', 8)
    told(/at most 7 could be sold, 3 excused/, level.judge.violations)
  })
})
