import assert from 'node:assert/strict'
import { traceCodes } from '../../../src/base/messages/trace-codes.ts'
import { sentences } from '../../support/english.ts'

describe('the reasons for a number', () => {
  it('have their sentences in the catalogue, and the catalogue has no others', () => {
    assert.deepEqual(
      [...new Set(Object.keys(sentences('en-US')['trace'] ?? {}).map((key) => key.replace(/_(one|other)$/, '')))].toSorted(),
      [...traceCodes].toSorted(),
    )
  })
})
