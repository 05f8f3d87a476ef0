import assert from 'node:assert/strict'
import fc from 'fast-check'
import { blankSecrets } from '../../../src/base/error/redact.ts'

describe('removing secrets from a text', () => {
  const blank = (secret: string, text: string): string => blankSecrets(() => [secret])(text)
  const escapes: readonly ((secret: string) => string)[] = [
    (secret) => secret,
    (secret) => secret.toUpperCase(),
    encodeURIComponent,
    (secret) => encodeURIComponent(secret).toLowerCase(),
    (secret) => JSON.stringify(secret).slice(1, -1),
    (secret) => secret.replaceAll('/', '\\/'),
    (secret) => secret.replaceAll('&', '&amp;').replaceAll('<', '&lt;'),
    (secret) => Array.from(secret, (character) => `&#x${character.codePointAt(0)?.toString(16)};`).join(''),
    (secret) => Buffer.from(secret).toString('base64'),
    (secret) => Buffer.from(secret).toString('base64url'),
    (secret) => encodeURIComponent(Buffer.from(secret).toString('base64')),
    (secret) => Buffer.from(secret).toString('hex').toUpperCase(),
  ]
  const printable = fc
    .string({ minLength: 8, maxLength: 40, unit: fc.constantFrom(...Array.from('aZ0 &<>"\'\\/+%$^.*?()[]{}|é')) })
    .filter((secret) => secret.trim() !== '')

  it('removes them in every form', () => {
    fc.assert(
      fc.property(printable, fc.constantFrom(...escapes), (secret, escape) => {
        const piece = escape(secret)
        const text = blank(secret, `before ${piece}!`)
        assert.ok(!text.includes(piece) && text.startsWith('before ***'), text)
      }),
    )
  })

  it('removes them out of the base64 of something longer, such as a login', () => {
    const token = 'shpat_0123456789abcdef'
    for (const before of ['', 'u:', 'user:', 'user1:', 'user12:']) {
      const text = blank(token, `Basic ${Buffer.from(`${before}${token}, and more`).toString('base64')}`)
      assert.match(text, /\*\*\*/)
      for (const start of [0, 1, 2, 3]) assert.doesNotMatch(Buffer.from(text.slice(6 + start), 'base64').toString(), /0123|789a/)
    }
  })

  it('leaves everything else, and copes with no secret', () => {
    assert.equal(blank('hunter2', 'plain text'), 'plain text')
    assert.equal(blank('', 'plain text'), 'plain text')
    assert.equal(blankSecrets(() => [])('plain text'), 'plain text')
  })

  it('knows a secret that was renewed', () => {
    let now = 'first-token'
    const renewed = blankSecrets(() => [now])
    assert.equal(renewed('first-token second-token'), '*** second-token')
    now = 'second-token'
    assert.equal(renewed('first-token second-token'), 'first-token ***')
  })
})
