import assert from 'node:assert/strict'
import { errorCatalogue, errorCodes } from '../../../src/base/error/catalogue.ts'
import { describeError } from '../../../src/base/error/describe.ts'
import { redact } from '../../../src/base/error/redact.ts'
import { SyncError } from '../../../src/base/error/sync-error.ts'
import { checkLines } from '../../../src/base/messages/check.ts'
import { english, german } from '../../support/english.ts'

const at = '2026-03-01T10:05:00Z'

describe('putting failures into words', () => {
  it('says what, why, what to do, and whether it will be retried', () => {
    const error = new SyncError('PRODUCT_UNLINKED', { sku: 'ABC-RED-M' }, { subject: { sku: 'ABC-RED-M', odooProductId: 482 } })
    assert.deepEqual(describeError(error, english, at), {
      kind: 'failed',
      code: 'PRODUCT_UNLINKED',
      class: 'product-identity',
      text: 'SKU ABC-RED-M has no linked Odoo product',
      cure: 'Give the variant in Shopify the internal reference of its Odoo product as SKU, or link the two by hand in product-link; the next match does the rest. If its stock is not kept in Odoo, dismiss this job: it stays closed until its facts change.',
      retry: 'when-fixed',
      subject: { sku: 'ABC-RED-M', odooProductId: 482 },
      at,
      values: { sku: 'ABC-RED-M' },
    })
    assert.equal(describeError(error, german, at).text, 'Die SKU ABC-RED-M ist mit keinem Odoo-Produkt verknüpft')
  })

  it('makes failed lines that fit their schema, for every code and for whatever is thrown', () => {
    for (const code of errorCodes) {
      const failed = describeError(new SyncError(code), english, at)
      checkLines('failed', failed)
      assert.equal(failed.retry, errorCatalogue[code].retry)
      assert.doesNotMatch(`${failed.text} ${failed.cure}`, /__|error\./, code)
    }
    for (const thrown of [new TypeError('x'), 'text', null, undefined, 7, { message: 'no error' }]) {
      assert.equal(checkLines('failed', describeError(thrown, english, at))[0]?.code, 'UNEXPECTED')
    }
  })

  it('uses the names of the subject in the sentence, and lets the error know better than its place', () => {
    const error = new SyncError('ITEM_NOT_STOCKED', {}, { subject: { sku: 'A', shopifyLocation: 'New Jersey' } })
    const failed = describeError(error, english, at, { subject: { sku: 'B', shop: 'a.myshopify.com' } })
    assert.equal(failed.text, 'SKU A is not stocked at New Jersey in Shopify')
    assert.deepEqual(failed.subject, { sku: 'A', shop: 'a.myshopify.com', shopifyLocation: 'New Jersey' })
  })

  it('keeps the line that failed', () => {
    assert.deepEqual(describeError(new Error('x'), english, at, { line: { kind: 'level', quantity: 5 } }).line, {
      kind: 'level',
      quantity: 5,
    })
  })

  it('never shows the message or the stack of a foreign error', () => {
    const failed = JSON.stringify(
      describeError(new Error('login failed for shpat_0123456789abcdef', { cause: new Error('deep') }), english, at),
    )
    assert.doesNotMatch(failed, /shpat|login failed|\.ts|at Object|deep/)
    const system = Object.assign(new Error('connect ECONNREFUSED 10.0.0.1'), { code: 'ECONNREFUSED' })
    assert.match(describeError(system, english, at).text, /\(Error ECONNREFUSED\)/)
    const odd = Object.assign(new Error('x'), { name: 'token=abc def', code: 'pass word' })
    assert.match(describeError(odd, english, at).text, /\(Error\)/)
  })

  it('shows no more of a foreign error when it comes wrapped', () => {
    const wrapped = new SyncError('UNEXPECTED', { message: 'TypeError: secret plan' }, { cause: new TypeError('secret plan') })
    const failed = describeError(wrapped, english, at)
    assert.match(failed.text, /\(TypeError\)/)
    assert.doesNotMatch(JSON.stringify(failed), /secret plan/)
    assert.equal(describeError(new SyncError('UNEXPECTED'), english, at).code, 'UNEXPECTED')
    assert.match(
      describeError(new SyncError('UNEXPECTED', { name: 'a job has an id that is taken' }), english, at).text,
      /id that is taken/,
    )
  })

  it('blanks out secrets that came with a value', () => {
    const secrets: [string, string][] = [
      ['token shpat_0123456789abcdef refused', 'shpat_0123456789abcdef'],
      ['https://user:pa55word@odoo.example.com/web', 'pa55word'],
      ['Authorization: Bearer abcdefgh12345678', 'abcdefgh12345678'],
      ['{"password": "hunter2", "x": 1}', 'hunter2'],
      ['api_key=0a1b2c3d', '0a1b2c3d'],
      [`key ${'0123456789abcdef'.repeat(3).slice(0, 40)}`, '0123456789abcdef'],
      ['failed\n    at Odoo.call (/srv/odoo.js:1:2)', 'srv'],
    ]
    for (const [text, secret] of secrets) {
      const failed = JSON.stringify(describeError(new SyncError('ODOO_REFUSED', { detail: text }), english, at))
      assert.ok(!failed.includes(secret), `${secret} in ${failed}`)
    }
  })

  it('leaves ordinary texts as they are, and cuts endless ones', () => {
    for (const text of ['gid://shopify/Location/1', 'NJ/Stock/Zone-A', 'https://odoo.example.com/jsonrpc', 'The token was refused'])
      assert.equal(redact(text), text)
    assert.equal(redact('x'.repeat(1000)).length, 300)
  })
})
