import assert from 'node:assert/strict'
import odooConnection from '../../nodes/odoo-connection/odoo-connection.ts'
import odooQuantWatch from '../../nodes/odoo-quant-watch/odoo-quant-watch.ts'
import syncStore from '../../nodes/sync-store/sync-store.ts'
import { withDemo } from '../support/node-demo.ts'
import { credentialKinds, type NodeFlow, type Register, withNodeRed } from '../support/node-helper.ts'
import { WebNodeRed } from '../support/web-node-red.ts'
import { fakeOdoo, json } from '../unit/odoo/support/fake-odoo.ts'

const type = 'odoo-quant-watch'
const key = 'a-key-that-is-long-enough'
const path = `/odoo-shopify/hint/subject`
const webhook = { _action: 'tell(#7)', _id: 12, _model: 'stock.move', id: 12, product_id: 5 }

describe('the webhook of odoo-quant-watch', function () {
  this.timeout(30_000)
  let roots = { admin: '/', node: '/' }
  let web: WebNodeRed | undefined
  const mounted: Register = (RED) => {
    web = new WebNodeRed(RED.httpNode, roots)
  }
  const start = withNodeRed(mounted, odooQuantWatch, odooConnection, syncStore)
  const systems = withDemo()
  afterEach(() => web?.close())

  async function begin(
    hintKey?: string,
    more: { others?: readonly object[]; credentials?: Record<string, object> } = {},
  ): Promise<NodeFlow> {
    const { others, credentials } = systems()
    const config = { odoo: 'odoo', store: 'store', locations: [{ location: 'NJ/Stock' }], interval: 3600 }
    const flow = await start({
      type,
      config,
      others: more.others ?? [...others.slice(0, 1), ...others.slice(2)],
      credentials: { odoo: credentials['odoo'] ?? {}, ...(hintKey === undefined ? {} : { subject: { hintKey } }), ...more.credentials },
    })
    await web?.listen()
    return flow
  }
  const post = (query: string, body: string | Buffer = JSON.stringify(webhook), headers = {}, method = 'POST') =>
    web?.post(path + query, body, headers, method)
  const skus = (flow: NodeFlow, from: number): string[] =>
    flow
      .output(0)
      .slice(from)
      .flatMap(({ payload }) => (Array.isArray(payload) ? payload.map((picture) => String(picture.odoo.sku)) : []))

  for (const [admin, node] of [
    ['/', '/'],
    ['/admin', '/'],
    ['/', '/flows'],
  ] as const) {
    it(`rings for a reading, with the editor at ${admin} and the nodes at ${node}`, async () => {
      roots = { admin, node }
      const flow = await begin(key)
      await flow.ask({ payload: 'now' })
      const from = flow.output(0).length
      await systems().demo.odoo.driver.receive({ product: 'SKU-0009', location: 'NJ/Stock', quantity: 3 })
      assert.deepEqual(await post(`?key=${key}`), [200, ''])
      await flow.until(() => flow.output(0).length > from)
      assert.deepEqual(skus(flow, from), ['SKU-0009'])
    })
  }

  it('takes any body, and answers 200 to all of them at once', async () => {
    roots = { admin: '/', node: '/' }
    await begin(key)
    const bodies: (string | Buffer)[] = [
      '',
      '{',
      'null',
      '[]',
      '"x"',
      '<a/>',
      '\0\u{ffff}',
      '{"_id": "x", "_model": {"a": 1}}',
      Buffer.from([0xff, 0xfe]),
    ]
    for (const body of bodies) assert.deepEqual(await post(`?key=${key}`, body), [200, ''], String(body))
    for (const contentType of ['text/plain', 'application/x-www-form-urlencoded', 'nonsense', 'application/json; charset=x'])
      assert.deepEqual(await post(`?key=${key}`, JSON.stringify(webhook), { 'content-type': contentType }), [200, ''])
    assert.deepEqual(await post(`?key=${key}`, Buffer.alloc(8_000_000, 0x61)), [200, ''])
    assert.deepEqual(await post(`?key=${key}`), [200, ''], 'and it still listens')
  })

  it('answers a wrong key as if nothing were there', async () => {
    await begin(key)
    const nowhere = await web?.post('/odoo-shopify/hint/other', '{}')
    assert.equal(nowhere?.[0], 404)
    for (const query of ['', '?key=', '?key=wrong', `?key=${key}x`, `?key=${key.slice(1)}`, `?KEY=${key}`, '?key[]=x', '?key=%ff'])
      assert.deepEqual(await post(query), [404, nowhere?.[1].replace('/other', '/subject')], query)
  })

  it('answers every other method as if nothing were there, with or without the key', async () => {
    await begin(key)
    for (const method of ['GET', 'HEAD', 'OPTIONS', 'PUT', 'DELETE', 'PATCH']) {
      const nowhere = await web?.post('/odoo-shopify/hint/other', '', {}, method)
      assert.equal(nowhere?.[0], 404, method)
      for (const query of ['', `?key=${key}`])
        assert.deepEqual(await post(query, '', {}, method), [404, nowhere?.[1].replace('/other', '/subject')], method + query)
    }
  })

  it('takes the body off no other route', async () => {
    roots = { admin: '/', node: '/' }
    await begin(key)
    for (const other of ['?next=/odoo-shopify/hint/subject', '/odoo-shopify/hint/subject', '#/odoo-shopify/hint/'])
      assert.deepEqual(await web?.post(`/echo/${other}`, '{"a": 1}'), [200, '{"body":{"a":1}}'], other)
    assert.deepEqual(await web?.post(`/Odoo-Shopify/Hint/subject?key=${key}`, 'no JSON'), [200, ''])
  })

  it('is not there without a key', async () => {
    await begin()
    assert.equal((await post('?key='))?.[0], 404)
  })

  it('refuses a key that can be guessed', async () => {
    const flow = await begin('short')
    await flow.until(() => flow.statuses.some(({ fill, text }) => fill === 'red' && text === 'CONFIG_INVALID'))
    assert.equal((await post('?key=short'))?.[0], 404)
  })

  it('is gone when the node has closed', async () => {
    const flow = await begin(key)
    assert.equal((await post(`?key=${key}`))?.[0], 200)
    await flow.stop()
    assert.equal((await post(`?key=${key}`))?.[0], 404)
  })

  it('keeps its key as a password', async () => {
    await begin(key)
    assert.deepEqual(credentialKinds(type), { hintKey: 'password' })
  })

  describe('in the dialog', () => {
    const permissions = [`${type}.write`]
    const values = { id: 'subject', hintAddress: 'https://flows.example.com/red/', odoo: 'odoo' }
    const route = async (flow: NodeFlow, what: string, body: object, language = 'en-US'): Promise<[number, Record<string, unknown>]> => {
      const answer = await flow.admin('POST', `${type}/hint/${what}`, { permissions, body, language })
      const told: Record<string, unknown> = JSON.parse(await answer.text())
      return [answer.status, told]
    }

    it('shows the address with the kept key or with one just typed, to who may write', async () => {
      const flow = await begin(key)
      const address = `https://flows.example.com/red/odoo-shopify/hint/subject?key=${key}`
      assert.deepEqual(await route(flow, 'address', values), [200, { ok: true, text: address }])
      const [, typed] = await route(flow, 'address', { ...values, hintKey: 'another key, long & odd' })
      assert.match(String(typed['text']), /key=another%20key%2C%20long%20%26%20odd$/)
      for (const what of ['address', 'set-up'])
        assert.equal((await flow.admin('POST', `${type}/hint/${what}`, { permissions: [`${type}.read`], body: values })).status, 401)
    })

    it('says what is missing', async () => {
      const flow = await begin()
      assert.match(String((await route(flow, 'address', values))[1]['text']), /^The setting .*key.* is missing/i)
      const [status, told] = await route(flow, 'address', { ...values, hintKey: key, hintAddress: 'here' })
      assert.deepEqual([status, told['code']], [400, 'CONFIG_INVALID'])
      assert.match(String(told['text']), /https:\/\//)
    })

    it('says that this Odoo has no automation rules', async () => {
      const flow = await begin(key)
      const [status, told] = await route(flow, 'set-up', values)
      assert.deepEqual([status, told['code']], [502, 'ODOO_REFUSED'])
      assert.match(String(told['text']), /no automation rules/)
      assert.match(String(told['cure']), /base_automation/)
    })

    it('sets the rule up as an administrator that is typed in, and mends it the next time', async () => {
      const asked: Record<string, unknown>[] = []
      let rules: object[] = []
      const server = await fakeOdoo({
        version: '19.0',
        call({ path: place, body, headers }, response) {
          const call: Record<string, unknown> = { ...JSON.parse(body), place, authorization: headers.authorization }
          asked.push(call)
          if (place.endsWith('/create')) {
            rules = [{ id: 9, action_server_ids: [31] }]
            return json(response, 200, [9])
          }
          if (place.endsWith('/write')) return json(response, 200, true)
          if (place.includes('base.automation')) return json(response, 200, rules)
          return json(response, 200, [{ id: place.includes('fields') ? 70 : 5 }])
        },
      })
      try {
        const others = [
          { id: 'odoo', type: 'odoo-connection', url: server.url, database: 'shop', username: 'nobody' },
          { id: 'store', type: 'sync-store' },
        ]
        const flow = await begin(key, { others, credentials: { odoo: { apiKey: 'of-nobody' } } })
        asked.splice(0)
        const admin = { ...values, adminUser: 'connector', adminKey: 'of-the-administrator' }
        const [status, made] = await route(flow, 'set-up', admin)
        assert.deepEqual([status, made['ok']], [200, true])
        assert.match(String(made['text']), /now has an automation rule/)
        const created = asked.find(({ place }) => String(place).endsWith('base.automation/create'))
        assert.equal(created?.['authorization'], 'bearer of-the-administrator')
        assert.partialDeepStrictEqual(created?.['vals_list'], {
          model_id: 5,
          trigger: 'on_create_or_write',
          trigger_field_ids: [[6, 0, [70]]],
          filter_pre_domain: "[('state', '!=', 'done')]",
          filter_domain: "[('state', '=', 'done')]",
          action_server_ids: [[0, 0, { state: 'webhook', webhook_url: `https://flows.example.com/red${path}?key=${key}` }]],
        })
        const [, mended] = await route(flow, 'set-up', admin, 'de')
        assert.match(String(mended['text']), /schon da/)
        assert.equal(asked.filter(({ place }) => String(place).endsWith('/create')).length, 1)
        const url = asked.find(({ place }) => String(place).endsWith('ir.actions.server/write'))
        assert.partialDeepStrictEqual(url, { ids: [31], vals: { webhook_url: `https://flows.example.com/red${path}?key=${key}` } })
      } finally {
        await server.close()
      }
    })
  })
})
