import assert from 'node:assert/strict'
import { sayFrom } from '../../../src/base/text/catalogue.ts'

describe('text catalogue', () => {
  const say = sayFrom({ trace: { 'free-at': 'frei __quantity__ in __location__' } }, { trace: { only: 'only in English' } })

  it('fills the values into the sentence', () => {
    assert.equal(say('trace.free-at', { quantity: 100, location: 'NJ/Stock' }), 'frei 100 in NJ/Stock')
  })

  it('falls back to the next catalogue', () => {
    assert.equal(say('trace.only'), 'only in English')
  })

  it('returns an unknown key as it is, and leaves an unknown value visible', () => {
    assert.equal(say('trace.nowhere'), 'trace.nowhere')
    assert.equal(say('trace.free-at', { quantity: 1 }), 'frei 1 in __location__')
  })

  it('does not read inherited properties', () => {
    assert.equal(say('constructor.name'), 'constructor.name')
    assert.equal(say('trace.free-at', Object.create({ quantity: 5 })), 'frei __quantity__ in __location__')
  })
})
