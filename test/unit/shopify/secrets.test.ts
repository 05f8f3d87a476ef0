import assert from 'node:assert/strict'
import { inspect } from 'node:util'
import { Budget } from '../../../src/adapters/shopify/pacing/budget.ts'
import { connectShopify } from '../../../src/adapters/shopify/connect.ts'
import { redactor } from '../../../src/base/error/redact.ts'
import type { ShopifyAuth } from '../../../src/adapters/shopify/settings.ts'
import { fixedRandom } from '../../support/fixed-random.ts'
import { installed, json, refusal, ScriptedAdmin, type Step } from '../../support/scripted-admin.ts'
import { setBatch } from '../../support/set-batch.ts'
import { failure } from '../../support/shopify-scene.ts'
import { VirtualClock } from '../../support/virtual-clock.ts'

const secrets = ['shpat_TOPSECRET', 'fetched_TOPSECRET', 'shpss_TOPSECRET&/+']
const all = secrets.join(' ')
const token: ShopifyAuth = { kind: 'token', accessToken: 'shpat_TOPSECRET' }
const client: ShopifyAuth = { kind: 'client', clientId: 'id', clientSecret: 'shpss_TOPSECRET&/+' }
const grant = (): Response => json({ access_token: 'fetched_TOPSECRET', expires_in: 86_399 })
const page = (): Response => new Response(`<html>${all}</html>`, { status: 200, headers: { 'content-type': 'text/html' } })
const broken = (): Response => new Response(`{"${all}`, { status: 200, headers: { 'content-type': 'application/json' } })

/** Whatever a careless logger could print of an error. */
function everything(error: Error): string {
  const chain: unknown[] = []
  for (let at: unknown = error; at instanceof Error; at = at.cause)
    chain.push(at, at.message, at.stack, JSON.stringify(at, Object.getOwnPropertyNames(at)))
  return inspect(chain, { depth: 10, showHidden: true }) + JSON.stringify(error)
}

async function errorOf(auth: ShopifyAuth, steps: Step[], write = false): Promise<Error> {
  const clock = new VirtualClock()
  const admin = new ScriptedAdmin(...steps)
  const shopify = connectShopify({ shop: 'a', auth }, { clock, random: fixedRandom, fetch: admin.fetch, budget: new Budget(clock) })
  return await failure(clock, write ? shopify.setQuantities(setBatch(1)) : shopify.installation())
}

const four = (step: () => Response | Error): Step[] => [step(), step(), step(), step()]

describe('no secret gets into an error', () => {
  const cases: readonly (readonly [string, ShopifyAuth, () => Step[], boolean?])[] = [
    ['a 401 that quotes the token', token, () => [json({ errors: `Invalid token ${all}` }, { status: 401 })]],
    ['a GraphQL error that quotes it', token, () => [refusal('ACCESS_DENIED', `${all} may not`)]],
    ['a page that quotes it', token, () => four(page)],
    ['broken JSON that quotes it', token, () => four(broken)],
    [
      'a fault of fetch that quotes it',
      token,
      () => four(() => new TypeError(`Headers.append: "${all}" is an invalid header value.`, { cause: new Error(all) })),
    ],
    ['a lost write', token, () => [installed(), broken()], true],
    ['a refused client', client, () => [json({ error: 'invalid_client', error_description: `${all} is wrong` }, { status: 400 })]],
    ['a refused fetched token', client, () => [grant(), json({ errors: all }, { status: 401 }), grant()]],
  ]
  for (const [name, auth, steps, write] of cases) {
    it(`of ${name}`, async () => {
      const text = everything(await errorOf(auth, steps(), write))
      // A token that was never fetched is not known, so nobody can recognise it.
      const used = auth.kind === 'token' ? secrets.slice(0, 1) : secrets.slice(name.includes('fetched') ? 1 : 2)
      for (const secret of used) {
        assert.ok(!text.includes(secret), text)
        assert.ok(!text.includes(encodeURIComponent(secret)), text)
      }
    })
  }
})

describe('redaction', () => {
  it('takes every secret out, also where it is written for an address', () => {
    const redact = redactor(() => secrets)
    assert.equal(redact(`a ${secrets[0]} b ${encodeURIComponent(secrets[2] ?? '')} c`), 'a *** b *** c')
    assert.equal(redactor(() => ['x"y'])(JSON.stringify('x"y')), '"***"')
  })

  it('keeps a message short', () => {
    assert.equal(redactor(() => [])('x'.repeat(1000)).length, 300)
  })
})
