import assert from 'node:assert/strict'
import { connectShopify } from '../../../src/adapters/shopify/connect.ts'
import { LostAnswer } from '../../../src/ports/shopify/lost-answer.ts'
import { costs, data, installed, json, ScriptedAdmin } from '../../support/scripted-admin.ts'
import { fixedRandom } from '../../support/fixed-random.ts'
import { setBatch } from '../../support/set-batch.ts'
import { failure, shopifyScene } from '../../support/shopify-scene.ts'
import { VirtualClock } from '../../support/virtual-clock.ts'

describe('a call to Shopify', () => {
  it('goes to the endpoint of the version with the token', async () => {
    const { clock, admin, shopify } = shopifyScene(installed())
    const found = await clock.run(shopify.installation())
    assert.deepEqual(found, { shop: 'nova-trail.myshopify.com', apiVersion: '2026-10', scopes: ['write_inventory'] })
    assert.equal(admin.asked[0]?.url, 'https://nova-trail.myshopify.com/admin/api/2026-10/graphql.json')
    assert.equal(admin.asked[0]?.token, 'shpat_top_secret')
  })

  it('is made also where another package has put a global window into the process', async () => {
    const { clock, admin, shopify } = shopifyScene(installed())
    Reflect.set(globalThis, 'window', {})
    try {
      await clock.run(shopify.installation())
    } finally {
      Reflect.deleteProperty(globalThis, 'window')
    }
    assert.equal(admin.asked.length, 1)
  })

  it('waits while the shop throttles, by what is missing in the bucket, and nobody sees it', async () => {
    const { clock, admin, budget, shopify } = shopifyScene(
      json({ errors: [{ message: 'Throttled', extensions: { code: 'THROTTLED' } }], extensions: costs(3, null, 0) }),
      installed(),
    )
    const began = clock.now()
    await clock.run(shopify.installation())
    assert.equal(admin.asked.length, 2)
    // 3 points and the reserve of 200 at 100 points a second.
    assert.ok(Math.abs(clock.now() - began - 2030) <= 1)
    assert.equal(budget.figures().throttled, 1)
  })

  it('waits as long as the header of a 429 says, in seconds', async () => {
    const { clock, shopify } = shopifyScene(json({ errors: 'Exceeded' }, { status: 429, headers: { 'retry-after': '7' } }), installed())
    const began = clock.now()
    await clock.run(shopify.installation())
    assert.ok(clock.now() - began >= 7000)
  })

  it('gives up after five minutes of refusals for pace', async () => {
    const throttled = Array.from({ length: 400 }, () => json({ errors: [{ message: 'Throttled', extensions: { code: 'THROTTLED' } }] }))
    const { clock, shopify } = shopifyScene(...throttled)
    const began = clock.now()
    assert.equal((await failure(clock, shopify.installation())).code, 'SHOPIFY_THROTTLED')
    assert.ok(clock.now() - began < 400_000)
  })

  it('learns from the answer what a document really costs', async () => {
    const dear = data({ locations: { nodes: [], pageInfo: { hasNextPage: false, endCursor: null } } })
    const answer = json({ ...(await dear.json()), extensions: costs(500, 500, 100) })
    const { clock, shopify } = shopifyScene(answer, data({ locations: { nodes: [], pageInfo: { hasNextPage: false, endCursor: null } } }))
    await clock.run(shopify.locations())
    const began = clock.now()
    await clock.run(shopify.locations())
    // 500 points and the reserve of 200, of which 100 were there.
    assert.equal(clock.now() - began, 6000)
  })
})

describe('connections of one process', () => {
  const connection = (clock: VirtualClock, admin: ScriptedAdmin, shop: string, accessToken: string) =>
    connectShopify({ shop, auth: { kind: 'token', accessToken } }, { clock, random: fixedRandom, fetch: admin.fetch })
  const empty = () =>
    json({ data: { locations: { nodes: [], pageInfo: { hasNextPage: false, endCursor: null } } }, extensions: costs(13, 13, 0) })

  it('share the budget when they speak for one app to one shop, and only then', async () => {
    const clock = new VirtualClock()
    await clock.run(connection(clock, new ScriptedAdmin(empty()), 'shared-a', 'token-1').locations())
    const began = clock.now()
    await clock.run(connection(clock, new ScriptedAdmin(installed()), 'shared-b', 'token-1').installation())
    await clock.run(connection(clock, new ScriptedAdmin(installed()), 'shared-a', 'token-2').installation())
    assert.equal(clock.now(), began)
    await clock.run(connection(clock, new ScriptedAdmin(installed()), 'shared-a', 'token-1').installation())
    assert.ok(clock.now() - began >= 2000)
  })
})

describe('closing a connection', () => {
  it('refuses new calls and wakes those that wait for their turn', async () => {
    const { clock, budget, admin, shopify } = shopifyScene()
    ;(await budget.take(1)).report({ requested: 1, actual: 1, status: { maximumAvailable: 2000, currentlyAvailable: 0, restoreRate: 100 } })
    const waiting = Array.from({ length: 30 }, () => failure(clock, shopify.installation()))
    await shopify.close()
    for (const error of await Promise.all(waiting)) assert.equal(error.code, 'SHOPIFY_UNREACHABLE')
    assert.equal((await failure(clock, shopify.locations())).code, 'SHOPIFY_UNREACHABLE')
    assert.equal(admin.asked.length, 0)
    assert.equal(budget.figures().waiting, 0)
  })

  it('lets a write that is under way end', async () => {
    const { clock, shopify } = shopifyScene(installed(), 'silence')
    const write = shopify.setQuantities(setBatch(1)).then(
      () => 'done',
      (error: unknown) => (error instanceof LostAnswer ? 'lost' : 'failed'),
    )
    await clock.advance(1000)
    const closed = shopify.close().then(() => 'closed')
    assert.equal(await clock.run(Promise.race([write, closed])), 'lost')
    assert.equal(await closed, 'closed')
  })
})
