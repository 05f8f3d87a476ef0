import assert from 'node:assert/strict'
import { ManualClock } from './manual-clock.ts'
import { withSandbox } from './running-sandbox.ts'
import { call, send, setLevel } from './sandbox-client.ts'

const shopName = '{ shop { name } }'
const form = (fields: Record<string, string>) => new URLSearchParams(fields).toString()
const headers = { 'Content-Type': 'application/x-www-form-urlencoded' }
const grant = { grant_type: 'client_credentials', client_id: 'app', client_secret: 'secret' }

describe('access to the simulated Shopify', () => {
  it('refuses an unknown token with a text for errors', () =>
    withSandbox({}, async (sandbox) => {
      const reply = await call(sandbox, shopName, {}, { token: 'wrong' })
      assert.equal(reply.status, 401)
      assert.equal(reply.at('errors'), '[API] Invalid API key or access token (unrecognized login or wrong password)')
    }))

  it('issues tokens for client credentials and lets them expire', () => {
    const clock = new ManualClock()
    return withSandbox({ clientId: 'app', clientSecret: 'secret', clock }, async (sandbox) => {
      const issued = await send(`${sandbox.url}/admin/oauth/access_token`, form(grant), { headers })
      assert.equal(issued.at('expires_in'), 86_399)
      const token = String(issued.at('access_token'))
      assert.equal((await call(sandbox, shopName, {}, { token })).status, 200)
      clock.advance(86_399_000)
      assert.equal((await call(sandbox, shopName, {}, { token })).status, 401)
    })
  })

  it('issues nothing for a wrong secret', () =>
    withSandbox({ clientId: 'app', clientSecret: 'secret' }, async (sandbox) => {
      const reply = await send(`${sandbox.url}/admin/oauth/access_token`, form({ ...grant, client_secret: 'no' }), { headers })
      assert.deepEqual([reply.status, reply.at('access_token')], [401, undefined])
    }))

  it('ends tokens when they are revoked', () =>
    withSandbox({}, async (sandbox) => {
      sandbox.tokens.revoke(true)
      assert.equal((await call(sandbox, shopName)).status, 401)
    }))

  it('denies what the app has no scope for, and writes nothing', () =>
    withSandbox({ scopes: ['read_inventory', 'read_locations'] }, async (sandbox) => {
      const reply = await setLevel(sandbox, { quantity: 1 }, 'k')
      assert.equal(reply.status, 200)
      assert.equal(reply.at('errors.0.extensions.code'), 'ACCESS_DENIED')
      assert.equal(reply.at('data.inventorySetQuantities'), null)
      assert.equal(sandbox.model.state.history.length, 0)
      const read = await call(sandbox, '{ inventoryItem(id: "gid://shopify/InventoryItem/11") { sku variant { id } } }')
      assert.equal(read.at('errors.0.extensions.code'), 'ACCESS_DENIED')
    }))

  it('keeps no token in the request log', () =>
    withSandbox({ accessToken: 'shown-nowhere' }, async (sandbox) => {
      await call(sandbox, shopName, {}, { token: 'shown-nowhere' })
      assert.equal(sandbox.log.entries.length, 1)
      assert.equal(JSON.stringify(sandbox.log.entries).includes('shown-nowhere'), false)
    }))
})
