import assert from 'node:assert/strict'
import type { Node } from 'node-red'
import odooConnection from '../../nodes/odoo-connection/odoo-connection.ts'
import { odooConnections } from '../../nodes/odoo-connection/odoo-service.ts'
import { withDemo } from '../support/node-demo.ts'
import { credentialKinds, deploy, exportedFlow, type NodeFlow, type Register, withNodeRed } from '../support/node-helper.ts'
import { OwnTimers } from '../support/own-timers.ts'

/** The node that keeps environment variables for all flows. */
const globalConfig: Register = (RED) => {
  RED.nodes.registerType('global-config', function keep(this: Node, config) {
    RED.nodes.createNode(this, config)
  })
}
const permissions = ['odoo-connection.write', 'odoo-connection.read']
const key = 'a-key-that-nobody-may-see'

describe('odoo-connection', () => {
  const start = withNodeRed(odooConnection, globalConfig)
  const systems = withDemo()
  const settings = () => {
    const { odoo, environment } = systems().demo
    return { url: odoo.url, database: odoo.database, username: environment['ODOO_USERNAME'] }
  }
  const rightKey = () => systems().demo.environment['ODOO_API_KEY'] ?? ''
  const begin = (config: Readonly<Record<string, unknown>> = {}, apiKey?: string) =>
    start({ type: 'odoo-connection', outputs: 0, config, ...(apiKey === undefined ? {} : { credentials: { subject: { apiKey } } }) })
  const connection = (flow: NodeFlow) => {
    const found = odooConnections.get(flow.node)
    assert.ok(found)
    return found
  }
  const test = (flow: NodeFlow, body: object, language?: string) =>
    flow.admin('POST', 'odoo-connection/test', { permissions, body, ...(language === undefined ? {} : { language }) })

  it('loads with nothing filled in and asks nobody; the first use names what is missing', async () => {
    const flow = await begin()
    const { odoo } = connection(flow)
    assert.throws(odoo, { code: 'CONFIG_MISSING', values: { setting: 'url', node: 'odoo-connection' } })
  })

  for (const setting of ['url', 'database', 'username'] as const) {
    it(`names the setting ${setting} when it is an environment variable that is not set`, async () => {
      const flow = await begin({ ...settings(), [setting]: '${NOBODY_SET_THIS}' }, rightKey())
      assert.throws(() => connection(flow).odoo(), { code: 'CONFIG_MISSING', values: { setting, node: 'odoo-connection' } })
    })
  }

  it('names the API key when its environment variable is not set', async () => {
    const flow = await begin(settings(), '${NOBODY_SET_THIS}')
    assert.throws(() => connection(flow).odoo(), { code: 'CONFIG_MISSING', values: { setting: 'apiKey', node: 'odoo-connection' } })
  })

  it('names a number that is not one', async () => {
    const flow = await begin({ ...settings(), timeout: 'soon' }, rightKey())
    assert.throws(() => connection(flow).odoo(), {
      code: 'CONFIG_INVALID',
      values: { setting: 'timeout', node: 'odoo-connection', allowed: '1 – 3600' },
    })
  })

  it('reads Odoo, gives everybody the same connection, and leaves no timer when it closes', async () => {
    const timers = new OwnTimers()
    try {
      const flow = await begin(settings(), rightKey())
      const odoo = connection(flow).odoo()
      assert.equal((await odoo.identity()).majorVersion, 19)
      assert.equal(connection(flow).odoo(), odoo)
      await flow.stop()
      assert.deepEqual(await timers.running(), [])
    } finally {
      timers.stop()
    }
  })

  it('keeps its key out of the exported flow and away from the browser', async () => {
    const flow = await begin()
    await deploy([
      { id: 'flow', type: 'tab', label: 'Flow' },
      { id: 'subject', type: 'odoo-connection', ...settings(), credentials: { apiKey: key } },
    ])
    assert.equal(exportedFlow().includes('subject'), true)
    assert.equal(exportedFlow().includes(key), false)
    assert.equal(
      JSON.stringify(Object.entries(flow.node).filter(([name]) => name !== 'credentials' && !name.startsWith('_'))).includes(key),
      false,
    )
    assert.deepEqual(credentialKinds('odoo-connection'), { apiKey: 'password' })
  })

  describe('its admin routes', () => {
    const routes = [
      ['POST', 'odoo-connection/test', 'odoo-connection.write'],
      ['GET', 'odoo-connection/subject/locations', 'odoo-connection.read'],
      ['GET', 'odoo-connection/subject/late-operations', 'odoo-connection.read'],
    ] as const
    for (const [method, path, permission] of routes) {
      it(`let in to ${path} only who has ${permission}`, async () => {
        const flow = await begin(settings(), rightKey())
        const body = method === 'POST' ? { body: settings() } : {}
        assert.equal((await flow.admin(method, path, body)).status, 401)
        assert.equal(
          (await flow.admin(method, path, { ...body, permissions: permissions.filter((name) => name !== permission) })).status,
          401,
        )
        assert.notEqual((await flow.admin(method, path, { ...body, permissions: [permission] })).status, 401)
      })
    }

    it('test what stands in the dialog before it is saved', async () => {
      const flow = await begin()
      const answer = await test(flow, { ...settings(), apiKey: rightKey() })
      assert.equal(answer.status, 200)
      assert.partialDeepStrictEqual(await answer.json(), { ok: true, text: 'Odoo 19: demo', details: { transport: 'json-2' } })
    })

    it('test with the kept key when none was typed anew', async () => {
      const flow = await begin(settings(), rightKey())
      assert.equal((await test(flow, { ...settings(), id: 'subject' })).status, 200)
    })

    it('test with the environment of the flow, as the deployed node has it', async () => {
      const env = [
        { name: 'OUR_ODOO', value: settings().url, type: 'str' },
        { name: 'OUR_KEY', value: rightKey(), type: 'str' },
      ]
      const config = { ...settings(), url: '${OUR_ODOO}' }
      const flow = await start({
        type: 'odoo-connection',
        outputs: 0,
        config,
        others: [{ id: 'environment', type: 'global-config', env }],
        credentials: { subject: { apiKey: '${OUR_KEY}' } },
      })
      assert.equal((await connection(flow).odoo().identity()).majorVersion, 19)
      const answer = await test(flow, { ...config, apiKey: '${OUR_KEY}', id: 'subject' })
      assert.equal(answer.status, 200, await answer.text())
    })

    it('answer a refused login with code, text and cure, and without the key', async () => {
      const flow = await begin()
      const answer = await test(flow, { ...settings(), apiKey: key })
      const text = await answer.text()
      assert.equal(answer.status, 502)
      const { code, text: sentence, cure, ...more }: Record<string, unknown> = JSON.parse(text)
      assert.equal(code, 'ODOO_LOGIN_REFUSED')
      assert.match(String(sentence), /refused the login/)
      assert.match(String(cure), /API key/)
      assert.deepEqual(more, {})
      assert.equal(text.includes(key), false)
    })

    it('answer in the language of the viewer', async () => {
      const flow = await begin()
      const texts: string[] = []
      for (const language of ['en-US', 'de-AT', 'xx']) {
        const answer: { text: string } = JSON.parse(await (await test(flow, {}, language)).text())
        texts.push(answer.text)
      }
      assert.match(texts[0] ?? '', /setting Address is missing/)
      assert.match(texts[1] ?? '', /Einstellung Adresse fehlt/)
      assert.equal(texts[2], texts[0])
    })

    it('answer 400 with the setting that is missing', async () => {
      const flow = await begin()
      const answer = await test(flow, { ...settings(), database: '${ODOO_DB}', apiKey: key })
      assert.equal(answer.status, 400)
      assert.partialDeepStrictEqual(await answer.json(), { code: 'CONFIG_MISSING', text: 'The setting Database is missing' })
    })

    it('tell which operation types do not reserve when an order is confirmed, and what follows', async () => {
      const { driver } = systems().demo.odoo
      const flow = await begin(settings(), rightKey())
      const answer = async (path: string): Promise<unknown> => (await flow.admin('GET', path, { permissions })).json()
      const late = 'odoo-connection/subject/late-operations'
      assert.deepEqual(await answer(late), { operations: [] })
      await driver.setReservation({ warehouse: 'TX', method: 'by_date', days: 2 })
      try {
        assert.partialDeepStrictEqual(await answer(late), {
          operations: [{ operation: 'Texas: Delivery Orders', method: 'by_date', days: 2 }],
        })
        const { details } = JSON.parse(await (await test(flow, { ...settings(), apiKey: rightKey() })).text())
        assert.match(
          details.unreserved,
          /^Texas: Delivery Orders \(2 days before the scheduled date\) do not reserve when an order is confirmed\. Let the rows/,
        )
      } finally {
        await driver.setReservation({ warehouse: 'TX', method: 'at_confirm' })
      }
    })

    it('list the locations of the deployed connection, and say so when there is none', async () => {
      const flow = await begin(settings(), rightKey())
      const answer: { locations: { location?: string }[] } = JSON.parse(
        await (await flow.admin('GET', 'odoo-connection/subject/locations', { permissions })).text(),
      )
      assert.ok(JSON.stringify(answer.locations).includes('NJ/Stock/Saleable'))
      const unknown = await flow.admin('GET', 'odoo-connection/nobody/locations', { permissions })
      assert.equal(unknown.status, 400)
      assert.partialDeepStrictEqual(await unknown.json(), { code: 'CONFIG_MISSING' })
    })
  })
})
