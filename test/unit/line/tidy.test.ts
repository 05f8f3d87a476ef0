import assert from 'node:assert/strict'
import { tidy } from '../../../src/base/messages/tidy.ts'

describe('tidying a sum of decimals', () => {
  it('takes out binary noise and leaves real digits', () => {
    assert.equal(tidy(0.1 + 0.2), 0.3)
    assert.equal(tidy(94.99999999999999), 95)
    assert.equal(tidy(7.77), 7.77)
    assert.equal(tidy(-2.5), -2.5)
    assert.equal(tidy(1_000_000_000), 1_000_000_000)
  })

  it('never answers minus zero, and leaves alone what is beyond its reach', () => {
    assert.ok(Object.is(tidy(-1e-9), 0))
    assert.equal(tidy(1e305), 1e305)
  })
})
