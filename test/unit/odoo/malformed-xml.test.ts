import assert from 'node:assert/strict'
import { LostOdooAnswer } from '../../../src/adapters/odoo/lost-odoo-answer.ts'
import { Connections, fails } from './support/connections.ts'
import { xml, type Script } from './support/fake-odoo.ts'

const overXml = { transport: 'xml-rpc' } as const
const open = '<?xml version="1.0"?><methodResponse>'
const malformed: readonly [what: string, body: string][] = [
  ['a fault without a value', `${open}<fault></fault></methodResponse>`],
  ['a fault with nothing in it', `${open}<fault><value><nil/></value></fault></methodResponse>`],
  ['a fault that is a text', `${open}<fault><value>no</value></fault></methodResponse>`],
  ['a fault that ends early', `${open}<fault><value><struct><member><name>faultCode</name>`],
  ['a number that is none', `${open}<params><param><value><int>x</int></value></param></params></methodResponse>`],
  ['a date that is none', `${open}<params><param><value><dateTime.iso8601>?</dateTime.iso8601></value></param></params></methodResponse>`],
  ['an array that is closed and never opened', `${open}<params></data></array></params></methodResponse>`],
  ['two values', `${open}<params><param><value>1</value></param><param><value>2</value></param></params></methodResponse>`],
  ['a call instead of an answer', '<?xml version="1.0"?><methodCall><methodName>x</methodName></methodCall>'],
  ['an unknown tag', `${open}<nonsense/></methodResponse>`],
  ['something that is no XML', '{"error": "<<<>>> &&&"}'],
  ['zeros', '\0'.repeat(5000)],
]

describe('a malformed XML-RPC answer', () => {
  const at = new Connections()
  afterEach(() => at.close())

  for (const [what, body] of malformed) {
    it(`fails the call and nothing else: ${what}`, async () => {
      const { odoo } = await at.open({ version: '18.0', call: (_, response) => void response.end(body) }, overXml)
      const error = await fails(odoo.write('sale.order', [1], { note: 'x' }))
      assert.ok(error instanceof LostOdooAnswer, 'the write may have been carried out')
      assert.equal(error.code, 'ODOO_ANSWER_INVALID')
    })
  }

  it('is survived in the login too', async () => {
    const { odoo } = await at.open(
      { version: '18.0', login: (_, response) => void response.end(`${open}<fault/></methodResponse>`) },
      overXml,
    )
    assert.equal((await fails(odoo.identity())).code, 'ODOO_ANSWER_INVALID')
  })

  it('does not spoil the next answer', async () => {
    let first = true
    const call: Script['call'] = (_, response) => {
      if (first) response.end(`${open}<fault></fault></methodResponse>`)
      else xml(response, '<int>12</int>')
      first = false
    }
    const { odoo } = await at.open({ version: '18.0', call }, overXml)
    assert.equal(await odoo.searchCount('stock.quant', []), 12, 'a read is tried again')
  })

  it('leaves the event loop free while a large one is read', async () => {
    const row = '<value><struct><member><name>id</name><value><int>1</int></value></member></struct></value>'
    const call: Script['call'] = (_, response) => xml(response, `<array><data>${row.repeat(5000)}</data></array>`)
    const { odoo } = await at.open({ version: '18.0', call }, overXml)
    await odoo.identity()
    let turns = 0
    let reading = true
    const turn = (): void => {
      turns += 1
      if (reading) setImmediate(turn)
    }
    turn()
    const rows = await odoo.searchRead('stock.quant', [], ['id']).finally(() => {
      reading = false
    })
    assert.equal(rows.length, 5000)
    assert.ok(turns > 20, `the loop turned ${turns} times`)
  })
})
