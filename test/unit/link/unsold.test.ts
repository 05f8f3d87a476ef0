import assert from 'node:assert/strict'
import type { FailedLine } from '../../../src/base/messages/failed.ts'
import { patternsIn, sortUnsold } from '../../../src/rules/link/attach.ts'

const line = (sku: string | undefined, code = 'VARIANT_UNLINKED'): FailedLine => ({
  kind: 'failed',
  code,
  class: 'product-identity',
  retry: 'when-fixed',
  text: 'text',
  cure: 'cure',
  at: '2026-11-20T00:00:00Z',
  subject: sku === undefined ? {} : { sku },
})
const skus = (lines: readonly FailedLine[]): (string | undefined)[] => lines.map(({ subject }) => subject.sku)

describe('Odoo products that the shop does not sell', () => {
  const lines = [line('RAW-1'), line('A-1'), line(undefined), line('RAW-2', 'PRODUCT_UNLINKED')]

  it('are jobs, or only counted, as is chosen', () => {
    assert.deepEqual(sortUnsold(lines, { choice: 'job', leaveOut: ['*'] }), { jobs: lines, counted: [] })
    const { jobs, counted } = sortUnsold(lines, { choice: 'count', leaveOut: [] })
    assert.deepEqual([skus(jobs), skus(counted)], [['RAW-2'], ['RAW-1', 'A-1', undefined]])
  })

  it('are left out by a rule, and the others are jobs', () => {
    const { jobs, counted } = sortUnsold(lines, { choice: 'rule', leaveOut: patternsIn('RAW-*, X ;\n Y') })
    assert.deepEqual([skus(jobs), skus(counted)], [['A-1', undefined, 'RAW-2'], ['RAW-1']])
  })

  for (const [pattern, sku, fits] of [
    ['RAW-*', 'RAW-1', true],
    ['RAW-*', 'RAW-', true],
    ['RAW-*', 'raw-1', false],
    ['*-RAW', 'A-RAW', true],
    ['*-RAW', 'RAW', false],
    ['A*B*C', 'A1B2C', true],
    ['A*B*C', 'AC', false],
    ['A*A', 'A', false],
    ['A*BA*', 'ABA', true],
    ['A.C', 'ABC', false],
    ['*', '', true],
    ['A', 'AB', false],
    ['**', 'A', true],
  ] as const) {
    it(`${fits ? 'fit' : 'do not fit'} ${pattern} as ${sku || 'a blank reference'}`, () => {
      assert.equal(sortUnsold([line(sku)], { choice: 'rule', leaveOut: [pattern] }).counted.length === 1, fits)
    })
  }

  it('are looked through in time however long a reference or a rule is', () => {
    const long = 'a'.repeat(200_000)
    const rule = Array.from({ length: 500 }, () => 'a*').join('')
    assert.equal(sortUnsold([line(`${long}b`)], { choice: 'rule', leaveOut: [`${rule}c`] }).counted.length, 0)
  }).timeout(2000)
})
