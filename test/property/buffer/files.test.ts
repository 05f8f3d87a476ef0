import assert from 'node:assert/strict'
import fc from 'fast-check'
import Papa from 'papaparse'
import { bufferFile, readBufferFile } from '../../../src/rules/buffer/buffer-file.ts'
import { compareBuffers } from '../../../src/rules/buffer/compare-buffers.ts'
import { ruleList } from '../../../src/rules/buffer/buffer-rules.ts'
import { readyBuffer } from '../../../src/rules/buffer/find-buffer.ts'
import { anyRules } from '../../support/buffer-rules.ts'

describe('laws of buffer rules in files', () => {
  for (const format of ['csv', 'json'] as const)
    it(`any rules come back from ${format} as they were`, () => {
      fc.assert(
        fc.property(anyRules, (rules) => {
          assert.deepEqual(readBufferFile(bufferFile(rules, format), format), { rules, problems: [] })
        }),
        { numRuns: 500 },
      )
    })

  it('what a file may hold is what the running node takes', () => {
    fc.assert(fc.property(anyRules, (rules) => assert.doesNotThrow(() => readyBuffer(rules))))
  })

  it('no cell runs as a formula in a spreadsheet', () => {
    fc.assert(
      fc.property(anyRules, (rules) => {
        const { data } = Papa.parse<string[]>(bufferFile(rules, 'csv'), { delimiter: ',' })
        assert.deepEqual(
          data.flat().filter((cell) => /^[=+\-@\t\r]/.test(cell)),
          [],
        )
      }),
    )
  })

  it('of whatever can be read only rules are made that the running node takes', () => {
    const cell = fc.constantFrom(
      '',
      'A',
      '7',
      '-1',
      '5%',
      '1e3',
      '1e999',
      'none',
      'units',
      'PERCENT',
      'half',
      'gid://shopify/Location/7',
      ' ',
    )
    const line = fc.array(cell, { minLength: 6, maxLength: 6 })
    fc.assert(
      fc.property(fc.array(line, { maxLength: 3 }), (lines) => {
        const file = Papa.unparse([['sku', 'odooProductId', 'shopifyLocationId', 'shopifyLocation', 'rule', 'amount'], ...lines])
        const { rules, problems } = readBufferFile(file, 'csv')
        if (problems.length === 0) assert.doesNotThrow(() => readyBuffer(rules))
      }),
      { numRuns: 500 },
    )
  })

  it('the difference of two buffers names each rule once, and there is none of a buffer to itself', () => {
    fc.assert(
      fc.property(anyRules, anyRules, (one, other) => {
        assert.deepEqual(compareBuffers(one, one), [])
        const count = (change: string): number => compareBuffers(one, other).filter((difference) => difference.change === change).length
        assert.equal(ruleList(other).length - ruleList(one).length, count('added') - count('removed'))
      }),
    )
  })
})
