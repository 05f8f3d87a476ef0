import assert from 'node:assert/strict'
import { compile } from '../../../src/base/messages/compile.ts'

describe('a compiled schema', () => {
  it('is compiled when the first value comes, and not before', () => {
    const broken = compile<number>({ type: 'nothing of the kind' })
    assert.throws(() => broken(1), /type/)
  })

  it('says why the last value does not fit, and nothing after one that does', () => {
    const isCount = compile<number>({ type: 'integer', minimum: 1 })
    assert.equal(isCount(0), false)
    assert.equal(isCount.errors?.[0]?.keyword, 'minimum')
    assert.equal(isCount(1), true)
    assert.equal(isCount.errors, null)
  })
})
