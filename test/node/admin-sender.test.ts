import assert from 'node:assert/strict'
import { adminRoute } from '../../nodes/kit/admin-route.ts'
import { defineNode } from '../../nodes/kit/define.ts'
import { type Register, withNodeRed } from '../support/node-helper.ts'

let done = 0
let proxyTrusted = false

const acting: Register = (RED) => {
  // As Node-RED does with httpServerOptions.
  RED.httpAdmin.set('trust proxy', proxyTrusted)
  adminRoute(RED, 'post', 'acting', 'acting.write', async () => ({ done: ++done }))
  adminRoute(RED, 'get', 'acting', 'acting.read', async () => ({ done }))
  defineNode(RED, 'acting', () => undefined)
}

const permissions = ['acting.write', 'acting.read']

describe('an admin route', () => {
  const start = withNodeRed(acting)
  const ask = async (method: 'GET' | 'POST', headers: Readonly<Record<string, string>>): Promise<[number, number]> => {
    const flow = await start({ type: 'acting' })
    const before = done
    const answer = await flow.admin(method, 'acting', { permissions, headers, ...(method === 'POST' ? { body: {} } : {}) })
    if (answer.status === 403) assert.partialDeepStrictEqual(await answer.json(), { code: 'ADMIN_FOREIGN_SITE' })
    return [answer.status, done - before]
  }
  afterEach(() => {
    proxyTrusted = false
  })

  const foreign: readonly [string, Readonly<Record<string, string>>][] = [
    ['another site', { 'sec-fetch-site': 'cross-site' }],
    ['another port or subdomain', { 'sec-fetch-site': 'same-site' }],
    ['another site, over plain http, where a browser tells its origin alone', { origin: 'http://evil.example' }],
    ['another port, over plain http', { origin: 'http://127.0.0.1:1' }],
    ['a sandboxed frame', { origin: 'null' }],
    ['nonsense', { origin: '%' }],
    ['another site that says to stand before us', { origin: 'http://evil.example', 'x-forwarded-host': 'evil.example' }],
  ]
  for (const [what, headers] of foreign) {
    it(`refuses a page of ${what}, and does nothing`, async () => {
      assert.deepEqual(await ask('POST', headers), [403, 0])
      assert.deepEqual(await ask('GET', headers), [403, 0])
    })
  }

  const own: readonly [string, Readonly<Record<string, string>>, boolean?][] = [
    ['the editor', { 'sec-fetch-site': 'same-origin' }],
    ['the editor behind a proxy that changes the host', { 'sec-fetch-site': 'same-origin', origin: 'https://flows.example' }],
    ['an address typed by hand', { 'sec-fetch-site': 'none' }],
    ['a script', {}],
    ['a proxy that is trusted', { origin: 'http://flows.example:8080', 'x-forwarded-host': 'flows.example:8080, inner' }, true],
    [
      'a proxy that hands over the host without its port',
      { origin: 'http://flows.example:8080', 'x-forwarded-host': 'Flows.example' },
      true,
    ],
  ]
  for (const [what, headers, trusted = false] of own) {
    it(`answers ${what}`, async () => {
      proxyTrusted = trusted
      assert.deepEqual(await ask('POST', headers), [200, 1])
      assert.deepEqual(await ask('GET', headers), [200, 0])
    })
  }

  it('that acts takes JSON only: a form needs no leave of the browser to be sent', async () => {
    for (const kind of [
      'application/x-www-form-urlencoded',
      'text/plain',
      'multipart/form-data; boundary=x',
      'text/plain; application/json',
    ]) {
      assert.deepEqual(await ask('POST', { 'content-type': kind }), [415, 0], kind)
    }
    assert.deepEqual(await ask('POST', { 'content-type': 'Application/JSON; charset=utf-8' }), [200, 1])
  })
})
