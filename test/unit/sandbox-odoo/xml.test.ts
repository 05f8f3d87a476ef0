import assert from 'node:assert/strict'
import fc from 'fast-check'
import { readMethodCall } from '../../../sandbox/odoo/protocol/xml-read.ts'
import { faultResponse, methodResponse } from '../../../sandbox/odoo/protocol/xml-write.ts'
import type { Json } from '../../../sandbox/odoo/orm/json.ts'

const call = (value: string) =>
  readMethodCall(`<?xml version="1.0"?><methodCall><methodName>m</methodName><params><param>${value}</param></params></methodCall>`)

/** What the simulator writes is also what a client may send: a struct, list, text or number. */
const json: fc.Arbitrary<Json> = fc.letrec<{ value: Json }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3 },
    fc.boolean(),
    fc.integer({ min: -2_000_000_000, max: 2_000_000_000 }),
    fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e6, max: 1e6 }).filter((number) => !Object.is(number, -0)),
    fc.string({ unit: 'grapheme' }),
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(fc.stringMatching(/^[a-z_&<]{1,6}$/), tie('value'), { maxKeys: 4 }),
  ),
})).value

describe('XML-RPC in the simulated Odoo', () => {
  it('reads back what it writes', () => {
    fc.assert(
      fc.property(json, (value) => {
        const written = methodResponse(value)
        const inner = written.slice(written.indexOf('<value>'), written.lastIndexOf('</value>') + '</value>'.length)
        assert.deepEqual(call(inner).params, [plain(value)])
      }),
    )
  })

  it('reads every type and form that clients send', () => {
    assert.deepEqual(call('<value>bare &amp; text</value>').params, ['bare & text'])
    assert.deepEqual(call('<value/>').params, [''])
    assert.deepEqual(call('<value><i4>-7</i4></value>').params, [-7])
    assert.deepEqual(call('<value><double>1.5</double></value>').params, [1.5])
    assert.deepEqual(call('<value><nil/></value>').params, [null])
    assert.deepEqual(call('<value><string/></value>').params, [''])
    assert.deepEqual(call('<value><array><data/></array></value>').params, [[]])
    assert.deepEqual(call('<value><string>a&#10;&#x1F600;<![CDATA[<b>&]]></string></value>').params, ['a\n😀<b>&'])
    assert.deepEqual(call('<value><dateTime.iso8601>20261120T10:11:12</dateTime.iso8601></value>').params, ['2026-11-20 10:11:12'])
  })

  it('cannot write None', () => assert.throws(() => methodResponse([null]), /cannot marshal None unless allow_none is enabled/))

  it('refuses what is no call', () => {
    for (const xml of ['', '<methodCall>', '<a/>', '{"json":1}', '<methodCall><methodName>m']) assert.throws(() => readMethodCall(xml))
  })

  it('writes a fault with its text safe', () => assert.match(faultResponse(2, 'a < b & c'), /<int>2<\/int>[^]*a &lt; b &amp; c/))
})

/** A dictionary of fast-check has no prototype; deepEqual minds that. */
function plain(value: Json): unknown {
  const copy: unknown = JSON.parse(JSON.stringify(value))
  return copy
}
