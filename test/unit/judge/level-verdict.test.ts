import assert from 'node:assert/strict'
import type { Room } from '../../support/excuse.ts'
import { type Moment, type Verdict, verdictOf } from '../../support/death/level-verdict.ts'

type Timeless<M> = M extends Moment ? Omit<M, 'at'> : never
type Told = Timeless<Moment> & { readonly room?: Room }

/** Moments one after the other, each with what its picture leaves room for. */
function verdict(moments: readonly Told[]): Verdict {
  return verdictOf(
    moments.map((moment, at): Moment => ({ ...moment, at })),
    ({ at }) => [moments[at]?.room ?? { wanted: 0, missing: 0 }],
  )
}

function write(key: string, compare: number, quantity: number, wanted: number, missing: number): Told {
  return { what: 'written', key, compare, quantity, room: { wanted, missing } }
}

/** A write from 10 to 8 is not carried out, and two sales leave just that. */
const coincidence: readonly Told[] = [
  { what: 'doubted', key: 'one', compare: 10, target: 8 },
  { what: 'read', shown: 8 },
]

describe('the judge of a killed Node-RED', () => {
  it('lets pass what could be sold and tells of one unit more', () => {
    assert.deepEqual(verdict([write('one', 10, 8, 10, 2)]).broken, [])
    const { broken } = verdict([write('one', 10, 9, 10, 2)])
    assert.deepEqual(
      broken.map(({ moment, limit }) => [moment.quantity, limit]),
      [[9, 8]],
    )
  })

  it('excuses the sale that was taken for a write, and counts that', () => {
    const { broken, coincidences, afterOne, excused } = verdict([...coincidence, write('two', 8, 9, 9, 2)])
    assert.deepEqual(broken, [])
    assert.deepEqual(coincidences, [{ at: 1, units: 2 }])
    assert.deepEqual([afterOne, excused], [1, 1])
  })

  it('does not excuse another sale of that level', () => {
    assert.equal(verdict([...coincidence, write('two', 7, 9, 9, 3)]).broken.length, 1)
  })

  it('excuses it no longer when the picture behind a write knew of every sale', () => {
    const moments = [...coincidence, write('two', 8, 6, 6, 0), write('three', 5, 6, 6, 1)]
    assert.deepEqual(
      verdict(moments).broken.map(({ moment }) => moment.key),
      ['three'],
    )
  })

  it('excuses it no longer when the level was told to be right without a write', () => {
    const told: Told = { what: 'told', asOf: 7, quantity: 8, room: { wanted: 8, missing: 0 } }
    assert.equal(verdict([...coincidence, told, write('two', 7, 8, 8, 1)]).broken.length, 1)
    assert.equal(verdict([...coincidence, write('two', 7, 8, 8, 1)]).broken.length, 0)
  })

  it('excuses it no longer when the process died with the level right and nothing to do', () => {
    const right = write('two', 8, 6, 8, 2)
    const rests: Told = { what: 'rests', asOf: 7, quantity: 6, room: { wanted: 8, missing: 2 } }
    assert.equal(verdict([...coincidence, right, rests, write('three', 6, 8, 8, 2)]).broken.length, 1)
    assert.equal(verdict([...coincidence, right, write('three', 6, 8, 8, 2)]).broken.length, 0)
  })

  it('goes on excusing what was told to stand above its limit', () => {
    const told: Told = { what: 'told', asOf: 7, quantity: 8, room: { wanted: 8, missing: 2 } }
    assert.equal(verdict([...coincidence, told, write('two', 8, 9, 9, 2)]).broken.length, 0)
  })

  it('excuses the sale that an increase writes over when it is carried out twice, and no other', () => {
    const twice = [write('one', 5, 8, 8, 0), write('one', 5, 8, 8, 3)]
    assert.deepEqual(verdict(twice).broken, [])
    assert.deepEqual(verdict(twice).coincidences, [{ at: 1, units: 3 }])
    assert.equal(verdict([...twice, write('two', 7, 8, 8, 4)]).broken.length, 1)
  })
})
