import assert from 'node:assert/strict'
import { Excuse } from '../../support/excuse.ts'

/** A write from 10 to 8 that was not carried out, and two sales that leave just that. */
function met(): Excuse {
  const excuse = new Excuse()
  excuse.doubts('one', 10, 8)
  assert.equal(excuse.reads(8), 2)
  return excuse
}

describe('the excuse for a coincidence', () => {
  it('is none before one has happened: the limit is what could be sold', () => {
    const excuse = new Excuse()
    assert.equal(excuse.limit([{ wanted: 8, missing: 2 }]), 6)
    assert.equal(excuse.limit([{ wanted: 3, missing: 5 }]), 0)
    assert.equal(excuse.open, false)
  })

  it('is just the sale that was taken for the write', () => {
    assert.equal(met().limit([{ wanted: 8, missing: 2 }]), 8)
    assert.equal(met().limit([{ wanted: 8, missing: 5 }]), 5)
  })

  it('is never more than what the picture misses, nor does it lift a level that is more than sold out', () => {
    assert.equal(met().limit([{ wanted: 8, missing: 1 }]), 8)
    assert.equal(met().limit([{ wanted: 8, missing: 0 }]), 8)
    assert.equal(met().limit([{ wanted: 1, missing: 5 }]), 0)
  })

  it('is none where the reading shows anything else, or nothing was in doubt', () => {
    const excuse = new Excuse()
    excuse.doubts('one', 10, 8)
    assert.equal(excuse.reads(7), 0)
    assert.equal(excuse.limit([{ wanted: 8, missing: 3 }]), 5)
    assert.equal(new Excuse().reads(8), 0)
  })

  it('stays while the level rests above its limit, by as much as it does', () => {
    const excuse = met()
    excuse.rests(8, [{ wanted: 8, missing: 2 }])
    assert.equal(excuse.units, 2)
    excuse.rests(8, [{ wanted: 9, missing: 2 }])
    assert.equal(excuse.units, 1)
  })

  it('outlives a write that does without it: a hold that stands in for the sale may end by a picture that comes meanwhile', () => {
    const excuse = met()
    excuse.carriedOut([{ wanted: 8, missing: 2 }])
    assert.equal(excuse.units, 2)
  })

  it('is cut to what the picture behind a write misses', () => {
    const excuse = met()
    excuse.carriedOut([{ wanted: 7, missing: 1 }])
    assert.equal(excuse.units, 1)
    excuse.carriedOut([])
    assert.equal(excuse.units, 1)
    excuse.carriedOut([{ wanted: 6, missing: 0 }])
    assert.equal(excuse.units, 0)
  })

  it('ends where the level rests without it', () => {
    const excuse = met()
    excuse.rests(6, [{ wanted: 8, missing: 2 }])
    assert.equal(excuse.units, 0)
    assert.equal(excuse.limit([{ wanted: 8, missing: 4 }]), 4)
  })

  it('ends when a picture knows of every sale', () => {
    const excuse = met()
    excuse.rests(6, [{ wanted: 6, missing: 0 }])
    assert.equal(excuse.limit([{ wanted: 6, missing: 2 }]), 4)
  })

  it('ends at nought only as far as that shows', () => {
    const excuse = met()
    excuse.rests(0, [{ wanted: 3, missing: 4 }])
    assert.equal(excuse.units, 1)
  })

  it('adds up over several, where the later write was planned on the earlier one', () => {
    const excuse = met()
    excuse.doubts('two', 8, 5)
    assert.equal(excuse.reads(5), 3)
    assert.equal(excuse.units, 5)
    assert.equal(excuse.limit([{ wanted: 5, missing: 5 }]), 5)
  })

  it('counts once, however often the same write is asked for and its value is read', () => {
    const excuse = met()
    excuse.doubts('one', 10, 8)
    assert.equal(excuse.reads(8), 0)
    assert.equal(excuse.units, 2)
  })

  it('knows also the write before the last one', () => {
    const excuse = new Excuse()
    excuse.doubts('one', 10, 8)
    assert.equal(excuse.reads(9), 0)
    excuse.doubts('two', 9, 7)
    assert.equal(excuse.reads(8), 2)
  })

  it('believes the newest of several writes that would have left the same: what was sold before it is held', () => {
    const excuse = new Excuse()
    excuse.doubts('one', 10, 8)
    assert.equal(excuse.reads(9), 0)
    excuse.doubts('two', 9, 8)
    assert.equal(excuse.reads(8), 1)
  })

  it('forgets what was in doubt before a value was proved', () => {
    const excuse = new Excuse()
    excuse.doubts('one', 10, 8)
    excuse.rests(9, [{ wanted: 9, missing: 0 }])
    assert.equal(excuse.reads(8), 0)
    assert.equal(excuse.open, false)
    excuse.doubts('two', 9, 7)
    excuse.carriedOut([{ wanted: 9, missing: 5 }])
    assert.equal(excuse.reads(7), 0)
  })

  it('does not forget what came into doubt before it is told of a value', () => {
    const excuse = met()
    excuse.doubts('two', 8, 5)
    excuse.rested(8, [{ wanted: 8, missing: 2 }])
    assert.equal(excuse.reads(5), 3)
  })

  it('is none for a write that would have increased the level: a sale cannot be taken for it', () => {
    const excuse = new Excuse()
    excuse.doubts('one', 5, 9)
    assert.equal(excuse.reads(9), 0)
  })

  it('is the sale between, where an increase is carried out twice, and nothing where a decrease is', () => {
    const excuse = new Excuse()
    assert.equal(excuse.repeats(5, 8), 3)
    assert.equal(excuse.limit([{ wanted: 8, missing: 3 }]), 8)
    assert.equal(excuse.limit([{ wanted: 8, missing: 4 }]), 7)
    assert.equal(new Excuse().repeats(8, 5), 0)
  })

  it('asks the mildest of the pictures that may be behind a write, and gives up no more than all of them allow', () => {
    const excuse = met()
    const rooms = [
      { wanted: 8, missing: 2 },
      { wanted: 6, missing: 0 },
    ]
    assert.equal(excuse.limit(rooms), 8)
    excuse.rests(7, rooms)
    assert.equal(excuse.units, 1)
  })
})
