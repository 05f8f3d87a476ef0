import assert from 'node:assert/strict'
import odooConnection from '../../nodes/odoo-connection/odoo-connection.ts'
import odooQuantWatch from '../../nodes/odoo-quant-watch/odoo-quant-watch.ts'
import shopifyConnection from '../../nodes/shopify-connection/shopify-connection.ts'
import { type NodeFlow, withNodeRed } from '../support/node-helper.ts'
import { answering, type AnsweringServer } from '../support/http-answers.ts'

const secret = 'kept-secret-0123456789'
const names = [
  'ODOO_URL',
  'ODOO_DB',
  'ODOO_USERNAME',
  'ODOO_API_KEY',
  'SHOPIFY_STORE_DOMAIN',
  'SHOPIFY_API_URL',
  'SHOPIFY_ACCESS_TOKEN',
  'MINE',
]

const version = '<struct><member><name>server_version</name><value><string>19.0</string></value></member></struct>'
const versionAnswer = `<?xml version='1.0'?><methodResponse><params><param><value>${version}</value></param></params></methodResponse>`

describe('a secret that was not typed just now', () => {
  const start = withNodeRed(odooConnection, shopifyConnection, odooQuantWatch)
  /** Whatever is sent to it, it has heard. */
  let heard: string[] = []
  let servers: AnsweringServer[] = []
  const before = Object.fromEntries(names.map((name) => [name, process.env[name]]))

  beforeEach(async () => {
    heard = []
    const hears = (): Promise<AnsweringServer> =>
      answering(({ headers, body }, response) => {
        heard.push(JSON.stringify(headers) + body)
        if (body.includes('<methodName>version<')) return response.end(versionAnswer)
        return response.writeHead(401, { 'content-type': 'application/json' }).end('{"name": "Unauthorized", "message": "no"}')
      })
    servers = [await hears(), await hears()]
    for (const name of names) delete process.env[name]
  })
  afterEach(async () => {
    for (const server of servers) await server.close()
    for (const name of names) {
      if (before[name] === undefined) delete process.env[name]
      else process.env[name] = before[name]
    }
  })
  const [ours, theirs] = [() => servers[0]?.url ?? '', () => servers[1]?.url ?? '']
  const wasSent = (): boolean => heard.some((one) => one.includes(secret))

  type Asked = Readonly<Record<string, unknown>>
  const odoo = (more: Asked): Asked => ({ url: ours(), database: 'shop', username: 'sync', transport: 'json-2', ...more })
  const shop = (more: Asked): Asked => ({ shop: 'example.myshopify.com', apiUrl: ours(), auth: 'token', ...more })
  async function tell(type: string, config: Asked | null, secrets: object, body: Asked): Promise<{ status: number; code?: unknown }> {
    const deployed = config === null ? [] : [{ id: 'kept', type, ...config }]
    const flow: NodeFlow = await start({
      type: 'odoo-quant-watch',
      config: { interval: 3600 },
      others: deployed,
      credentials: { kept: secrets },
    })
    const answer = await flow.admin('POST', `${type}/test`, { permissions: [`${type}.write`], body: { id: 'kept', ...body } })
    const text = await answer.text()
    assert.ok(!text.includes(secret), text)
    const told: Asked = JSON.parse(text)
    return { status: answer.status, code: told['code'] }
  }
  const elsewhere = { status: 400, code: 'DIALOG_SECRET_ELSEWHERE' }
  const unknown = { status: 400, code: 'DIALOG_VARIABLE_UNKNOWN' }

  it('goes to the address that it was kept for, whatever else was changed', async () => {
    await tell('odoo-connection', odoo({}), { apiKey: secret }, odoo({ url: `${ours()}/`, username: 'another' }))
    assert.equal(wasSent(), true)
  })

  it('goes to no other address, and nothing is asked there', async () => {
    for (const url of [theirs(), `${ours()}/path`, ours().replace('http:', 'https:')])
      assert.deepEqual(await tell('odoo-connection', odoo({}), { apiKey: secret }, odoo({ url })), elsewhere, url)
    const token = { accessToken: secret }
    for (const changed of [{ apiUrl: theirs() }, { apiUrl: '' }, { shop: 'other.myshopify.com' }])
      assert.deepEqual(await tell('shopify-connection', shop({}), token, shop(changed)), elsewhere, JSON.stringify(changed))
    assert.deepEqual(heard, [])
  })

  it('goes anywhere once it is typed', async () => {
    await tell('odoo-connection', odoo({}), { apiKey: 'old' }, odoo({ url: theirs(), apiKey: secret }))
    assert.equal(wasSent(), true)
  })

  it('is not asked for when another login is chosen', async () => {
    const both = { accessToken: 'old', clientId: 'app', clientSecret: secret }
    const told = await tell('shopify-connection', shop({}), both, shop({ apiUrl: theirs(), accessToken: 'typed' }))
    assert.notDeepEqual(told, elsewhere)
    assert.equal(wasSent(), false)
  })

  it('is not taken from a node of another type', async () => {
    const told = await tell('shopify-connection', { url: ours() }, { accessToken: secret }, shop({ accessToken: undefined }))
    assert.equal(told.status === 200, false)
    heard = []
    const flow = await start({
      type: 'odoo-quant-watch',
      config: { interval: 3600 },
      others: [{ id: 'kept', type: 'odoo-connection', ...odoo({}) }],
      credentials: { kept: { apiKey: secret } },
    })
    const body = { id: 'kept', hintAddress: 'http://flows.example', apiKey: undefined }
    assert.equal((await flow.admin('POST', 'odoo-quant-watch/hint/address', { permissions: ['odoo-quant-watch.write'], body })).status, 400)
    assert.deepEqual(heard, [])
  })

  it('of the environment goes to the server of the environment only', async () => {
    Object.assign(process.env, { ODOO_URL: ours(), ODOO_API_KEY: secret, SHOPIFY_STORE_DOMAIN: 'example.myshopify.com' })
    Object.assign(process.env, { SHOPIFY_API_URL: ours(), SHOPIFY_ACCESS_TOKEN: secret })
    for (const apiKey of [undefined, '', '${ODOO_API_KEY}'])
      assert.deepEqual(await tell('odoo-connection', null, {}, odoo({ url: theirs(), apiKey })), elsewhere, String(apiKey))
    assert.deepEqual(await tell('shopify-connection', null, {}, shop({ apiUrl: theirs() })), elsewhere)
    assert.deepEqual(heard, [])
    await tell('odoo-connection', null, {}, odoo({ url: '${ODOO_URL}' }))
    assert.equal(wasSent(), true)
    heard = []
    await tell('shopify-connection', null, {}, shop({ shop: '${SHOPIFY_STORE_DOMAIN}', apiUrl: '${SHOPIFY_API_URL}' }))
    assert.equal(wasSent(), true)
  })

  it('of the environment is not read by a name of one’s own choice, unless the deployed node names it there', async () => {
    process.env['MINE'] = secret
    for (const field of ['url', 'database', 'username', 'timeout'])
      assert.deepEqual(
        await tell('odoo-connection', odoo({}), { apiKey: 'k' }, odoo({ [field]: '${MINE}', apiKey: 'typed' })),
        unknown,
        field,
      )
    assert.deepEqual(await tell('odoo-connection', odoo({}), { apiKey: 'k' }, odoo({ apiKey: '${MINE}' })), elsewhere)
    assert.deepEqual(heard, [])
    const named = { apiKey: '${MINE}' }
    assert.deepEqual(await tell('odoo-connection', odoo({}), named, odoo({ url: theirs(), ...named })), elsewhere)
    await tell('odoo-connection', odoo({}), named, odoo(named))
    assert.equal(wasSent(), true)
    heard = []
    process.env['MINE'] = 'named-database'
    await tell('odoo-connection', odoo({ database: '${MINE}' }), { apiKey: 'k' }, odoo({ database: '${MINE}' }))
    assert.ok(heard.some((one) => one.includes('named-database')))
  })
})
