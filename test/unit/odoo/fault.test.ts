import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { reasonOf, type OdooFailure } from '../../../src/adapters/odoo/failure.ts'
import { faultOf } from '../../../src/adapters/odoo/fault.ts'
import { json2Failure } from '../../../src/adapters/odoo/json-2.ts'
import { property } from '../../../src/ports/odoo/property.ts'
import { xmlRpcFailure } from '../../../src/adapters/odoo/xml-rpc-failure.ts'

/** What real servers said (recordings/<version>/<name>.json) and what it means. The same for every version that has it. */
const meaning: Record<string, { code: string; done: string; detail?: RegExp }> = {
  err_bad_domain: { code: 'ODOO_REFUSED', done: 'no', detail: /^ValueError: Invalid/ },
  err_dup_barcode: { code: 'ODOO_REFUSED', done: 'no', detail: /^Barcode\(s\) already assigned: - Barcode/ },
  err_http_404: { code: 'ODOO_NOT_ODOO', done: 'no' },
  err_http_429_json: { code: 'ODOO_BUSY', done: 'no' },
  err_http_502_html: { code: 'ODOO_BUSY', done: 'maybe' },
  err_missing_record_action: { code: 'ODOO_RECORD_MISSING', done: 'no' },
  err_missing_record_write: { code: 'ODOO_RECORD_MISSING', done: 'no' },
  err_no_access_create_picking: { code: 'ODOO_RIGHTS_MISSING', done: 'no' },
  err_no_access_model: { code: 'ODOO_RIGHTS_MISSING', done: 'no', detail: /You are not allowed to access/ },
  err_no_access_write: { code: 'ODOO_RIGHTS_MISSING', done: 'no' },
  err_private_method: { code: 'ODOO_RIGHTS_MISSING', done: 'no' },
  err_serialization_exhausted: { code: 'ODOO_BUSY', done: 'no', detail: /^psycopg2.errors.SerializationFailure: could not serialize/ },
  err_server_down: { code: 'ODOO_UNREACHABLE', done: 'no' },
  err_unknown_field_domain: { code: 'ODOO_REFUSED', done: 'no', detail: /^ValueError: Invalid field/ },
  err_unknown_field_read: { code: 'ODOO_REFUSED', done: 'no', detail: /^ValueError: Invalid field/ },
  err_unknown_method: { code: 'ODOO_REFUSED', done: 'no', detail: /^AttributeError: The method/ },
  err_unknown_model: { code: 'ODOO_REFUSED', done: 'no' },
  err_unknown_user_connect: { code: 'ODOO_LOGIN_REFUSED', done: 'no' },
  err_user_error: { code: 'ODOO_REFUSED', done: 'no', detail: /^Quant's editing is restricted/ },
  err_validation_required: { code: 'ODOO_REFUSED', done: 'no', detail: /^The operation cannot be completed/ },
  err_wrong_db_connect: { code: 'ODOO_DATABASE_UNKNOWN', done: 'no', detail: /database "nope" does not exist$/ },
  err_wrong_db_execute: { code: 'ODOO_DATABASE_UNKNOWN', done: 'no' },
  err_wrong_password_connect: { code: 'ODOO_LOGIN_REFUSED', done: 'no' },
  err_wrong_password_execute: { code: 'ODOO_LOGIN_REFUSED', done: 'no' },
  err_json2_bad_key: { code: 'ODOO_LOGIN_REFUSED', done: 'no', detail: /^Invalid apikey$/ },
  err_json2_bad_kw: { code: 'ODOO_REFUSED', done: 'no' },
  err_json2_company_denied: { code: 'ODOO_COMPANY_REFUSED', done: 'no' },
  err_json2_dup_barcode: { code: 'ODOO_REFUSED', done: 'no' },
  err_json2_missing_write: { code: 'ODOO_RECORD_MISSING', done: 'no' },
  err_json2_no_access: { code: 'ODOO_RIGHTS_MISSING', done: 'no' },
  err_json2_no_access_write: { code: 'ODOO_RIGHTS_MISSING', done: 'no' },
  err_json2_no_auth: { code: 'ODOO_LOGIN_REFUSED', done: 'no' },
  err_json2_no_db: { code: 'ODOO_DATABASE_UNKNOWN', done: 'no' },
  err_json2_positional_list: { code: 'ODOO_REFUSED', done: 'no' },
  err_json2_private: { code: 'ODOO_RIGHTS_MISSING', done: 'no' },
  err_json2_serialization_exhausted: { code: 'ODOO_BUSY', done: 'no' },
  err_json2_unknown_domain_field: { code: 'ODOO_REFUSED', done: 'no' },
  err_json2_unknown_field: { code: 'ODOO_REFUSED', done: 'no' },
  err_json2_unknown_method: { code: 'ODOO_REFUSED', done: 'no' },
  err_json2_unknown_model: { code: 'ODOO_REFUSED', done: 'no' },
  err_json2_validation: { code: 'ODOO_REFUSED', done: 'no' },
  err_json2_wrong_ctype: { code: 'ODOO_NOT_ODOO', done: 'no', detail: /^HTTP 415 415 Unsupported Media Type$/ },
  err_json2_wrong_db: { code: 'ODOO_DATABASE_UNKNOWN', done: 'no' },
}

const folder = new URL('recordings/', import.meta.url)

/** The failure in a recording, or undefined when the server answered with success. */
function recorded(version: string, file: string): OdooFailure | undefined {
  const recording: unknown = JSON.parse(readFileSync(new URL(`${version}/${file}`, folder), 'utf8'))
  const fault = property(recording, 'fault')
  const response = property(recording, 'response')
  if (response !== undefined) {
    const status = property(response, 'status')
    const body = property(response, 'body')
    if (typeof status !== 'number' || status === 200) return undefined
    return json2Failure(status, typeof body === 'string' ? body : JSON.stringify(body))
  }
  if (fault === undefined) return undefined
  const plain = property(fault, 'rejectedWithString')
  const status = property(fault, 'httpStatus')
  return xmlRpcFailure(plain ?? Object.assign(new Error(), fault, status === undefined ? {} : { res: { statusCode: status } }))
}

describe('what a failure of Odoo means', () => {
  for (const version of ['17', '18', '19']) {
    for (const file of readdirSync(new URL(version, folder))) {
      const failure = recorded(version, file)
      if (failure === undefined) continue
      it(`reads the recorded ${file} of Odoo ${version}`, () => {
        const expected = meaning[file.replace('.json', '')]
        assert.ok(expected !== undefined, 'a recording without an expectation')
        assert.deepEqual(faultOf(failure), { code: expected.code, done: expected.done })
        const detail = reasonOf(failure)
        assert.ok(detail !== '' && detail.length <= 400)
        assert.doesNotMatch(detail, /File "/, "the paths of the server are nobody's business")
        if (expected.detail !== undefined) assert.match(detail, expected.detail)
      })
    }
  }

  it('knows that a None fault is a success', () => {
    const text = 'Traceback (most recent call last):\nTypeError: cannot marshal None unless allow_none is enabled\n'
    assert.deepEqual(faultOf({ kind: 'fault', status: 1, text }), { code: 'none', done: 'yes' })
  })

  it('knows that an answer that cannot be marshalled was carried out', () => {
    const fault = faultOf({ kind: 'fault', status: 1, text: 'Traceback\nTypeError: dictionary key must be string\n' })
    assert.deepEqual(fault, { code: 'ODOO_ANSWER_INVALID', done: 'yes' })
  })

  it('tells certificates, refused connections and lost connections apart', () => {
    const codes = ['DEPTH_ZERO_SELF_SIGNED_CERT', 'ERR_TLS_CERT_ALTNAME_INVALID', 'CERT_HAS_EXPIRED', 'UNABLE_TO_VERIFY_LEAF_SIGNATURE']
    for (const code of codes) assert.deepEqual(faultOf({ kind: 'network', code, text: '' }), { code: 'ODOO_TLS_REFUSED', done: 'no' })
    assert.deepEqual(faultOf({ kind: 'network', code: 'ENOTFOUND', text: '' }), { code: 'ODOO_UNREACHABLE', done: 'no' })
    assert.deepEqual(faultOf({ kind: 'network', code: 'ECONNRESET', text: '' }), { code: 'ODOO_UNREACHABLE', done: 'maybe' })
  })

  it('takes a database that is starting or out of connections for busy', () => {
    const text = 'Traceback\npsycopg2.OperationalError: FATAL:  the database system is starting up\n'
    assert.equal(faultOf({ kind: 'fault', status: 1, text }).code, 'ODOO_BUSY')
    assert.equal(
      faultOf({ kind: 'fault', status: 1, text: 'Traceback\npsycopg2.pool.PoolError: The Connection Pool Is Full' }).code,
      'ODOO_BUSY',
    )
  })

  it('does not take a page of a proxy for an answer of Odoo', () => {
    assert.equal(faultOf({ kind: 'page', status: 200, text: '<html><title>Sign in</title>' }).code, 'ODOO_NOT_ODOO')
    assert.equal(faultOf({ kind: 'page', status: 301, text: '' }).code, 'ODOO_NOT_ODOO')
    assert.equal(faultOf({ kind: 'page', status: 200, text: 'half an ans' }).code, 'ODOO_ANSWER_INVALID')
  })
})
