import assert from 'node:assert/strict'
import { LostOdooAnswer } from '../../../src/adapters/odoo/lost-odoo-answer.ts'
import { Connections, fails } from './support/connections.ts'
import { answers, fakeOdoo, json, settingsFor, spoken, type Script } from './support/fake-odoo.ts'
import { wordOf } from '../../../src/base/text/say.ts'

describe('a connection to Odoo', () => {
  const at = new Connections()

  afterEach(() => at.close())

  for (const [version, transport] of [
    ['17.0', 'json-rpc'],
    ['18.0+e', 'json-rpc'],
    ['19.0-20260901', 'json-2'],
    ['saas~19.2', 'json-2'],
  ] as const) {
    it(`speaks ${transport} with Odoo ${version}`, async () => {
      const { odoo, server } = await at.open({ version })
      const identity = await odoo.identity()
      assert.equal(identity.transport, transport)
      assert.equal(identity.majorVersion, Number(/\d+/.exec(version)?.[0]))
      assert.equal(identity.userId, 7)
      assert.equal(identity.name, `shop@${new URL(server.url).host}`)
      assert.equal(identity.databaseUuid, undefined)
    })
  }

  for (const transport of ['xml-rpc', 'json-rpc'] as const) {
    it(`speaks ${transport} with Odoo 19 when told to`, async () => {
      const { odoo } = await at.open({ version: '19.0' }, { transport })
      assert.equal((await odoo.identity()).transport, transport)
    })
  }

  it('refuses Odoo 16, and JSON-2 with Odoo 18', async () => {
    const old = await at.open({ version: '16.0' })
    assert.equal((await fails(old.odoo.identity())).code, 'ODOO_VERSION_UNSUPPORTED')
    const early = await at.open({ version: '18.0' }, { transport: 'json-2' })
    assert.deepEqual((await fails(early.odoo.identity())).values['minimum'], 19)
  })

  it('refuses a blank setting, an address that is none, and a password in the address', () => {
    for (const extra of [{ apiKey: ' ' }, { url: 'odoo.example.com' }, { url: 'https://me:secret@odoo.example.com' }]) {
      assert.throws(() => at.connect(settingsFor('http://127.0.0.1:1', extra)), {
        code: extra.url === undefined ? 'CONFIG_MISSING' : 'CONFIG_INVALID',
      })
    }
  })

  it('goes on over XML-RPC where the way of JSON-RPC is closed, and asks there once', async () => {
    const closed: Record<string, NonNullable<Script['closed']>> = {
      '404 page': (response) => void response.writeHead(404).end('<html>'),
      forbidden: (response) => void response.writeHead(403).end(),
      'method not allowed': (response) => void response.writeHead(405).end(),
      redirect: (response) => void response.writeHead(302, { location: '/web/login' }).end(),
      'page of a portal': (response) => void response.end('<html><title>Sign in</title>'),
      'no route': (response) => json(response, 200, { jsonrpc: '2.0', id: 1, error: { data: { name: 'werkzeug.exceptions.NotFound' } } }),
    }
    for (const [what, page] of Object.entries(closed)) {
      const { odoo, server } = await at.open({ version: '17.0', closed: page })
      assert.equal((await odoo.identity()).transport, 'xml-rpc', what)
      await odoo.searchRead('stock.quant', [], ['id'])
      assert.equal(server.asked.filter(({ path }) => path === '/jsonrpc').length, 1, what)
      const chosen = at.connect(settingsFor(server.url, { transport: 'json-rpc' }))
      assert.ok(['ODOO_NOT_ODOO', 'ODOO_REFUSED'].includes((await fails(chosen.identity())).code), what)
    }
  })

  it('does not take a server that is only busy or down for one whose way is closed', async () => {
    for (const status of [429, 502, 503]) {
      const { odoo, server } = await at.open({ version: '17.0', closed: (response) => void response.writeHead(status).end('<html>') })
      assert.equal((await fails(odoo.identity())).code, 'ODOO_BUSY')
      assert.equal(server.asked.filter(({ body }) => body.includes('<methodName>authenticate<')).length, 0)
    }
  })

  it('takes no answer of another call for its own', async () => {
    const call: Script['call'] = (_, response) => json(response, 200, { jsonrpc: '2.0', id: 99, result: true })
    const { odoo } = await at.open({ version: '17.0', call })
    const error = await fails(odoo.write('sale.order', [1], { note: 'x' }))
    assert.ok(error instanceof LostOdooAnswer)
    assert.equal(error.code, 'ODOO_ANSWER_INVALID')
  })

  for (const [version, transport] of spoken) {
    describe(`of version ${version} over ${transport}`, () => {
      const json2 = transport === 'json-2'
      const answerTrue = answers(transport, '<boolean>1</boolean>', true)

      it('finds the server under a path of the address', async () => {
        const server = await at.serve({ version })
        const odoo = at.connect(settingsFor(`${server.url}/erp/`, { transport }))
        await odoo.searchRead('stock.quant', [], ['id'])
        assert.deepEqual(new Set(server.asked.map((one) => one.path.split('/')[1])), new Set(['erp']))
      })

      it('sends the companies with every call, and those of the settings before those of the user', async () => {
        const { odoo, server } = await at.open({ version }, { transport })
        await odoo.searchRead('stock.quant', [], ['id'], { context: { active_test: false } })
        const text = server.asked.at(-1)?.body ?? ''
        if (json2) assert.deepEqual(JSON.parse(text).context, { allowed_company_ids: [1, 3], active_test: false })
        else if (transport === 'json-rpc') assert.match(text, /"context":\{"allowed_company_ids":\[1,3\],"active_test":false\}/)
        else assert.match(text, /allowed_company_ids<\/name><value><array><data><value><int>1<\/int><\/value><value><int>3</)
        const narrow = await at.open({ version }, { transport, companyIds: [3] })
        await narrow.odoo.searchCount('stock.quant', []).catch(() => undefined)
        assert.match(
          narrow.server.asked.at(-1)?.body ?? '',
          transport !== 'xml-rpc' ? /"allowed_company_ids":\[3\]/ : /<data><value><int>3<\/int><\/value><\/data>/,
        )
      })

      it('refuses a company that the user does not have', async () => {
        const { odoo } = await at.open({ version }, { transport, companyIds: [1, 9] })
        const error = await fails(odoo.identity())
        assert.equal(error.code, 'ODOO_COMPANY_REFUSED')
        assert.match(wordOf(error.values['detail']), /9/)
      })

      it('gives bare ids for many2one values', async () => {
        const row =
          '<struct><member><name>id</name><value><int>5</int></value></member><member><name>location_id</name>' +
          '<value><array><data><value><int>8</int></value><value><string>NJ/Stock</string></value></data></array></value></member></struct>'
        const call = answers(transport, `<array><data><value>${row}</value></data></array>`, [{ id: 5, location_id: [8, 'NJ/Stock'] }])
        const { odoo } = await at.open({ version, call }, { transport })
        assert.deepEqual(await odoo.searchRead('stock.quant', [], ['location_id']), [{ id: 5, location_id: 8 }])
      })

      it('creates one record, and gives its id in whatever form it comes', async () => {
        const { odoo } = await at.open({ version, call: answers(transport, '<int>44</int>', json2 ? [44] : 44) }, { transport })
        assert.equal(await odoo.create('sale.order', { partner_id: 1 }), 44)
      })
      it('logs in again after a refusal, so that a mended user works without a restart', async () => {
        let refused = true
        const login: Script['login'] = (asked, response) => {
          if (!refused) return answers(transport, '<int>7</int>', json2 ? { uid: 7 } : 7)(asked, response)
          if (json2) return json(response, 401, { name: 'werkzeug.exceptions.Unauthorized', message: 'Invalid apikey' })
          return answers(transport, '<boolean>0</boolean>', false)(asked, response)
        }
        const { odoo } = await at.open({ version, login, call: answerTrue }, { transport })
        assert.equal((await fails(odoo.identity())).code, 'ODOO_LOGIN_REFUSED')
        refused = false
        assert.equal((await odoo.identity()).userId, 7)
      })

      it('leaves the values it is given as they are', async () => {
        const { odoo } = await at.open({ version, call: answerTrue }, { transport })
        const ids = Object.freeze([1])
        const values = Object.freeze({ note: 'a & b <c> ]]> "d"' })
        await odoo.write('sale.order', ids, values)
        await odoo.call('sale.order', 'action_confirm', ids, Object.freeze({}))
      })
    })
  }

  it('tells a server that is not there from one that is not Odoo', async () => {
    const gone = await fakeOdoo({})
    await gone.close()
    assert.equal((await fails(at.connect(settingsFor(gone.url)).identity())).code, 'ODOO_UNREACHABLE')
    const page = await at.serve({ login: (_, response) => void response.writeHead(404).end('<html>') })
    assert.equal((await fails(at.connect(settingsFor(page.url)).identity())).code, 'ODOO_NOT_ODOO')
  })
})
