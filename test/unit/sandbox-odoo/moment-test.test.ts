import assert from 'node:assert/strict'
import { momentTest } from '../../../sandbox/odoo/domain/moment-test.ts'
import { majorVersions } from '../../../sandbox/odoo/major-version.ts'
import { momentText, parseMoment } from '../../../sandbox/odoo/record/moment.ts'

const stored = Date.UTC(2026, 10, 20, 21, 31, 36) * 1000 + 743_544
const shown = '2026-11-20 21:31:36'

/** odoo-facts 4: operator and text, what 17 and 18 say, what 19 says. */
const table: readonly (readonly [string, string, boolean, boolean])[] = [
  ['>', shown, true, false],
  ['>=', shown, true, true],
  ['=', shown, false, true],
  ['<=', shown, false, true],
  ['!=', shown, true, false],
  ['<', shown, false, false],
  ['>', `${shown}.743544`, false, false],
  ['>=', '2026-11-20T21:31:36', true, true],
  ['>=', '2026-11-20', true, true],
]

describe('the comparison of moments in a domain', () => {
  for (const [operator, text, early, late] of table) {
    for (const version of majorVersions) {
      it(`says ${version === 19 ? late : early} to ${operator} '${text}' in ${version}`, () => {
        assert.equal(momentTest(operator, text, version)(stored), version === 19 ? late : early)
      })
    }
  }

  it('takes a text with Z in 17 and 18, and refuses it in 19', () => {
    assert.equal(momentTest('>=', `${shown.replace(' ', 'T')}Z`, 17)(stored), true)
    assert.throws(() => momentTest('>=', `${shown.replace(' ', 'T')}Z`, 19), /expecting only datetimes with no timezone/)
  })

  it('refuses what is no moment', () => {
    for (const version of majorVersions) assert.throws(() => momentTest('=', 'soon', version))
  })

  it('shows and reads back the whole second', () => {
    assert.equal(momentText(stored), shown)
    assert.equal(momentText(parseMoment(momentText(stored))?.micros ?? 0), shown)
  })
})
