import assert from 'node:assert/strict'
import { SyncError } from '../../../src/base/error/sync-error.ts'
import { Budget } from '../../../src/adapters/shopify/pacing/budget.ts'
import { ClientToken } from '../../../src/adapters/shopify/client-token.ts'
import { connectShopify } from '../../../src/adapters/shopify/connect.ts'
import type { Shopify } from '../../../src/ports/shopify/shopify.ts'
import { fixedRandom } from '../../support/fixed-random.ts'
import { html, installed, json, networkFault, ScriptedAdmin, type Step } from '../../support/scripted-admin.ts'
import { setBatch } from '../../support/set-batch.ts'
import { failure } from '../../support/shopify-scene.ts'
import { VirtualClock } from '../../support/virtual-clock.ts'

const day = 86_399
const grant = (token: string, expires = day): Response => json({ access_token: token, scope: 'write_inventory', expires_in: expires })
const unauthorised = (): Response => json({ errors: '[API] Invalid API key or access token' }, { status: 401 })

function source(...steps: Step[]): { clock: VirtualClock; admin: ScriptedAdmin; tokens: ClientToken } {
  const clock = new VirtualClock()
  const admin = new ScriptedAdmin(...steps)
  const options = {
    shop: 'a.myshopify.com',
    baseUrl: 'https://a.myshopify.com',
    clientId: 'id',
    clientSecret: 'the&secret',
    timeoutMs: 1000,
  }
  return { clock, admin, tokens: new ClientToken(options, { fetch: admin.fetch, clock }) }
}

function connection(...steps: Step[]): { clock: VirtualClock; admin: ScriptedAdmin; shopify: Shopify } {
  const clock = new VirtualClock()
  const admin = new ScriptedAdmin(...steps)
  const settings = { shop: 'nova-trail', auth: { kind: 'client' as const, clientId: 'id', clientSecret: 'the&secret' } }
  return { clock, admin, shopify: connectShopify(settings, { clock, random: fixedRandom, fetch: admin.fetch, budget: new Budget(clock) }) }
}

describe('a token by client id and secret', () => {
  it('is fetched when it is first needed, with a form', async () => {
    const { clock, admin, tokens } = source(grant('t1'))
    assert.equal(await clock.run(tokens.token()), 't1')
    assert.equal(admin.asked[0]?.url, 'https://a.myshopify.com/admin/oauth/access_token')
    assert.equal(admin.asked[0]?.body, 'grant_type=client_credentials&client_id=id&client_secret=the%26secret')
  })

  it('is fetched once for all who ask at the same time', async () => {
    const { clock, admin, tokens } = source(grant('t1'))
    assert.deepEqual(await clock.run(Promise.all([tokens.token(), tokens.token(), tokens.token()])), ['t1', 't1', 't1'])
    assert.equal(admin.asked.length, 1)
  })

  it('is renewed at four fifths of its life and not before', async () => {
    const { clock, tokens } = source(grant('t1'), grant('t2'))
    await clock.run(tokens.token())
    await clock.advance(day * 800 - 1)
    assert.equal(await clock.run(tokens.token()), 't1')
    await clock.advance(1)
    assert.equal(await clock.run(tokens.token()), 't2')
  })

  it('is used on while it lives when its renewal fails, and renewed half a minute later', async () => {
    const { clock, admin, tokens } = source(grant('t1'), html(503), grant('t2'))
    await clock.run(tokens.token())
    await clock.advance(day * 800)
    assert.equal(await clock.run(tokens.token()), 't1')
    assert.equal(await clock.run(tokens.token()), 't1')
    assert.equal(admin.asked.length, 2)
    await clock.advance(30_000)
    assert.equal(await clock.run(tokens.token()), 't2')
  })

  it('fails when it is over and cannot be renewed', async () => {
    const { clock, tokens } = source(grant('t1', 10), html(503))
    await clock.run(tokens.token())
    await clock.advance(10_000)
    assert.equal((await failure(clock, tokens.token())).code, 'SHOPIFY_BUSY')
  })

  for (const [name, said] of [
    ['nothing', {}],
    ['null', { expires_in: null }],
    ['a text', { expires_in: 'never' }],
    ['zero', { expires_in: 0 }],
  ] as const) {
    it(`whose grant tells ${name} as its end is renewed as the others are, and used on as long as Shopify takes it`, async () => {
      const { clock, admin, tokens } = source(json({ access_token: 't1', ...said }), html(503), html(503), grant('t3'))
      assert.equal(await clock.run(tokens.token()), 't1')
      await clock.advance(day * 800 - 1)
      assert.equal(await clock.run(tokens.token()), 't1')
      assert.equal(admin.asked.length, 1)
      await clock.advance(1)
      assert.equal(await clock.run(tokens.token()), 't1')
      await clock.advance(30 * day * 1000)
      assert.equal(await clock.run(tokens.token()), 't1')
      assert.equal(admin.asked.length, 3)
      assert.equal(await clock.run(tokens.refused('t1')), true)
      assert.equal(await clock.run(tokens.token()), 't3')
    })
  }

  for (const [name, step, code] of [
    ['wrong credentials', json({ error: 'invalid_client' }, { status: 401 }), 'SHOPIFY_TOKEN_REFUSED'],
    ['a shop of another organisation', json({ error: 'shop_not_permitted' }, { status: 400 }), 'SHOPIFY_SHOP_NOT_PERMITTED'],
    ['an unknown shop', html(404), 'SHOPIFY_SHOP_UNAVAILABLE'],
    ['too many requests', html(429), 'SHOPIFY_THROTTLED'],
    ['a server fault', html(500), 'SHOPIFY_BUSY'],
    ['a page in place of a token', html(200), 'SHOPIFY_ANSWER_INVALID'],
    ['a grant without a token', json({ expires_in: 86_399 }), 'SHOPIFY_ANSWER_INVALID'],
    ['no connection', networkFault('ECONNREFUSED', 'connect'), 'SHOPIFY_UNREACHABLE'],
    ['silence', 'silence', 'SHOPIFY_TIMEOUT'],
  ] as const) {
    it(`cannot be had with ${name}: ${code}`, async () => {
      const { clock, tokens } = source(step)
      assert.equal((await failure(clock, tokens.token())).code, code)
    })
  }
})

describe('a call with a token that Shopify refuses', () => {
  it('is sent once more with a new token, also when it writes: it was not carried out', async () => {
    const { clock, admin, shopify } = connection(
      grant('t1'),
      installed(),
      unauthorised(),
      grant('t2'),
      json({ data: { inventorySetQuantities: { inventoryAdjustmentGroup: null, userErrors: [] } } }),
    )
    assert.deepEqual(await clock.run(shopify.setQuantities(setBatch(1))), { outcome: 'applied' })
    assert.deepEqual(
      admin.asked.map(({ token }) => token),
      [null, 't1', 't1', null, 't2'],
    )
  })

  it('fails when Shopify refuses the new token too', async () => {
    const { clock, admin, shopify } = connection(grant('t1'), unauthorised(), grant('t2'), unauthorised())
    assert.equal((await failure(clock, shopify.installation())).code, 'SHOPIFY_TOKEN_REFUSED')
    assert.equal(admin.left, 0)
  })

  it('makes many calls fetch one token', async () => {
    const { clock, admin, shopify } = connection(
      grant('t1'),
      unauthorised(),
      unauthorised(),
      unauthorised(),
      grant('t2'),
      installed(),
      installed(),
      installed(),
    )
    await clock.run(Promise.all([shopify.installation(), shopify.installation(), shopify.installation()]))
    assert.equal(admin.asked.filter(({ token }) => token === null).length, 2)
  })

  it('does not write when no token can be had, and that is no lost answer', async () => {
    const { clock, shopify } = connection(grant('t1', 1), installed(), html(503))
    await clock.run(shopify.installation())
    await clock.advance(2000)
    const error = await failure(clock, shopify.setQuantities(setBatch(1)))
    assert.equal(error.name, SyncError.name)
  })
})
