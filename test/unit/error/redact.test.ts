import assert from 'node:assert/strict'
import { redact } from '../../../src/base/error/redact.ts'

describe('a foreign text that is shown', () => {
  it('cannot forge a line of the log', () => {
    assert.equal(redact('MUG\n21 Nov 10:00:00 - [info] all delivered'), 'MUG')
    assert.equal(redact('MUG\u2028forged'), 'MUG')
    assert.equal(redact('MUG\rforged'), 'MUG')
  })

  it('cannot command a terminal', () => {
    assert.equal(redact('\u001b[2JMUG\u0007\u009b31m red'), ' [2JMUG 31m red')
  })

  it('loses no letter of another script', () => {
    assert.equal(redact('カップ, Größe L, „blau“ 🫖'), 'カップ, Größe L, „blau“ 🫖')
  })

  it('is cut where it is too long', () => {
    assert.equal(redact('x'.repeat(1000)).length, 300)
  })

  it('keeps no secret', () => {
    const shown = redact(
      `shpat_0123456789abcdef https://u:p4ss@odoo.example Bearer abcdefgh12345678 password=hunter22 ${'0123456789'.repeat(4)}`,
    )
    for (const secret of ['shpat_', 'p4ss', 'abcdefgh12345678', 'hunter22', '0123456789']) assert.ok(!shown.includes(secret), shown)
  })
})
