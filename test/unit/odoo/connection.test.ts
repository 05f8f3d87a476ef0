import assert from 'node:assert/strict'
import { SyncError } from '../../../src/error/sync-error.ts'
import { connectOdoo } from '../../../src/odoo/connect.ts'
import { LostOdooAnswer } from '../../../src/odoo/lost-odoo-answer.ts'
import type { Odoo } from '../../../src/odoo/odoo.ts'
import type { OdooSettings } from '../../../src/odoo/settings.ts'
import type { AnsweringServer } from '../../support/http-answers.ts'
import { realClock } from '../../support/real-clock.ts'
import { calm, fakeOdoo, fault, json, key, settingsFor, xml, type Script } from './support/fake-odoo.ts'

/** Waits are skipped, so that a test of retries takes no time; they are kept to be looked at. */
function hurried(waits: number[], timeoutMs: number) {
  return {
    now: () => 0,
    sleep: (ms: number, signal?: AbortSignal) => {
      if (ms === timeoutMs) return realClock.sleep(ms, signal)
      waits.push(ms)
      return Promise.resolve()
    },
  }
}

describe('a connection to Odoo', () => {
  const servers: AnsweringServer[] = []
  const connections: Odoo[] = []
  let waits: number[] = []

  async function open(script: Script, extra: Partial<OdooSettings> = {}): Promise<{ odoo: Odoo; server: AnsweringServer }> {
    const server = await fakeOdoo(script)
    servers.push(server)
    return { odoo: connect(settingsFor(server.url, extra)), server }
  }

  function connect(settings: OdooSettings): Odoo {
    waits = []
    const odoo = connectOdoo(settings, { clock: hurried(waits, settings.timeoutMs), random: calm })
    connections.push(odoo)
    return odoo
  }

  afterEach(async () => {
    await Promise.all(connections.splice(0).map((one) => one.close()))
    await Promise.all(servers.splice(0).map((one) => one.close()))
  })

  const fails = async (promise: Promise<unknown>): Promise<SyncError> => {
    const error: unknown = await promise.then(
      () => undefined,
      (reason: unknown) => reason,
    )
    assert.ok(error instanceof SyncError, `expected a SyncError, got ${String(error)}`)
    return error
  }

  for (const [version, transport] of [['17.0', 'xml-rpc'], ['18.0+e', 'xml-rpc'], ['19.0-20260901', 'json-2'], ['saas~19.2', 'json-2']] as const) {
    it(`speaks ${transport} with Odoo ${version}`, async () => {
      const { odoo, server } = await open({ version })
      const identity = await odoo.identity()
      assert.equal(identity.transport, transport)
      assert.equal(identity.majorVersion, Number(/\d+/.exec(version)?.[0]))
      assert.equal(identity.userId, 7)
      assert.equal(identity.name, `shop@${new URL(server.url).host}`)
      assert.equal(identity.databaseUuid, undefined)
    })
  }

  it('speaks XML-RPC with Odoo 19 when told to', async () => {
    const { odoo } = await open({ version: '19.0' }, { transport: 'xml-rpc' })
    assert.equal((await odoo.identity()).transport, 'xml-rpc')
  })

  it('refuses Odoo 16, and JSON-2 with Odoo 18', async () => {
    const old = await open({ version: '16.0' })
    assert.equal((await fails(old.odoo.identity())).code, 'ODOO_VERSION_UNSUPPORTED')
    const early = await open({ version: '18.0' }, { transport: 'json-2' })
    assert.deepEqual((await fails(early.odoo.identity())).values['minimum'], 19)
  })

  it('refuses a blank setting, an address that is none, and a password in the address', () => {
    for (const extra of [{ apiKey: ' ' }, { url: 'odoo.example.com' }, { url: 'https://me:secret@odoo.example.com' }]) {
      assert.throws(() => connect(settingsFor('http://127.0.0.1:1', extra)), { code: 'CONFIG_MISSING' })
    }
  })

  for (const version of ['18.0', '19.0']) {
    describe(`of version ${version}`, () => {
      const json2 = version === '19.0'
      const answerTrue: Script['call'] = (_, response) => (json2 ? json(response, 200, true) : xml(response, '<boolean>1</boolean>'))

      it('finds the server under a path of the address', async () => {
        const server = await fakeOdoo({ version })
        servers.push(server)
        const odoo = connect(settingsFor(`${server.url}/erp/`))
        await odoo.searchRead('stock.quant', [], ['id'])
        assert.deepEqual(new Set(server.asked.map((one) => one.path.split('/')[1])), new Set(['erp']))
      })

      it('sends the companies with every call, and those of the settings before those of the user', async () => {
        const { odoo, server } = await open({ version })
        await odoo.searchRead('stock.quant', [], ['id'], { context: { active_test: false } })
        const text = server.asked.at(-1)?.body ?? ''
        if (json2) assert.deepEqual(JSON.parse(text).context, { allowed_company_ids: [1, 3], active_test: false })
        else assert.match(text, /allowed_company_ids<\/name><value><array><data><value><int>1<\/int><\/value><value><int>3</)
        const narrow = await open({ version }, { companyIds: [3] })
        await narrow.odoo.searchCount('stock.quant', []).catch(() => undefined)
        assert.match(narrow.server.asked.at(-1)?.body ?? '', json2 ? /"allowed_company_ids":\[3\]/ : /<data><value><int>3<\/int><\/value><\/data>/)
      })

      it('refuses a company that the user does not have', async () => {
        const { odoo } = await open({ version }, { companyIds: [1, 9] })
        const error = await fails(odoo.identity())
        assert.equal(error.code, 'ODOO_COMPANY_REFUSED')
        assert.match(String(error.values['detail']), /9/)
      })

      it('gives bare ids for many2one values', async () => {
        const row = '<struct><member><name>id</name><value><int>5</int></value></member><member><name>location_id</name>' +
          '<value><array><data><value><int>8</int></value><value><string>NJ/Stock</string></value></data></array></value></member></struct>'
        const { odoo } = await open({
          version,
          call: (_, response) =>
            json2 ? json(response, 200, [{ id: 5, location_id: [8, 'NJ/Stock'] }]) : xml(response, `<array><data><value>${row}</value></data></array>`),
        })
        assert.deepEqual(await odoo.searchRead('stock.quant', [], ['location_id']), [{ id: 5, location_id: 8 }])
      })

      it('creates one record, and gives its id in whatever form it comes', async () => {
        const { odoo } = await open({ version, call: (_, response) => (json2 ? json(response, 200, [44]) : xml(response, '<int>44</int>')) })
        assert.equal(await odoo.create('sale.order', { partner_id: 1 }), 44)
      })

      it('retries a read that met a restart, waiting longer each time, and gives up after three retries', async () => {
        const busy: Script['call'] = (_, response) => void response.writeHead(503).end('<html><title>Starting</title></html>')
        const { odoo, server } = await open({ version, call: busy })
        const error = await fails(odoo.searchCount('stock.quant', []))
        assert.equal(error.code, 'ODOO_BUSY')
        assert.deepEqual(waits, [250, 500, 1000])
        assert.equal(server.asked.filter((one) => one.body.includes('stock.quant') || one.path.includes('stock.quant')).length, 4)
      })

      it('sends a write once, also when its answer is lost, and says that it may have been carried out', async () => {
        const { odoo, server } = await open({ version, call: (_, response) => void response.destroy() })
        const error = await fails(odoo.write('stock.quant', [1], { inventory_quantity: 5 }))
        assert.ok(error instanceof LostOdooAnswer)
        assert.equal(error.code, 'ODOO_UNREACHABLE')
        assert.equal(server.asked.filter((one) => one.body.includes('inventory_quantity')).length, 1)
      })

      it('says plainly that a refused write changed nothing', async () => {
        const { odoo } = await open({
          version,
          call: (_, response) =>
            json2
              ? json(response, 422, { name: 'odoo.exceptions.UserError', message: 'You cannot do this.' })
              : fault(response, 2, 'You cannot do this.'),
        })
        const error = await fails(odoo.call('stock.picking', 'button_validate', [4]))
        assert.ok(!(error instanceof LostOdooAnswer))
        assert.deepEqual([error.code, error.values['detail']], ['ODOO_REFUSED', 'You cannot do this.'])
      })

      it('answers null where the method answered None', async () => {
        const none = 'Traceback (most recent call last):\nTypeError: cannot marshal None unless allow_none is enabled\n'
        const { odoo, server } = await open({ version, call: (_, response) => (json2 ? json(response, 200, null) : fault(response, 1, none)) })
        assert.equal(await odoo.call('stock.quant', 'action_apply_inventory', [1]), null)
        assert.equal(server.asked.filter((one) => (one.body + one.path).includes('action_apply_inventory')).length, 1)
      })

      it('gives up on an answer that does not come, and cuts the connection', async () => {
        let cut = (): void => undefined
        const gone = new Promise<void>((resolve) => (cut = resolve))
        const silent: Script['call'] = (_, response) => void response.on('close', cut)
        const { odoo } = await open({ version, call: silent }, { timeoutMs: 60 })
        const error = await fails(odoo.call('stock.picking', 'button_validate', [4]))
        assert.ok(error instanceof LostOdooAnswer)
        assert.equal(error.code, 'ODOO_TIMEOUT')
        await gone
      })

      it('gives up on an answer that starts and then stands still', async () => {
        const { odoo } = await open({ version, call: (_, response) => void response.write(json2 ? '[' : '<?xml version="1.0"?><methodRes') }, { timeoutMs: 60 })
        assert.equal((await fails(odoo.call('stock.picking', 'button_validate', [4]))).code, 'ODOO_TIMEOUT')
      })

      it('does not outlive its closing', async () => {
        const { odoo } = await open({ version, call: () => undefined })
        await odoo.identity()
        const asked = fails(odoo.searchCount('stock.quant', []))
        await odoo.close()
        assert.equal((await asked).values['detail'], 'closed')
        assert.equal((await fails(odoo.searchCount('stock.quant', []))).values['detail'], 'closed')
      })

      it('logs in again after a refusal, so that a mended user works without a restart', async () => {
        let refused = true
        const { odoo } = await open({
          version,
          login: (_, response) => {
            if (!refused) return json2 ? json(response, 200, { uid: 7 }) : xml(response, '<int>7</int>')
            return json2 ? json(response, 401, { name: 'werkzeug.exceptions.Unauthorized', message: 'Invalid apikey' }) : xml(response, '<boolean>0</boolean>')
          },
          call: answerTrue,
        })
        assert.equal((await fails(odoo.identity())).code, 'ODOO_LOGIN_REFUSED')
        refused = false
        assert.equal((await odoo.identity()).userId, 7)
      })

      it('leaves the values it is given as they are', async () => {
        const { odoo } = await open({ version, call: answerTrue })
        const ids = Object.freeze([1])
        const values = Object.freeze({ note: 'a & b <c> ]]> "d"' })
        await odoo.write('sale.order', ids, values)
        await odoo.call('sale.order', 'action_confirm', ids, Object.freeze({}))
      })

      it('never shows the key, whatever goes wrong', async () => {
        const echoes: NonNullable<Script['call']>[] = [
          (asked, response) => fault(response, 1, `Traceback\n  File "/x.py"\nValueError: ${asked.body}`),
          (asked, response) => fault(response, 4, `no ${asked.body} ${String(asked.headers.authorization)}`),
          (asked, response) => json(response, 500, { name: 'builtins.ValueError', message: `${asked.body} ${String(asked.headers.authorization)}`, debug: key }),
          (asked, response) => void response.writeHead(404, { 'content-type': 'text/html' }).end(`<title>${asked.body} ${key}</title>`),
          (asked, response) => void response.writeHead(200).end(`<html>${asked.body}${String(asked.headers.authorization)}`),
          (asked, response) => void response.writeHead(302, { location: `/x?key=${encodeURIComponent(key)}` }).end(asked.body),
          (_, response) => void response.destroy(),
          (_, response) => void response.write('<?xml'),
        ]
        for (const [number, call] of echoes.entries()) {
          for (const write of [true, false]) {
            const { odoo } = await open({ version, call }, { timeoutMs: 60 })
            const error = await fails(write ? odoo.write('sale.order', [1], { note: 'x' }) : odoo.searchCount('sale.order', []))
            assert.ok(!shown(error).includes('k3y&'), `answer ${number} shows the key: ${shown(error)}`)
            assert.ok(!/k3y(&amp;|%26)/.test(shown(error)), `answer ${number} shows the key in disguise: ${shown(error)}`)
          }
        }
      })
    })
  }

  it('tells a server that is not there from one that is not Odoo', async () => {
    const gone = await fakeOdoo({})
    await gone.close()
    assert.equal((await fails(connect(settingsFor(gone.url)).identity())).code, 'ODOO_UNREACHABLE')
    const page = await fakeOdoo({ login: (_, response) => void response.writeHead(404).end('<html>') })
    servers.push(page)
    assert.equal((await fails(connect(settingsFor(page.url)).identity())).code, 'ODOO_NOT_ODOO')
  })
})

/** Everything that a log could show of an error: message, stack, values, hidden properties, and the causes. */
function shown(error: unknown, depth = 0): string {
  if (typeof error !== 'object' || error === null || depth > 6) return String(error)
  return Reflect.ownKeys(error)
    .map((name) => `${String(name)}=${shown(Reflect.get(error, name), depth + 1)}`)
    .join('\n')
}
