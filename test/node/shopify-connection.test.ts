import assert from 'node:assert/strict'
import { shopifyConnections } from '../../nodes/shopify-connection/shopify-service.ts'
import shopifyConnection from '../../nodes/shopify-connection/shopify-connection.ts'
import { withDemo } from '../support/node-demo.ts'
import { credentialKinds, deploy, exportedFlow, type NodeFlow, withNodeRed } from '../support/node-helper.ts'
import { OwnTimers } from '../support/own-timers.ts'

const permissions = ['shopify-connection.write', 'shopify-connection.read']
const token = 'a-token-that-nobody-may-see'

describe('shopify-connection', () => {
  const start = withNodeRed(shopifyConnection)
  const systems = withDemo()
  const settings = () => {
    const { shopify } = systems().demo
    return { shop: shopify.shopDomain, apiUrl: shopify.url }
  }
  const rightToken = () => systems().demo.environment['SHOPIFY_ACCESS_TOKEN'] ?? ''
  const begin = (config: Readonly<Record<string, unknown>> = {}, secrets?: object) =>
    start({ type: 'shopify-connection', outputs: 0, config, ...(secrets === undefined ? {} : { credentials: { subject: secrets } }) })
  const connection = (flow: NodeFlow) => {
    const found = shopifyConnections.get(flow.node)
    assert.ok(found)
    return found
  }
  const test = (flow: NodeFlow, body: object) => flow.admin('POST', 'shopify-connection/test', { permissions, body })
  const flowTest = (flow: NodeFlow, body: object) => flow.admin('POST', 'shopify-connection/test', { permissions, body, language: 'de' })
  const missing = (setting: string) => ({ code: 'CONFIG_MISSING', values: { setting, node: 'shopify-connection' } })

  it('loads with nothing filled in and asks nobody; the first use names what is missing', async () => {
    const flow = await begin()
    assert.throws(() => connection(flow).shopify(), missing('shop'))
  })

  const cases: readonly [string, object, object, string][] = [
    ['no token and no app', {}, {}, 'accessToken'],
    ['a token whose environment variable is not set', {}, { accessToken: '${NOBODY_SET_THIS}' }, 'accessToken'],
    ['a shop whose environment variable is not set', { shop: '${NOBODY_SET_THIS}' }, { accessToken: token }, 'shop'],
    ['an app in place of a token that is not set', {}, { accessToken: '${NOBODY_SET_THIS}', clientId: 'app' }, 'clientSecret'],
    ['an app without its id', { auth: 'client' }, { clientSecret: token }, 'clientId'],
    [
      'an app whose secret is an environment variable that is not set',
      { auth: 'client' },
      { clientId: 'app', clientSecret: '${NOBODY_SET_THIS}' },
      'clientSecret',
    ],
  ]
  for (const [what, config, secrets, setting] of cases) {
    it(`names the setting ${setting} for ${what}`, async () => {
      const flow = await begin({ ...settings(), ...config }, secrets)
      assert.throws(() => connection(flow).shopify(), missing(setting))
    })
  }

  it('says of a number and of an API version what can be used', async () => {
    const invalid = (setting: string, allowed: string) => ({
      code: 'CONFIG_INVALID',
      values: { setting, node: 'shopify-connection', allowed },
    })
    const slow = await begin({ ...settings(), timeout: '-1' }, { accessToken: token })
    assert.throws(() => connection(slow).shopify(), invalid('timeout', '1 – 3600'))
    await slow.stop()
    const old = await begin({ ...settings(), apiVersion: '2025-10' }, { accessToken: token })
    assert.throws(() => connection(old).shopify(), invalid('apiVersion', '2026-04, 2026-07, 2026-10'))
    const body = { ...settings(), apiVersion: '2025-10', accessToken: token }
    const told: unknown = await (await flowTest(old, body)).json()
    assert.partialDeepStrictEqual(told, { code: 'CONFIG_INVALID' })
    assert.match(JSON.stringify(told), /Die Einstellung API-Version .*2026-04, 2026-07, 2026-10/)
  })

  it('reads the shop, gives everybody the same connection, and leaves no timer when it closes', async () => {
    const timers = new OwnTimers()
    try {
      const flow = await begin(settings(), { accessToken: rightToken() })
      const shopify = connection(flow).shopify()
      assert.equal((await shopify.locations()).length, 3)
      assert.equal(connection(flow).shopify(), shopify)
      await flow.stop()
      assert.deepEqual(await timers.running(), [])
    } finally {
      timers.stop()
    }
  })

  it('keeps its secrets out of the exported flow and away from the browser', async () => {
    await begin()
    const secrets = { accessToken: token, clientId: `${token}-2`, clientSecret: `${token}-3` }
    await deploy([
      { id: 'flow', type: 'tab', label: 'Flow' },
      { id: 'subject', type: 'shopify-connection', ...settings(), credentials: secrets },
    ])
    assert.equal(exportedFlow().includes('subject'), true)
    assert.equal(exportedFlow().includes(token), false)
    assert.deepEqual(credentialKinds('shopify-connection'), { accessToken: 'password', clientId: 'password', clientSecret: 'password' })
  })

  describe('its admin routes', () => {
    const routes = [
      ['POST', 'shopify-connection/test', 'shopify-connection.write'],
      ['GET', 'shopify-connection/subject/locations', 'shopify-connection.read'],
    ] as const
    for (const [method, path, permission] of routes) {
      it(`let in to ${path} only who has ${permission}`, async () => {
        const flow = await begin(settings(), { accessToken: rightToken() })
        const body = method === 'POST' ? { body: settings() } : {}
        assert.equal((await flow.admin(method, path, body)).status, 401)
        assert.equal(
          (await flow.admin(method, path, { ...body, permissions: permissions.filter((name) => name !== permission) })).status,
          401,
        )
        assert.notEqual((await flow.admin(method, path, { ...body, permissions: [permission] })).status, 401)
      })
    }

    it('test what stands in the dialog, with the kept token when none was typed anew', async () => {
      const flow = await begin(settings(), { accessToken: rightToken() })
      for (const body of [
        { ...settings(), accessToken: rightToken() },
        { ...settings(), id: 'subject' },
      ]) {
        const answer = await test(flow, body)
        assert.equal(answer.status, 200)
        const { ok, details }: { ok: boolean; details: { scopes: string[] } } = JSON.parse(await answer.text())
        assert.equal(ok, true)
        assert.ok(details.scopes.includes('write_inventory'))
      }
    })

    it('answer a refused token with code, text and cure, and without the token', async () => {
      const flow = await begin()
      const answer = await test(flow, { ...settings(), accessToken: token })
      const text = await answer.text()
      assert.equal(answer.status, 502)
      assert.deepEqual(Object.keys(JSON.parse(text)).toSorted(), ['code', 'cure', 'text'])
      assert.partialDeepStrictEqual(JSON.parse(text), { code: 'SHOPIFY_TOKEN_REFUSED' })
      assert.equal(text.includes(token), false)
    })

    it('list the locations of the deployed connection', async () => {
      const flow = await begin(settings(), { accessToken: rightToken() })
      const answer = await flow.admin('GET', 'shopify-connection/subject/locations', { permissions })
      const { locations }: { locations: { name: string }[] } = JSON.parse(await answer.text())
      assert.deepEqual(locations.map(({ name }) => name).toSorted(), ['New Jersey Warehouse', 'Texas Warehouse', 'UK Warehouse'])
    })
  })
})
