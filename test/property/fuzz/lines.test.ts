import assert from 'node:assert/strict'
import fc from 'fast-check'
import { SyncError } from '../../../src/base/error/sync-error.ts'
import { checkLines, type LineKind } from '../../../src/base/messages/check.ts'
import { describeError } from '../../../src/base/error/describe.ts'
import { textsFor } from '../../../nodes/kit/texts.ts'
import { levelLine, linkedLine } from '../../support/levels.ts'
import { picture, place, stockAt } from '../../support/pictures.ts'
import { fuzzLimitMs, fuzzRuns } from './support/fuzz-runs.ts'
import { oddPayload } from './support/odd-payload.ts'
import { wordOf } from '../../../src/base/text/say.ts'

const stock = place('NJ/Stock', 1, 7, 8)
const failed = describeError(new SyncError('PRODUCT_UNLINKED', { sku: 'A' }), textsFor('en-US'), '2026-03-01T10:04:07Z')
const good = [levelLine(1, 5, 12), [linkedLine(1, 5, 12), linkedLine(2, 5, 3)], picture([stock], [stockAt(stock, 4)]), [failed]]
const kinds: readonly LineKind[] = ['picture', 'level', 'linked-level', 'applied', 'failed', 'report']

describe('a payload of anything', function () {
  this.timeout(fuzzLimitMs)
  it('fits, or is refused with the field and the problem in words, in both languages', () => {
    const asked = fc.record({ kind: fc.constantFrom(...kinds), payload: oddPayload(good), language: fc.constantFrom('en-US', 'de') })
    fc.assert(
      fc.property(asked, ({ kind, payload, language }) => {
        const say = textsFor(language)
        try {
          for (const line of checkLines(kind, payload)) assert.equal(line.kind, kind === 'linked-level' ? 'level' : kind)
        } catch (error) {
          assert.ok(error instanceof SyncError, String(error))
          assert.equal(error.code, 'MESSAGE_MALFORMED')
          assert.match(wordOf(error.values['field']), /^payload(\[\d+\])?/)
          const told = describeError(error, say, '2026-03-01T10:04:07Z')
          assert.ok(told.text.includes('payload') && !/__|undefined/.test(told.text.replaceAll('__proto__', '')), told.text)
        }
      }),
      fuzzRuns(4000),
    )
  })

  it('never changes what every object has', () => {
    fc.assert(
      fc.property(fc.constantFrom(...kinds), oddPayload(good), (kind, payload) => {
        const hostile: unknown = JSON.parse(JSON.stringify({ kind: 'level', odoo: payload ?? null }).replace('"kind"', '"__proto__"'))
        assert.throws(() => checkLines(kind, hostile), SyncError)
        assert.deepEqual(Object.keys(Object.prototype), [])
      }),
      fuzzRuns(500),
    )
  })
})
