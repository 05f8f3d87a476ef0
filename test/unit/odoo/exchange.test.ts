import assert from 'node:assert/strict'
import { LostOdooAnswer } from '../../../src/adapters/odoo/lost-odoo-answer.ts'
import { Connections, fails } from './support/connections.ts'
import { fault, json, key, refusal, result, spoken, type Script } from './support/fake-odoo.ts'

describe('an exchange with Odoo', () => {
  const at = new Connections()

  afterEach(() => at.close())

  it('does not take an answer that says nothing for a success', async () => {
    for (const body of ['', '<methodResponse><params></params></methodResponse>', '<methodResponse><params><param><value><int>']) {
      const { odoo } = await at.open({ version: '18.0', call: (_, response) => void response.end(body) }, { transport: 'xml-rpc' })
      const error = await fails(odoo.write('sale.order', [1], { note: 'x' }))
      assert.ok(error instanceof LostOdooAnswer)
      assert.equal(error.code, 'ODOO_ANSWER_INVALID')
    }
  })

  for (const [version, transport] of spoken) {
    describe(`of version ${version} over ${transport}`, () => {
      const json2 = transport === 'json-2'

      it('retries a read that met a restart, waiting longer each time, and gives up after three retries', async () => {
        const busy: Script['call'] = (_, response) => void response.writeHead(503).end('<html><title>Starting</title></html>')
        const { odoo, server } = await at.open({ version, call: busy }, { transport })
        const error = await fails(odoo.searchCount('stock.quant', []))
        assert.equal(error.code, 'ODOO_BUSY')
        assert.deepEqual(at.waits, [250, 500, 1000])
        assert.equal(server.asked.filter((one) => one.body.includes('stock.quant') || one.path.includes('stock.quant')).length, 4)
      })

      it('sends a write once, also when its answer is lost, and says that it may have been carried out', async () => {
        const { odoo, server } = await at.open({ version, call: (_, response) => void response.destroy() }, { transport })
        const error = await fails(odoo.write('stock.quant', [1], { inventory_quantity: 5 }))
        assert.ok(error instanceof LostOdooAnswer)
        assert.equal(error.code, 'ODOO_UNREACHABLE')
        assert.equal(server.asked.filter((one) => one.body.includes('inventory_quantity')).length, 1)
      })

      it('says plainly that a refused write changed nothing', async () => {
        const text = 'You cannot do this.'
        const refused: Script['call'] = (asked, response) => {
          if (json2) json(response, 422, { name: 'odoo.exceptions.UserError', message: text })
          else if (transport === 'json-rpc') refusal(asked, response, 'odoo.exceptions.UserError', text)
          else fault(response, 2, text)
        }
        const { odoo } = await at.open({ version, call: refused }, { transport })
        const error = await fails(odoo.call('stock.picking', 'button_validate', [4]))
        assert.ok(!(error instanceof LostOdooAnswer))
        assert.deepEqual([error.code, error.values['detail']], ['ODOO_REFUSED', 'You cannot do this.'])
      })

      it('answers null where the method answered None', async () => {
        const none = 'Traceback (most recent call last):\nTypeError: cannot marshal None unless allow_none is enabled\n'
        const nothing: Script['call'] = (asked, response) => {
          if (json2) json(response, 200, null)
          else if (transport === 'json-rpc') result(asked, response, null)
          else fault(response, 1, none)
        }
        const { odoo, server } = await at.open({ version, call: nothing }, { transport })
        assert.equal(await odoo.call('stock.quant', 'action_apply_inventory', [1]), null)
        assert.equal(server.asked.filter((one) => (one.body + one.path).includes('action_apply_inventory')).length, 1)
      })

      it('gives up on an answer that does not come, and cuts the connection', async () => {
        let cut = (): void => undefined
        const gone = new Promise<void>((resolve) => (cut = resolve))
        const silent: Script['call'] = (_, response) => void response.on('close', cut)
        const { odoo } = await at.open({ version, call: silent }, { transport, timeoutMs: 60 })
        const error = await fails(odoo.call('stock.picking', 'button_validate', [4]))
        assert.ok(error instanceof LostOdooAnswer)
        assert.equal(error.code, 'ODOO_TIMEOUT')
        await gone
      })

      it('gives up on an answer that starts and then stands still', async () => {
        const { odoo } = await at.open(
          { version, call: (_, response) => void response.write(transport === 'xml-rpc' ? '<?xml version="1.0"?><methodRes' : '[') },
          { transport, timeoutMs: 60 },
        )
        assert.equal((await fails(odoo.call('stock.picking', 'button_validate', [4]))).code, 'ODOO_TIMEOUT')
      })

      it('does not outlive its closing', async () => {
        const { odoo } = await at.open({ version, call: () => undefined }, { transport })
        await odoo.identity()
        const asked = fails(odoo.searchCount('stock.quant', []))
        await odoo.close()
        assert.equal((await asked).values['detail'], 'closed')
        assert.equal((await fails(odoo.searchCount('stock.quant', []))).values['detail'], 'closed')
      })

      it('never shows the key, whatever goes wrong', async () => {
        const echoes: NonNullable<Script['call']>[] = [
          (asked, response) => fault(response, 1, `Traceback\n  File "/x.py"\nValueError: ${asked.body}`),
          (asked, response) => fault(response, 4, `no ${asked.body} ${String(asked.headers.authorization)}`),
          (asked, response) =>
            json(response, 500, {
              name: 'builtins.ValueError',
              message: `${asked.body} ${String(asked.headers.authorization)}`,
              debug: key,
            }),
          (asked, response) =>
            transport === 'json-rpc' ? refusal(asked, response, 'builtins.ValueError', asked.body) : fault(response, 2, asked.body),
          (asked, response) => void response.writeHead(404, { 'content-type': 'text/html' }).end(`<title>${asked.body} ${key}</title>`),
          (asked, response) => void response.writeHead(200).end(`<html>${asked.body}${String(asked.headers.authorization)}`),
          (asked, response) => void response.writeHead(302, { location: `/x?key=${encodeURIComponent(key)}` }).end(asked.body),
          (_, response) => void response.destroy(),
          (_, response) => void response.write('<?xml'),
        ]
        for (const [number, call] of echoes.entries()) {
          for (const write of [true, false]) {
            const { odoo } = await at.open({ version, call }, { transport, timeoutMs: 60 })
            const error = await fails(write ? odoo.write('sale.order', [1], { note: 'x' }) : odoo.searchCount('sale.order', []))
            assert.ok(!shown(error).includes('k3y&'), `answer ${number} shows the key: ${shown(error)}`)
            assert.ok(!/k3y(&amp;|%26)/.test(shown(error)), `answer ${number} shows the key in disguise: ${shown(error)}`)
          }
        }
      })
    })
  }
})

/** Everything that a log could show of an error: message, stack, values, hidden properties, and the causes. */
function shown(error: unknown, depth = 0): string {
  if (typeof error !== 'object' || error === null || depth > 6) return String(error)
  return Reflect.ownKeys(error)
    .map((name) => `${String(name)}=${shown(Reflect.get(error, name), depth + 1)}`)
    .join('\n')
}
