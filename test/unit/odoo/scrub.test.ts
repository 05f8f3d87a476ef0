import assert from 'node:assert/strict'
import fc from 'fast-check'
import { scrubber } from '../../../src/odoo/scrub.ts'

describe('removing secrets from a text', () => {
  const escapes: readonly ((secret: string) => string)[] = [
    (secret) => secret,
    (secret) => secret.toUpperCase(),
    encodeURIComponent,
    (secret) => JSON.stringify(secret).slice(1, -1),
    (secret) => secret.replaceAll('&', '&amp;').replaceAll('<', '&lt;'),
    (secret) => Buffer.from(secret).toString('base64'),
  ]

  it('removes them in every form', () => {
    const printable = fc.string({ minLength: 8, maxLength: 40, unit: fc.constantFrom(...Array.from('aZ0 &<>"\'\\/+%$^.*?()[]{}|é')) })
    fc.assert(
      fc.property(printable, fc.constantFrom(...escapes), (secret, escape) => {
        fc.pre(secret.trim() !== '')
        assert.equal(scrubber([secret])(`before ${escape(secret)}!`), 'before ***!')
      }),
    )
  })

  it('leaves everything else, and copes with no secret', () => {
    assert.equal(scrubber(['hunter2'])('plain text'), 'plain text')
    assert.equal(scrubber([''])('plain text'), 'plain text')
  })
})
